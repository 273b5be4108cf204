package motionscope.experiment.studio;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a studio tells, to be waited for. */
final class Heard implements StudioListener {
    final BlockingQueue<StudioResult> drawn = new LinkedBlockingQueue<>();
    final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    volatile boolean throwing;

    @Override
    public void started(String stage, int steps) {
        news.add("started " + stage + " of " + steps);
    }

    @Override
    public void step(int done, double timestep, double loss) {
        news.add("step " + done);
    }

    @Override
    public void drawn(StudioResult result) {
        drawn.add(result);
        if (throwing) {
            throw new IllegalStateException("as meant");
        }
    }

    @Override
    public void failed(String message) {
        news.add("failed " + message);
    }

    @Override
    public void stopped(String stage, int done, int steps) {
        news.add("stopped " + stage + " at " + done + " of " + steps);
    }

    StudioResult nextDrawn() throws InterruptedException {
        return some(drawn.poll(60, TimeUnit.SECONDS), "clip");
    }

    /** The next news that begins so. */
    String next(String beginning) throws InterruptedException {
        while (true) {
            String one = some(news.poll(60, TimeUnit.SECONDS), beginning);
            if (one.startsWith(beginning)) {
                return one;
            }
        }
    }

    private static <T> T some(T found, String what) {
        if (found == null) {
            throw new AssertionError("no " + what + " within 60 s");
        }
        return found;
    }
}
