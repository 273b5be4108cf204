package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import motionscope.nn.MotionModule;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** UNetMotion against tensors of diffusers. */
class UNetMotionGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final double ABS = 2e-4;
    private static final double REL = 1e-4;

    private Scope weights;
    private Scope scope;

    @BeforeEach
    void open() {
        weights = Scope.detached();
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
        weights.close();
    }

    private UNetMotion load(String name) {
        Path folder = GOLDEN.resolve(name);
        try (SafeTensors file = SafeTensors.open(folder.resolve("diffusion_pytorch_model.safetensors"))) {
            UNetMotionConfig config = UNetMotionConfig.of(JsonFile.read(folder.resolve("config.json")));
            return UNetMotion.of(config, new Weights(file, Placement.CPU, weights));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unet_motion_small", "unet_motion_v2"})
    void forwardAndEveryTap(String name) {
        UNetMotion unet = load(name);
        try (SafeTensors io = SafeTensors.open(GOLDEN.resolve(name).resolve("io.safetensors"))) {
            Tap[] taps = io.names().stream()
                    .filter(n -> n.startsWith("tap."))
                    .map(n -> new Tap(n.substring("tap.".length())))
                    .toArray(Tap[]::new);
            Denoised out = unet.denoise(input(io, "in.sample").tapping(taps));
            for (Tap tap : taps) {
                assertClose("tap." + tap, io, out.at(tap));
            }
            assertClose("out", io, out.prediction());
            // Stopping behind the last tap does not change what is tapped.
            Denoised early =
                    unet.denoise(input(io, "in.sample").tapping(Tap.UP1).featuresOnly());
            assertTrue(early.prediction() == null);
            assertClose("tap.up1", io, early.at(Tap.UP1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gradientOfALossOfUp1(boolean checkpointing) {
        UNetMotion unet = load("unet_motion_small");
        Path folder = GOLDEN.resolve("unet_motion_small");
        try (SafeTensors io = SafeTensors.open(folder.resolve("io.safetensors"));
                SafeTensors wanted = SafeTensors.open(folder.resolve("io_gradient.safetensors"))) {
            Tensor target = Weights.read(wanted, "target");
            FeatureGradient found = unet.gradient(
                    input(io, "in.sample").tapping(Tap.UP1), features -> meanSquare(features, target), checkpointing);
            assertEquals(wanted.floats("loss")[0], found.loss(), 1e-4);
            assertGradient("grad.sample", wanted, found.gradient());
        }
    }

    @Test
    void sharedKeysAndValues() {
        UNetMotion unet = load("unet_motion_small");
        Path folder = GOLDEN.resolve("unet_motion_small");
        try (SafeTensors io = SafeTensors.open(folder.resolve("io.safetensors"));
                SafeTensors wanted = SafeTensors.open(folder.resolve("io_shared_kv.safetensors"));
                AttentionSharing store =
                        AttentionSharing.storing(tap -> tap.name().matches("up[123]\\..*"))) {
            unet.denoise(input(io, wanted, "in.sample_a").sharing(store));
            Tap attention = Tap.UP1.inside("attention", 0);
            assertClose("key.up1.attention0", wanted, store.pair(attention).key());
            assertClose("value.up1.attention0", wanted, store.pair(attention).value());
            Denoising b = input(io, wanted, "in.sample_b");
            Denoised plain = unet.denoise(b.tapping(Tap.UP1));
            assertClose("out.b_unshared", wanted, plain.prediction());
            assertClose("tap.up1_unshared", wanted, plain.at(Tap.UP1));
            Denoised shared = unet.denoise(b.tapping(Tap.UP0, Tap.UP1, Tap.UP3).sharing(store.using()));
            assertClose("tap.up0", wanted, shared.at(Tap.UP0));
            assertClose("tap.up1", wanted, shared.at(Tap.UP1));
            assertClose("tap.up3", wanted, shared.at(Tap.UP3));
            assertClose("out.b", wanted, shared.prediction());
            Tensor target = Weights.read(wanted, "target");
            FeatureGradient found = unet.gradient(
                    b.tapping(Tap.UP1).sharing(store.using()), features -> meanSquare(features, target), false);
            assertEquals(wanted.floats("loss.b")[0], found.loss(), 1e-3);
            assertGradient("grad.sample_b", wanted, found.gradient());
        }
    }

    @Test
    void normPerFrame() {
        UNetMotion unet = load("unet_motion_small").withMotionNorm(MotionModule.Norm.PER_FRAME);
        Path folder = GOLDEN.resolve("unet_motion_small");
        try (SafeTensors io = SafeTensors.open(folder.resolve("io.safetensors"));
                SafeTensors wanted = SafeTensors.open(folder.resolve("io_norm_per_frame.safetensors"))) {
            Denoised out = unet.denoise(input(io, "in.sample").tapping(new Tap("down0.motion0"), Tap.MID, Tap.UP1));
            assertClose("tap.down0.motion0", wanted, out.at(new Tap("down0.motion0")));
            assertClose("tap.mid", wanted, out.at(Tap.MID));
            assertClose("tap.up1", wanted, out.at(Tap.UP1));
            assertClose("out", wanted, out.prediction());
        }
    }

    private static Tensor meanSquare(Map<Tap, Tensor> features, Tensor target) {
        return features.get(Tap.UP1).sub(target).square().mean();
    }

    private static Denoising input(SafeTensors io, String sample) {
        return input(io, io, sample);
    }

    private static Denoising input(SafeTensors io, SafeTensors samples, String sample) {
        double[] timesteps =
                Arrays.stream(io.longs("in.timestep")).asDoubleStream().toArray();
        return Denoising.of(Weights.read(samples, sample), timesteps, Weights.read(io, "in.text"));
    }

    private static void assertClose(String name, SafeTensors wanted, Tensor found) {
        float[] a = wanted.floats(name);
        float[] b = found.floats();
        assertEquals(a.length, b.length, name);
        for (int i = 0; i < a.length; i++) {
            assertEquals(a[i], b[i], ABS + REL * Math.abs(a[i]), name + "[" + i + "]");
        }
    }

    private static void assertGradient(String name, SafeTensors wanted, Tensor found) {
        float[] a = wanted.floats(name);
        float[] b = found.floats();
        double largest = 0;
        for (float v : a) {
            largest = Math.max(largest, Math.abs(v));
        }
        for (int i = 0; i < a.length; i++) {
            assertEquals(a[i], b[i], REL * (largest + Math.abs(a[i])), name + "[" + i + "]");
        }
    }
}
