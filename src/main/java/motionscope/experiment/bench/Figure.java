package motionscope.experiment.bench;

/**
 * One figure of a benchmark.
 *
 * @param name what was measured
 * @param unit of the numbers
 * @param median of the runs
 * @param min of the runs
 * @param max of the runs
 * @param runs how many there were, warm-up not counted
 * @param target what the project asks of the median, in words; empty where it asks nothing
 * @param met whether the target is met; null where there is none
 */
public record Figure(
        String name, String unit, double median, double min, double max, int runs, String target, Boolean met) {
    /** Of a single run. */
    static Figure of(String name, String unit, double value) {
        return new Figure(name, unit, value, value, value, 1, "", null);
    }

    /** The same, with a target: the median must not be above {@code most}. */
    Figure atMost(double most, String words) {
        return new Figure(name, unit, median, min, max, runs, words, median <= most);
    }

    /** The same, with a target: the median must not be below {@code least}. */
    Figure atLeast(double least, String words) {
        return new Figure(name, unit, median, min, max, runs, words, median >= least);
    }
}
