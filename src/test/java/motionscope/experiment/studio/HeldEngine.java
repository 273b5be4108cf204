package motionscope.experiment.studio;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import motionscope.experiment.GeneratedClip;
import motionscope.video.Clip;

/** An engine that takes a step only when a test allows it. */
final class HeldEngine implements Engine {
    static final int DRAFT = 2;

    private final Semaphore steps = new Semaphore(0);
    final BlockingQueue<StudioSettings> begun = new LinkedBlockingQueue<>();
    final List<StudioSettings> ended = new CopyOnWriteArrayList<>();
    volatile RuntimeException failure;
    volatile boolean cleared;

    void allow(int count) {
        steps.release(count);
    }

    StudioSettings nextBegun() throws InterruptedException {
        StudioSettings next = begun.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was begun within 20 s");
        }
        return next;
    }

    @Override
    public int draftSteps(StudioSettings settings) {
        return Math.min(DRAFT, settings.steps());
    }

    @Override
    public StudioResult draw(StudioSettings settings, boolean draft, Watch watch) {
        int count = draft ? DRAFT : settings.steps();
        begun.add(settings);
        if (failure != null) {
            RuntimeException e = failure;
            failure = null;
            throw e;
        }
        try {
            watch.started(draft ? "draft" : "clip", count);
            for (int i = 1; i <= count; i++) {
                steps.acquireUninterruptibly();
                watch.step(i, 1000 - i, 0.5);
            }
        } finally {
            ended.add(settings);
        }
        return result(settings, draft);
    }

    static StudioResult result(StudioSettings settings, boolean draft) {
        GeneratedClip clip = new GeneratedClip(Clip.of(new float[2 * 3 * 16 * 16], 2, 16, 16, 8), new float[0], null);
        SeenMotion nothing = new SeenMotion(Optional.empty(), 0, Optional.empty(), null);
        return new StudioResult(
                settings, draft, 2, clip, clip, nothing, nothing, Optional.empty(), Optional.empty(), 0, 0);
    }

    @Override
    public String code(StudioSettings settings) {
        return "";
    }

    @Override
    public void clear() {
        cleared = true;
    }
}
