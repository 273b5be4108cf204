package motionscope.experiment.check;

/**
 * One reference tensor and what became of it.
 *
 * @param name the tensor's, with its file where a case has several
 * @param maxError largest absolute error; NaN where nothing was compared
 * @param relativeError that error over the largest reference value; NaN where nothing was compared
 * @param tolerance largest absolute error accepted where ours comes closest to it; NaN where nothing was compared
 * @param outcome whether it was compared, and how that went
 * @param note why nothing was compared, or what the row stands for; may be empty
 */
public record Row(String name, double maxError, double relativeError, double tolerance, Outcome outcome, String note) {
    /** What became of a tensor. */
    public enum Outcome {
        /** Compared, within its tolerance. */
        OK,
        /** Compared and past its tolerance, or it could not be compared though it should be. */
        FAIL,
        /** What the comparison starts from: there is nothing to compare it with. */
        INPUT
    }

    /** A tensor that the comparison starts from. */
    static Row input(String name, String note) {
        return new Row(name, Double.NaN, Double.NaN, Double.NaN, Outcome.INPUT, note);
    }

    /** A tensor that should be compared and cannot be. */
    static Row failed(String name, String note) {
        return new Row(name, Double.NaN, Double.NaN, Double.NaN, Outcome.FAIL, note);
    }

    /** Whether it was not past its tolerance. */
    public boolean passes() {
        return outcome != Outcome.FAIL;
    }
}
