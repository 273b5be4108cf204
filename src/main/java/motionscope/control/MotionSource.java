package motionscope.control;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import motionscope.MotionScopeException;
import motionscope.model.Denoiser;
import motionscope.model.Denoising;
import motionscope.model.DiffusionModel;
import motionscope.model.Tap;
import motionscope.sampler.DdimInverseSampler;
import motionscope.sampler.NoiseSchedule;
import motionscope.sampler.Plan;
import motionscope.sampler.Sampler;
import motionscope.sampler.Sampling;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.Noise;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;

/**
 * A clean clip whose motion is looked at, as a latent on the host.
 *
 * @param latent row-major, of {@code shape} (1, c, f, h, w)
 * @param text the empty prompt, row-major, of {@code textShape} (1, tokens, width)
 */
public record MotionSource(
        Denoiser model, SchedulerConfig config, float[] latent, long[] shape, float[] text, long[] textShape) {
    /** Encodes a clip. */
    public static MotionSource of(DiffusionModel model, Clip clip) {
        try (Scope scope = new Scope()) {
            Tensor empty = model.encodePrompts(List.of(""));
            return of(model, SchedulerConfig.of(model.schedulerConfig()), model.encode(List.of(clip)), empty);
        }
    }

    /** A latent (1, c, f, h, w) and the empty prompt (1, tokens, width). */
    public static MotionSource of(Denoiser model, SchedulerConfig config, Tensor latent, Tensor empty) {
        return new MotionSource(model, config, latent.floats(), latent.shape(), empty.floats(), empty.shape());
    }

    /** M of channels with the noise of timestep t; not averaged over positions. */
    public MotionTarget noised(int t, long seed, Tap tap, int... channels) {
        return look(t, clean -> noised(clean, t, seed), tap, x -> target(x, tap, channels));
    }

    /** Plain X of channels with the noise of timestep t. */
    MotionTarget plain(int t, long seed, Tap tap, int... channels) {
        return look(t, clean -> noised(clean, t, seed), tap, x -> {
            requireChannels(tap, x.size(1), channels);
            return target(x.select(1, wide(channels)));
        });
    }

    private Tensor noised(Tensor clean, int t, long seed) {
        NoiseSchedule schedule = Sampler.of(config).schedule();
        Tensor noise = Tensor.of(new Noise(seed).randn(latent.length), shape);
        return schedule.noised(clean, noise.to(clean.device()), t);
    }

    /** M of channels at one step of DDIM inversion with the empty prompt and no classifier-free guidance. */
    public MotionTarget inverted(int steps, int index, Tap tap, int... channels) {
        Plan plan = new DdimInverseSampler(config).plan(steps);
        if (index < 0 || index >= steps) {
            throw new MotionScopeException(
                    "Inversion index " + index + " was asked for; " + steps + " steps have 0.." + (steps - 1) + ".");
        }
        return look(plan.timestep(index), clean -> inverted(plan, index, clean), tap, x -> target(x, tap, channels));
    }

    private Tensor inverted(Plan plan, int index, Tensor clean) {
        if (index == 0) {
            return clean;
        }
        Tensor empty = emptyPrompt();
        return Sampling.run(
                        plan,
                        0,
                        index,
                        clean,
                        (x, t) -> model.denoise(Denoising.of(x, t, empty)).prediction(),
                        SamplingListener.NONE)
                .latent();
    }

    private interface Preparation {
        Tensor of(Tensor clean);
    }

    private MotionTarget look(
            double timestep, Preparation preparation, Tap tap, Function<Tensor, MotionTarget> target) {
        tap.require(model.taps());
        try (Scope scope = new Scope()) {
            Tensor clean = Tensor.of(latent, shape).to(model.placement().device());
            Tensor x = model.denoise(Denoising.of(preparation.of(clean), timestep, emptyPrompt())
                            .tapping(tap)
                            .featuresOnly())
                    .at(tap); // (f, D, h, w)
            return target.apply(x);
        }
    }

    /** M of the channels of features (f, D, h, w). */
    static MotionTarget target(Tensor x, Tap tap, int... channels) {
        requireChannels(tap, x.size(1), channels);
        return target(GuidanceLoss.moft(x, wide(channels)));
    }

    /** Values (f, C, h, w) on the host. */
    static MotionTarget target(Tensor m) {
        int[] s = Arrays.stream(m.shape()).mapToInt(Math::toIntExact).toArray();
        return new MotionTarget(s[0], s[1], s[2], s[3], m.floats());
    }

    private static long[] wide(int... channels) {
        return Arrays.stream(channels).asLongStream().toArray();
    }

    static void requireChannels(Tap tap, long there, int... channels) {
        for (int channel : channels) {
            if (channel >= there) {
                throw new MotionScopeException(
                        "Channel " + channel + " was asked for; tap " + tap + " has 0.." + (there - 1) + ".");
            }
        }
    }

    private Tensor emptyPrompt() {
        return Tensor.of(text, textShape).to(model.placement().device());
    }

    /** SHA-256 of the latent's numbers. */
    public String hash() {
        ByteBuffer bytes = ByteBuffer.allocate(4 * latent.length);
        bytes.asFloatBuffer().put(latent);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
