package motionscope.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import motionscope.MotionScopeException;
import motionscope.nn.Conv2d;
import motionscope.nn.GroupNorm;
import motionscope.nn.MotionModule;
import motionscope.nn.TimeEmbedding;
import motionscope.tensor.Autograd;
import motionscope.tensor.DType;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * AnimateDiff's UNet (diffusers' {@code UNetMotionModel}): a 2-D UNet with attention over frames after each layer.
 *
 * <p>Source: Guo et al., "AnimateDiff", arXiv 2307.04725; layer names and order as in diffusers.
 */
public final class UNetMotion implements Denoiser {
    /** Maps of the widest level alive at once: a gated feed-forward has eight times the channels, twice. */
    private static final long WORKING_MAPS = 24;
    /** Maps that each layer keeps for its backward pass, as measured on the bundled model with some to spare. */
    private static final long KEPT_FOR_GRADIENT = 80;

    private final UNetMotionConfig config;
    private final Placement placement;
    private final MotionModule.Norm motionNorm;
    private final TimeEmbedding time;
    private final List<Stage> stages;
    private final GroupNorm normOut;
    private final Conv2d convOut;
    private final Set<Tap> taps;

    private UNetMotion(
            UNetMotionConfig config,
            Placement placement,
            MotionModule.Norm motionNorm,
            TimeEmbedding time,
            List<Stage> stages,
            GroupNorm normOut,
            Conv2d convOut,
            Set<Tap> taps) {
        this.config = config;
        this.placement = placement;
        this.motionNorm = motionNorm;
        this.time = time;
        this.stages = stages;
        this.normOut = normOut;
        this.convOut = convOut;
        this.taps = taps;
    }

    /**
     * Builds the network from weights named as diffusers names them.
     *
     * @throws MotionScopeException listing missing, mis-shaped and unused weights
     */
    public static UNetMotion of(UNetMotionConfig config, Weights weights) {
        int first = config.channels().get(0);
        TimeEmbedding time = TimeEmbedding.of(weights.at("time_embedding"), first);
        UNetMotionBlocks blocks = new UNetMotionBlocks(config, weights);
        List<Stage> stages = new ArrayList<>();
        stages.add(blocks.entry());
        for (int level = 0; level < config.levels(); level++) {
            stages.add(blocks.down(level));
        }
        stages.add(blocks.middle());
        for (int index = 0; index < config.levels(); index++) {
            stages.add(blocks.up(index));
        }
        GroupNorm normOut = GroupNorm.of(weights.at("conv_norm_out"), first, config.normGroups(), config.normEps());
        Conv2d convOut = Conv2d.same3x3(weights.at("conv_out"), first, config.outChannels());
        weights.finish(name -> name.endsWith("pos_embed.pe"));
        return new UNetMotion(
                config,
                weights.placement(),
                MotionModule.Norm.ACROSS_FRAMES,
                time,
                List.copyOf(stages),
                normOut,
                convOut,
                blocks.taps());
    }

    /** The same network with the motion modules' group norm taken per frame, as the original AnimateDiff code does. */
    public UNetMotion withMotionNorm(MotionModule.Norm norm) {
        return new UNetMotion(config, placement, norm, time, stages, normOut, convOut, taps);
    }

    public UNetMotionConfig config() {
        return config;
    }

    @Override
    public Placement placement() {
        return placement;
    }

    @Override
    public Set<Tap> taps() {
        return taps;
    }

    @Override
    public int latentChannels() {
        return config.inChannels();
    }

    @Override
    public int textWidth() {
        return config.textWidth();
    }

    @Override
    public Denoised denoise(Denoising input) {
        requireFitting(input);
        return guard(input, new PassMemory(this, 1, 1, false)).run(() -> pass(input));
    }

    private Denoised pass(Denoising input) {
        try (Scope scope = new Scope()) {
            UNetCall call = call(input, scope);
            Tensor h = walk(frames(input.latent()), call, input.prediction()); // (b f, c, h, w)
            Map<Tap, Tensor> features = call.features();
            features.values().forEach(scope::keep);
            if (!input.prediction()) {
                return new Denoised(null, features);
            }
            h = convOut.forward(normOut.silu(h)); // (b f, out, h, w)
            return new Denoised(scope.keep(clip(h, input.latent().size(0))), features); // (b, out, f, h, w)
        }
    }

    @Override
    public FeatureGradient gradient(Denoising input, Function<Map<Tap, Tensor>, Tensor> loss, boolean checkpointing) {
        requireFitting(input);
        if (input.taps().isEmpty()) {
            throw new IllegalArgumentException("A gradient needs at least one tap.");
        }
        if (input.taps().contains(UNetMotionBlocks.TEMB)) {
            throw new MotionScopeException("Tap '" + UNetMotionBlocks.TEMB
                    + "' does not depend on the latent, so it has no gradient; choose another one.");
        }
        PassMemory memory = new PassMemory(this, 1, checkpointing ? 2 : 1, !checkpointing);
        return guard(input, memory).run(() -> backward(input, loss, checkpointing));
    }

    private FeatureGradient backward(Denoising input, Function<Map<Tap, Tensor>, Tensor> loss, boolean checkpointing) {
        try (Scope scope = new Scope()) {
            Tensor x = frames(input.latent()); // (b f, c, h, w)
            Autograd.Gradient found = checkpointing
                    ? CheckpointedGradient.of(stages, x, () -> call(input, scope), loss)
                    : Autograd.of(x, leaf -> {
                        UNetCall call = call(input, scope);
                        walk(leaf, call, false);
                        return loss.apply(call.features());
                    });
            return new FeatureGradient(
                    found.value(),
                    scope.keep(clip(found.gradient(), input.latent().size(0))));
        }
    }

    /** Runs the stages: all of them, or as far as the last tap where nothing else is wanted. */
    private Tensor walk(Tensor x, UNetCall call, boolean toTheEnd) {
        SkipStack skips = new SkipStack();
        Tensor h = x;
        for (Stage stage : stages) {
            h = skips.push(stage.run(skips.pop(h, stage.skipsTaken()), call));
            if (!toTheEnd && call.complete()) {
                break;
            }
        }
        return h;
    }

    @Override
    public long estimateBytes(int clips, int frames, int rows, int columns, boolean gradient) {
        long widest = 0;
        long all = 0;
        for (int level = 0; level < config.levels(); level++) {
            long positions =
                    (long) Math.ceil(rows / Math.pow(2, level)) * (long) Math.ceil(columns / Math.pow(2, level));
            long map = clips * frames * positions * config.channels().get(level);
            int layers = 2 * config.layers().get(level) + 1;
            widest = Math.max(widest, map);
            all += map * layers;
        }
        long values = gradient ? KEPT_FOR_GRADIENT * all : WORKING_MAPS * widest + 2 * all;
        return values * placement.precision().dtype().bytes();
    }

    private MemoryGuard guard(Denoising input, PassMemory memory) {
        int[] sizes =
                Arrays.stream(input.latent().shape()).mapToInt(Math::toIntExact).toArray();
        WhatFits.Size asked = new WhatFits.Size(sizes[0], sizes[2], sizes[3], sizes[4]);
        int halved = 1 << (config.levels() - 1); // sides that every level halves evenly
        return new MemoryGuard(placement.device(), "A pass over latents of ", memory.whatFits(asked, halved));
    }

    private UNetCall call(Denoising input, Scope results) {
        long clips = input.latent().size(0);
        double[] timesteps = input.timesteps();
        double[] each = timesteps.length == clips ? timesteps : repeated(timesteps[0], clips);
        Tensor embedding = time.forward(each); // (b, 4 c)
        Tensor text = input.text().to(placement);
        UNetCall call = new UNetCall(
                embedding,
                text,
                input.latent().size(3),
                input.latent().size(4),
                motionNorm,
                input.sharing(),
                input.off(),
                input.taps(),
                results);
        call.at(UNetMotionBlocks.TEMB, embedding);
        return call;
    }

    private static double[] repeated(double value, long times) {
        double[] values = new double[Math.toIntExact(times)];
        Arrays.fill(values, value);
        return values;
    }

    /** (b, c, f, h, w) in any precision -> (b f, c, h, w) as the network computes. */
    private Tensor frames(Tensor latent) {
        return latent.to(placement).permute(0, 2, 1, 3, 4).reshape(-1, latent.size(1), latent.size(3), latent.size(4));
    }

    /** (b f, c, h, w) -> (b, c, f, h, w) in float32: what leaves the network is never in half precision. */
    private static Tensor clip(Tensor frames, long clips) {
        return frames.reshape(clips, -1, frames.size(1), frames.size(2), frames.size(3))
                .permute(0, 2, 1, 3, 4)
                .cast(DType.F32);
    }

    private void requireFitting(Denoising input) {
        Tensor latent = input.latent();
        if (latent.rank() != 5 || latent.size(1) != config.inChannels() || latent.count() == 0) {
            throw new MotionScopeException("The latent is " + Arrays.toString(latent.shape())
                    + "; this model takes (clips, " + config.inChannels() + ", frames, rows, columns).");
        }
        long clips = latent.size(0);
        if (latent.size(2) > config.maxFrames()) {
            throw new MotionScopeException("The clip has " + latent.size(2) + " frames; this model's positions reach "
                    + config.maxFrames() + ". Cut the clip.");
        }
        Tensor text = input.text();
        if (text.rank() != 3 || text.count() == 0 || text.size(0) != clips || text.size(2) != config.textWidth()) {
            throw new MotionScopeException("The condition is " + Arrays.toString(text.shape())
                    + "; this latent and model need (" + clips + ", tokens, " + config.textWidth() + ").");
        }
        if (input.timesteps().length != 1 && input.timesteps().length != clips) {
            throw new MotionScopeException(
                    input.timesteps().length + " timesteps for " + clips + " clips; give one, or one for each clip.");
        }
        if (!Arrays.stream(input.timesteps()).allMatch(Double::isFinite)) {
            throw new MotionScopeException(
                    "The timesteps are " + Arrays.toString(input.timesteps()) + "; give finite numbers.");
        }
        input.taps().forEach(tap -> tap.require(taps));
        for (ChannelsOff some : input.off()) {
            if (some.tap().require(taps).equals(UNetMotionBlocks.TEMB)) {
                throw new MotionScopeException("Channels were to be switched off at '" + UNetMotionBlocks.TEMB
                        + "', which has none; choose a block or a layer such as up1.");
            }
        }
    }
}
