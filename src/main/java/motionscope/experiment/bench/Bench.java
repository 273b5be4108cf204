package motionscope.experiment.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import motionscope.experiment.VideoModel;
import motionscope.video.Clip;

/** Measures speed and memory. Every figure is the median of several runs after one that does not count. */
public final class Bench {
    private static final double CLIP_SECONDS = 60;
    private static final double CLIP_GB = 1.5;
    private static final double START_SECONDS = 5;
    /** Resident memory wobbles by a few pages of the allocator; a leak of one latent a call would be far more. */
    private static final double FLAT_MB = 32;

    private static final int BATCH = 4;
    private static final int CLIPS = 8;
    /** What the discovery may cost: all blocks of 120 clips in 90 seconds. */
    private static final double SECONDS_A_CLIP = 90.0 / 120;

    private static final double FEATURES_GB = 2;
    private static final double PCA_SECONDS = 0.5;

    private final BenchSettings settings;
    private final List<Figure> figures = new ArrayList<>();

    private Bench(BenchSettings settings) {
        this.settings = settings;
    }

    /**
     * Measures everything; takes a quarter of an hour and more, quickly some minutes.
     *
     * @throws motionscope.MotionScopeException if the model cannot be loaded, or the PyTorch peer fails
     */
    public static BenchReport run(BenchSettings settings) {
        Machine machine = Machine.now(settings.placement());
        Bench bench = new Bench(settings);
        String name;
        bench.freshProcesses();
        try (VideoModel model = VideoModel.load(settings.model(), settings.placement());
                Work work = new Work(model, settings.prompt())) {
            name = model.name();
            bench.speed(work);
            bench.memory(work);
            try (GuidedWork small = GuidedWork.small(model, settings.prompt())) {
                bench.watch("guided clips", small::ours);
            }
            // last: what the official way leaves to the allocator would hide growth
            bench.figures.addAll(GuidedFigures.speed(settings, model));
        }
        String reference = settings.pytorch().map(PytorchPeer::description).orElse("");
        return new BenchReport(machine, name, reference, List.copyOf(bench.figures));
    }

    /** Start-up and peak memory belong to a whole process, so each run has its own. */
    private void freshProcesses() {
        FreshProcess fresh = new FreshProcess(settings);
        settings.progress().accept("start-up to first forward");
        Samples starts = Samples.of(
                settings.runs() / 2 + 1, () -> fresh.run(FreshWork.FORWARD).wallSeconds());
        figures.add(starts.figure("start-up to first forward", "s").atMost(START_SECONDS, "under 5 s"));
        settings.progress().accept("clip with the model's own settings");
        List<FreshProcess.Result> clips = new ArrayList<>();
        for (int i = 0; i < settings.longRuns(); i++) {
            clips.add(fresh.run(FreshWork.CLIP));
        }
        Samples seconds = new Samples(
                clips.stream().mapToDouble(FreshProcess.Result::workSeconds).toArray());
        figures.add(seconds.figure("clip, 25 steps, guidance 3", "s").atMost(CLIP_SECONDS, "within 60 s"));
        Samples peak =
                new Samples(clips.stream().mapToDouble(r -> r.peakBytes() / 1e9).toArray());
        figures.add(peak.figure("clip, peak resident memory", "GB").atMost(CLIP_GB, "under 1.5 GB"));
        discovery(fresh);
        figures.addAll(GuidedFigures.peaks(settings, fresh));
    }

    private void discovery(FreshProcess fresh) {
        int clips = settings.clips();
        String name = "features of " + clips + " clips, all blocks";
        settings.progress().accept(name);
        FreshProcess.Result features = fresh.run(FreshWork.FEATURES);
        double most = clips * SECONDS_A_CLIP;
        figures.add(Figure.of(name, "s", features.workSeconds())
                .atMost(most, String.format(Locale.ROOT, "within %.0f s", most)));
        figures.add(Figure.of(name + ": peak", "GB", features.peakBytes() / 1e9).atMost(FEATURES_GB, "under 2 GB"));
    }

    private void speed(Work work) {
        Samples forward = paired("forward " + work.shape(), "forward", () -> work.forward(1));
        paired("forward to up1 and latent gradient", "gradient", () -> work.gradient(false));
        settings.progress().accept("gradient with checkpointing");
        figures.add(times(() -> work.gradient(true)).figure("the same with checkpointing", "s"));
        settings.progress().accept("batch of " + BATCH);
        batch(work, forward);
        settings.progress().accept("features");
        List<Clip> clips = work.clips(CLIPS);
        Samples features = times(() -> work.features(clips));
        double[] rates =
                java.util.Arrays.stream(features.values()).map(s -> CLIPS / s).toArray();
        figures.add(new Samples(rates).figure("features at up1", "clips/s"));
        settings.progress().accept("principal components");
        double[][] samples = Work.samples();
        figures.add(times(() -> Work.pca(samples))
                .figure("PCA of " + Work.SAMPLES + " x " + Work.CHANNELS, "s")
                .atMost(PCA_SECONDS, "under 0.5 s"));
    }

    private Samples times(Runnable work) {
        return Samples.afterWarmUp(settings.runs(), () -> Samples.seconds(work));
    }

    /** Ours, and theirs in turns, so that both meet the same load. */
    private Samples paired(String name, String theirName, Runnable work) {
        settings.progress().accept(name);
        if (settings.pytorch().isEmpty()) {
            Samples ours = times(work);
            figures.add(ours.figure(name, "s"));
            return ours;
        }
        PytorchPeer peer = settings.pytorch().get();
        work.run();
        peer.seconds(theirName);
        Samples[] both = Samples.inTurns(settings.runs(), () -> Samples.seconds(work), () -> peer.seconds(theirName));
        figures.add(both[0].figure(name, "s"));
        figures.add(both[1].figure("  PyTorch", "s"));
        figures.add(both[0].over(both[1]).figure("  ours / PyTorch", "ratio").atMost(1, "at most 1"));
        return both[0];
    }

    /** A clip of a batch against a clip alone, in turns. */
    private void batch(Work work, Samples before) {
        work.forward(BATCH);
        int runs = Math.max(3, before.values().length / 2);
        double[] alone = new double[runs];
        double[] together = new double[runs];
        for (int i = 0; i < runs; i++) {
            alone[i] = Samples.seconds(() -> {
                        for (int clip = 0; clip < BATCH; clip++) {
                            work.forward(1);
                        }
                    })
                    / BATCH;
            together[i] = Samples.seconds(() -> work.forward(BATCH)) / BATCH;
        }
        figures.add(new Samples(together).figure("forward of a batch of 4, per clip", "s"));
        figures.add(new Samples(together)
                .over(new Samples(alone))
                .figure("  batch / alone", "ratio")
                .atMost(1, "at most 1"));
    }

    private void memory(Work work) {
        watch("forwards", () -> work.forward(1));
        watch("gradients", () -> work.gradient(false));
    }

    private void watch(String what, Runnable call) {
        int calls = settings.calls();
        settings.progress().accept(calls + " " + what);
        MemoryTrend trend = MemoryTrend.of(calls, call);
        String name = calls + " " + what;
        figures.add(Figure.of(name + ": resident before", "MB", trend.before()));
        figures.add(Figure.of(name + ": resident after", "MB", trend.after()));
        figures.add(Figure.of(name + ": growth of the trend", "MB", trend.slope() * calls)
                .atMost(FLAT_MB, String.format(Locale.ROOT, "flat (at most %.0f MB)", FLAT_MB)));
        figures.add(Figure.of(name + ": tensors left", "tensors", trend.tensorsLeft())
                .atMost(0, "0"));
    }
}
