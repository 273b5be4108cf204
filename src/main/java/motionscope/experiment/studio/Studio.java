package motionscope.experiment.studio;

import java.nio.file.Path;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.VideoModel;
import motionscope.video.Clip;

/**
 * Draws what a person sets, while they set it: a draft of few steps first, then the clip itself. The newest settings always win; what
 * is being drawn for older ones ends between two steps.
 *
 * <pre>{@code
 * try (var studio = new Studio(model, listener)) {
 *     studio.change(StudioSettings.of(model, prompt).asked(new Asked.Camera(180, 1)));
 * }
 * }</pre>
 *
 * <p>One thread of its own, which is never interrupted. Other threads may use the model meanwhile.
 */
public final class Studio implements AutoCloseable {
    private final Engine engine;
    private final StudioListener listener;
    private final StudioHistory history = new StudioHistory();
    private final Recent<StudioSettings, StudioResult> whole = new Recent<>(4); // to go back to without waiting
    private final Thread worker = new Thread(this::work, "motionscope-studio");
    private final Object lock = new Object();
    private StudioSettings wanted; // not begun yet
    private long newest; // number of the newest change or stop
    private boolean busy;
    private boolean stopping;
    private boolean closed;
    private volatile StudioResult last;

    /** A studio of a model, waiting for settings. */
    public Studio(VideoModel model, StudioListener listener) {
        this(new ModelEngine(model), listener);
    }

    Studio(Engine engine, StudioListener listener) {
        this.engine = engine;
        this.listener = listener;
        worker.setDaemon(true);
        worker.start();
    }

    /**
     * Draws these settings, whatever is being drawn.
     *
     * @throws MotionScopeException if the studio is closed
     */
    public void change(StudioSettings settings) {
        synchronized (lock) {
            if (closed) {
                throw new MotionScopeException("This studio is closed; open another one.");
            }
            wanted = settings;
            stopping = false;
            newest++;
            lock.notifyAll();
        }
    }

    /** Ends what is being drawn after its step; what was drawn last stays. */
    public void stop() {
        synchronized (lock) {
            if (busy || wanted != null) {
                wanted = null;
                stopping = true;
                newest++;
            }
        }
    }

    /** What was drawn last; empty before the first. */
    public Optional<StudioResult> last() {
        return Optional.ofNullable(last);
    }

    /** Clips that were drawn to their end, the newest first. */
    public StudioHistory history() {
        return history;
    }

    /**
     * The cell that draws the clip of these settings.
     *
     * @throws MotionScopeException if the settings do not go together
     */
    public String code(StudioSettings settings) {
        return engine.code(settings);
    }

    /**
     * Draws at once in the calling thread, for where nobody waits.
     *
     * @throws MotionScopeException if the settings do not go together
     */
    public StudioResult now(StudioSettings settings, boolean draft) {
        last = engine.draw(settings, draft, Watch.NONE);
        return last;
    }

    /**
     * Writes what was drawn last as an MP4 with its sidecar, by prompt and seed.
     *
     * @return the clip's file
     * @throws MotionScopeException if nothing was drawn yet, or it cannot be written
     */
    public Path save(Path folder) {
        StudioResult result = last().orElseThrow(
                        () -> new MotionScopeException("Nothing was drawn yet, so there is nothing to save."));
        return StudioFiles.save(result, folder);
    }

    private void work() {
        while (true) {
            StudioSettings next;
            Turn turn;
            synchronized (lock) {
                busy = false;
                while (!closed && wanted == null) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        closed = true; // nobody does that; then nothing more is drawn
                    }
                }
                if (closed) {
                    return;
                }
                next = wanted;
                wanted = null;
                busy = true;
                turn = new Turn(newest);
            }
            draw(next, turn);
        }
    }

    private void draw(StudioSettings settings, Turn turn) {
        try {
            StudioResult result = whole.get(settings);
            if (result == null) {
                if (engine.draftSteps(settings) < settings.steps()) {
                    turn.draft = true;
                    turn.drawn(engine.draw(settings, true, turn));
                }
                turn.draft = false;
                result = engine.draw(settings, false, turn);
                turn.requireNewest();
                whole.put(settings, result);
            }
            history.add(result);
            turn.drawn(result);
        } catch (Superseded e) {
            turn.ended();
        } catch (MotionScopeException e) {
            told(() -> listener.failed(e.getMessage()));
        } catch (RuntimeException | Error e) { // the next change must find a worker
            told(() -> listener.failed(e.getClass().getSimpleName() + ": " + e.getMessage()));
        }
    }

    /** A listener that throws must not end the worker. */
    private static void told(Runnable news) {
        try {
            news.run();
        } catch (Superseded e) {
            throw e;
        } catch (RuntimeException e) {
            System.getLogger(Studio.class.getName()).log(System.Logger.Level.WARNING, "A studio's listener failed", e);
        }
    }

    /** The work for one change; ends it where there is a newer one. */
    private final class Turn implements Watch {
        private final long mine;
        private boolean draft;
        private String stage = "";
        private int steps;
        private int done;

        Turn(long mine) {
            this.mine = mine;
        }

        private void requireNewest() {
            synchronized (lock) {
                if (closed || mine != newest) {
                    throw new Superseded();
                }
            }
        }

        @Override
        public void started(String what, int count) {
            requireNewest();
            stage = what;
            steps = count;
            done = 0;
            told(() -> listener.started(what, count));
        }

        @Override
        public void updated() {
            requireNewest();
        }

        @Override
        public void step(int now, double timestep, double loss) {
            done = now;
            requireNewest();
            told(() -> listener.step(now, timestep, loss));
        }

        @Override
        public void predicted(Clip clip, int now) {
            requireNewest();
            told(() -> listener.predicted(clip, now));
        }

        @Override
        public void guided(GeneratedClip clip) {
            requireNewest();
            told(() -> listener.guided(clip, draft));
        }

        void drawn(StudioResult result) {
            requireNewest();
            last = result;
            told(() -> listener.drawn(result));
            requireNewest();
        }

        void ended() {
            boolean asked;
            synchronized (lock) {
                asked = stopping && !closed;
                stopping = false;
            }
            if (asked) {
                told(() -> listener.stopped(stage, done, steps));
            }
        }
    }

    /** Ends the work after its step, and its thread; frees what was kept. Safe to call again. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            wanted = null;
            newest++;
            lock.notifyAll();
        }
        if (Thread.currentThread() != worker) {
            join();
        }
        engine.clear();
        history.clear();
        whole.clear();
        last = null;
    }

    private void join() {
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
