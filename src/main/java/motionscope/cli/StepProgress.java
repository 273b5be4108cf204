package motionscope.cli;

import java.io.PrintWriter;
import java.util.Locale;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Tensor;

/** One line that follows the steps and is written over: {@code clip 1 of 2: step 3 of 25, 12 s left}. */
final class StepProgress implements SamplingListener {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean watched;
    private final String what;
    private final long started = System.nanoTime();

    StepProgress(PrintWriter err, boolean watched, String what) {
        this.err = err;
        this.watched = watched;
        this.what = what;
    }

    @Override
    public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
        if (watched) {
            int done = step.index() + 1;
            double each = (System.nanoTime() - started) / 1e9 / done;
            err.printf(
                    Locale.ROOT,
                    "%s%s: step %d of %d, %.0f s left",
                    CLEAR,
                    what,
                    done,
                    step.count(),
                    each * (step.count() - done));
            err.flush();
        }
        return true;
    }

    /** Takes the line away. */
    void finish() {
        if (watched) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
