package motionscope.experiment.bench;

import java.util.ArrayList;
import java.util.List;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Scope;

/**
 * Resident memory over many equal calls, in megabytes. The heap's own growth is kept out: it is collected before each look.
 *
 * @param before after the warm-up
 * @param after the last call
 * @param slope of the line through all looks, for each call
 * @param tensorsLeft native tensors alive after the calls, less those before
 */
record MemoryTrend(double before, double after, double slope, long tensorsLeft) {
    private static final int WARM_UP = 10;
    private static final int EVERY = 5;
    private static final double MB = 1e6;

    static MemoryTrend of(int calls, Runnable call) {
        for (int i = 0; i < WARM_UP; i++) {
            call.run();
        }
        long tensors = Scope.liveTensors();
        List<Double> looks = new ArrayList<>();
        looks.add(resident());
        for (int i = 1; i <= calls; i++) {
            call.run();
            if (i % EVERY == 0) {
                looks.add(resident());
            }
        }
        return new MemoryTrend(
                looks.get(0), looks.get(looks.size() - 1), slope(looks) / EVERY, Scope.liveTensors() - tensors);
    }

    private static double resident() {
        System.gc();
        return MemoryBudget.residentBytes().orElse(0) / MB;
    }

    /** Least squares: change from one look to the next. */
    private static double slope(List<Double> looks) {
        double middle = (looks.size() - 1) / 2.0;
        double mean = looks.stream().mapToDouble(y -> y).average().orElse(0);
        double product = 0;
        double square = 0;
        for (int i = 0; i < looks.size(); i++) {
            product += (i - middle) * (looks.get(i) - mean);
            square += (i - middle) * (i - middle);
        }
        return square == 0 ? 0 : product / square;
    }
}
