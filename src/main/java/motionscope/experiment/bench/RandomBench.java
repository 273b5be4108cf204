package motionscope.experiment.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.control.GuidedSteps;
import motionscope.model.AnimateDiffSchedule;
import motionscope.model.Denoising;
import motionscope.sampler.DdimSampler;
import motionscope.sampler.Plan;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.Autograd;
import motionscope.tensor.Device;
import motionscope.tensor.Noise;
import motionscope.tensor.Ops;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Torch;

/**
 * Measures networks of a given size with random weights: one pass, a clip, guided clips by preset, the autoencoder; and on a
 * CUDA device the most memory of each. {@code environment/bench/sd15_bench.py} measures diffusers with the same shapes.
 */
public final class RandomBench {
    private static final int FRAMES = 16;
    private static final int TOKENS = 77;
    private static final double TIMESTEP = 399;
    /** So little that random gradients do not carry a clip away, which would end its guidance. */
    private static final double WEIGHT = 1e-3;
    /** Of the official way's time and memory. */
    private static final double TIME_SHARE = 0.4;

    private static final double MEMORY_SHARE = 0.3;
    private static final double LITTLE_GB = 12;
    private static final int MATRIX = 8192;
    private static final int MATRIX_ON_PROCESSOR = 512;
    private static final int PRODUCTS = 10;

    private final BenchSettings settings;
    private final RandomModel model;
    private final DevicePeak peak;
    private final int frames;
    private final int side;
    private final List<Figure> figures = new ArrayList<>();

    /** Median seconds and gigabytes of one piece of work. */
    private record Cost(Figure seconds, OptionalDouble gigabytes) {}

    private RandomBench(BenchSettings settings, RandomModel model, DevicePeak peak) {
        this.settings = settings;
        this.model = model;
        this.peak = peak;
        this.frames = Math.min(FRAMES, model.unet().config().maxFrames());
        this.side = model.codec().sampleSize() / model.codec().downscale();
    }

    /**
     * Measures everything. What there is no memory for is said to the settings' progress and left out.
     *
     * @param settings their model is {@code sd15}, or a folder whose configurations are used
     * @throws MotionScopeException if there is no such size, or no memory for the weights
     */
    public static BenchReport run(BenchSettings settings) {
        Machine machine = Machine.now(settings.placement());
        Device device = settings.placement().device();
        Torch.releaseCudaCache();
        DevicePeak peak = DevicePeak.from(device);
        settings.progress().accept("random weights");
        try (RandomModel model = RandomModel.of(settings.model(), settings.placement());
                Scope scope = new Scope()) {
            RandomBench bench = new RandomBench(settings, model, peak);
            OptionalDouble weights = peak.of(() -> {});
            weights.ifPresent(gb -> bench.figures.add(Figure.of("weights, device memory", "GB", gb)));
            bench.matrices();
            bench.network();
            bench.guided();
            bench.codec();
            return new BenchReport(machine, model.name(), "", List.copyOf(bench.figures));
        }
    }

    /** Square matrix products: as fast as this device gets in this precision. */
    private void matrices() {
        int size = settings.placement().device().isCuda() ? MATRIX : MATRIX_ON_PROCESSOR;
        String name = "matrix product of " + size;
        settings.progress().accept(name);
        try (Scope scope = new Scope()) {
            Tensor one = Tensor.full(1.0 / size, size, size).to(settings.placement());
            Samples seconds = Samples.afterWarmUp(settings.runs(), () -> Samples.seconds(() -> products(one)));
            double[] rates = java.util.Arrays.stream(seconds.values())
                    .map(s -> 2e-12 * PRODUCTS * size * size * size / s)
                    .toArray();
            figures.add(new Samples(rates).figure(name, "TFLOP/s"));
        }
    }

    private static void products(Tensor one) {
        try (Scope scope = new Scope()) {
            Tensor x = one;
            for (int i = 0; i < PRODUCTS; i++) {
                x = Ops.linear(x, one, null);
            }
            x.narrow(0, 0, 1).mean().item(); // waits for the device
        }
    }

    private void network() {
        long channels = model.unet().latentChannels();
        String shape = channels + "x" + frames + "x" + side + "x" + side;
        try (Scope scope = new Scope()) {
            Denoising both = input(2);
            cost(
                    "forward 2x" + shape,
                    settings.runs(),
                    () -> model.unet().denoise(both).prediction().mean().item());
            Denoising one = input(1);
            for (boolean checkpointing : new boolean[] {false, true}) {
                cost(
                        checkpointing ? "the same with checkpointing" : "forward to up1 and latent gradient 1x" + shape,
                        settings.runs(),
                        () -> Work.gradient(model.unet(), one, checkpointing));
            }
        }
    }

    private Denoising input(int clips) {
        return Denoising.of(noise(7, clips, model.unet().latentChannels(), frames, side, side), TIMESTEP, text(clips));
    }

    private Tensor text(int clips) {
        return noise(8, clips, TOKENS, model.unet().textWidth());
    }

    private Tensor noise(long seed, long... shape) {
        int count = Math.toIntExact(java.util.Arrays.stream(shape).reduce(1, Math::multiplyExact));
        return Tensor.of(new Noise(seed).randn(count), shape)
                .to(settings.placement().device());
    }

    private void guided() {
        String steps = ", " + settings.guidedSteps() + " steps";
        try (GuidedWork work = work(Guidance.officialCode())) {
            cost("clip" + steps + " with guidance of the prompt", settings.longRuns(), work::plain);
            Optional<Cost> ours = cost("guided clip" + steps + ", OFFICIAL_CODE", settings.longRuns(), work::ours);
            cost("  with checkpointing", settings.longRuns(), () -> work.ours(true));
            Optional<Cost> official = cost("  the official way", settings.longRuns(), work::official);
            if (ours.isPresent() && official.isPresent()) {
                shares(ours.get(), official.get());
            }
        }
        try (GuidedWork work = work(Guidance.paper())) {
            cost("guided clip" + steps + ", PAPER", settings.longRuns(), work::ours);
        }
        try (GuidedWork work = work(Guidance.adaptive())) {
            cost("guided clip" + steps + ", ADAPTIVE", settings.longRuns(), work::ours);
        }
    }

    private GuidedWork work(Guidance guidance) {
        int steps = settings.guidedSteps();
        Plan plan = new DdimSampler(SchedulerConfig.of(AnimateDiffSchedule.config())).plan(steps);
        GuidedSteps guided = guidance.steps().forRun(steps);
        try (Scope scope = new Scope()) {
            return new GuidedWork(
                    model.unet(),
                    (input, loss) ->
                            Autograd.alsoOf(model.ofUnet(), () -> model.unet().gradient(input, loss, false)),
                    plan,
                    guidance.weight(WEIGHT).steps(guided.from(), guided.to()),
                    text(2),
                    frames,
                    side);
        }
    }

    private void shares(Cost ours, Cost official) {
        double time = ours.seconds().median() / official.seconds().median();
        figures.add(Figure.of("  ours / the official way, time", "ratio", time).atMost(TIME_SHARE, "at most 0.4"));
        if (ours.gigabytes().isPresent() && official.gigabytes().isPresent()) {
            double memory =
                    ours.gigabytes().getAsDouble() / official.gigabytes().getAsDouble();
            figures.add(Figure.of("  ours / the official way, memory", "ratio", memory)
                    .atMost(MEMORY_SHARE, "at most 0.3"));
        }
    }

    private void codec() {
        int pixels = side * model.codec().downscale();
        String frame = " " + frames + " frames of " + pixels + " x " + pixels;
        try (Scope scope = new Scope()) {
            Tensor latent = noise(9, 1, model.codec().latentChannels(), frames, side, side);
            cost(
                    "decoding" + frame,
                    settings.longRuns(),
                    () -> model.codec().decode(latent).mean().item());
            Tensor video = noise(10, 1, 3, frames, pixels, pixels);
            cost(
                    "encoding" + frame,
                    settings.longRuns(),
                    () -> model.codec().encode(video).mean().item());
        }
    }

    /** Measures memory in a run that does not count for the time, then times it; nothing where memory does not suffice. */
    private Optional<Cost> cost(String name, int runs, Runnable task) {
        settings.progress().accept(name);
        Runnable work = () -> {
            try (Scope scope = new Scope()) {
                task.run();
            }
        };
        try {
            OptionalDouble gigabytes = peak.of(work);
            Figure seconds = Samples.of(runs, () -> Samples.seconds(work)).figure(name, "s");
            figures.add(seconds);
            gigabytes.ifPresent(gb -> figures.add(memory(name, gb)));
            return Optional.of(new Cost(seconds, gigabytes));
        } catch (MotionScopeException e) {
            settings.progress().accept(String.format(Locale.ROOT, "nothing: '%s' failed. %s", name, e.getMessage()));
            Torch.releaseCudaCache();
            return Optional.empty();
        }
    }

    private static Figure memory(String name, double gigabytes) {
        Figure figure = Figure.of("  device memory", "GB", gigabytes);
        return name.contains("with checkpointing") ? figure.atMost(LITTLE_GB, "at most 12 GB") : figure;
    }
}
