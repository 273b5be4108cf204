package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import motionscope.nn.MotionModule;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;
import motionscope.testing.Close;
import motionscope.testing.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UNetMotion against tensors of diffusers: every folder {@code golden/unet_motion*}. */
class UNetMotionGoldenTest {
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

    static List<String> cases() {
        List<String> cases = Golden.names("unet_motion");
        assertEquals(5, cases.size(), cases.toString());
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void forwardAndEveryTap(String name) {
        Golden golden = Golden.of(name);
        UNetMotion unet = golden.unet(weights);
        try (SafeTensors io = golden.open("io.safetensors")) {
            Tap[] taps = io.names().stream()
                    .filter(n -> n.startsWith("tap."))
                    .map(n -> new Tap(n.substring("tap.".length())))
                    .toArray(Tap[]::new);
            assertTrue(taps.length > 5);
            Denoised out = unet.denoise(input(io, "in.sample").tapping(taps));
            for (Tap tap : taps) {
                golden.assertClose(io, "tap." + tap, out.at(tap));
            }
            golden.assertClose(io, "out", out.prediction());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stoppingBehindTheLastTapChangesNothing(String name) {
        Golden golden = Golden.of(name);
        UNetMotion unet = golden.unet(weights);
        try (SafeTensors io = golden.open("io.safetensors")) {
            Denoised early =
                    unet.denoise(input(io, "in.sample").tapping(Tap.UP1).featuresOnly());
            assertNull(early.prediction());
            golden.assertClose(io, "tap.up1", early.at(Tap.UP1));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyTapOfTheNetworkCanBeTaken(String name) {
        UNetMotion unet = Golden.of(name).unet(weights);
        try (SafeTensors io = Golden.of(name).open("io.safetensors")) {
            Denoising all = input(io, "in.sample").tapping(unet.taps().toArray(Tap[]::new));
            assertEquals(unet.taps(), unet.denoise(all).features().keySet());
            assertEquals(
                    unet.taps(), unet.denoise(all.featuresOnly()).features().keySet());
        }
    }

    /** Both ways must give the reference's gradient; {@code unet_motion_v2} has none stored. */
    @ParameterizedTest
    @MethodSource("cases")
    void gradientOfALossOfUp1(String name) {
        Golden golden = Golden.of(name);
        assertEquals(!name.equals("unet_motion_v2"), golden.has("io_gradient.safetensors"));
        String file = golden.has("io_gradient.safetensors") ? "io_gradient.safetensors" : "io.safetensors";
        UNetMotion unet = golden.unet(weights);
        try (SafeTensors io = golden.open("io.safetensors");
                SafeTensors wanted = golden.open(file)) {
            boolean stored = wanted.contains("target");
            Tensor target = stored
                    ? Weights.read(wanted, "target")
                    : Weights.read(io, "tap.up1").mul(0.5);
            Denoising input = input(io, "in.sample").tapping(Tap.UP1);
            FeatureGradient plain = unet.gradient(input, f -> meanSquare(f, target), false);
            FeatureGradient checkpointed = unet.gradient(input, f -> meanSquare(f, target), true);
            for (FeatureGradient found : List.of(plain, checkpointed)) {
                if (stored) {
                    assertEquals(wanted.floats("loss")[0], found.loss(), 1e-4);
                    golden.assertGradient(wanted, "grad.sample", found.gradient());
                }
            }
            assertEquals(plain.loss(), checkpointed.loss());
            Close.assertGradient(
                    "checkpointed",
                    plain.gradient().doubles(),
                    checkpointed.gradient().doubles(),
                    1e-5);
        }
    }

    @Test
    void sharedKeysAndValues() {
        Golden golden = Golden.of("unet_motion_small");
        UNetMotion unet = golden.unet(weights);
        try (SafeTensors io = golden.open("io.safetensors");
                SafeTensors wanted = golden.open("io_shared_kv.safetensors");
                AttentionSharing store =
                        AttentionSharing.storing(tap -> tap.name().matches("up[123]\\..*"))) {
            unet.denoise(input(io, wanted, "in.sample_a").sharing(store));
            Tap attention = Tap.UP1.inside("attention", 0);
            golden.assertClose(
                    wanted, "key.up1.attention0", store.pair(attention).key());
            golden.assertClose(
                    wanted, "value.up1.attention0", store.pair(attention).value());
            Denoising b = input(io, wanted, "in.sample_b");
            Denoised plain = unet.denoise(b.tapping(Tap.UP1));
            golden.assertClose(wanted, "out.b_unshared", plain.prediction());
            golden.assertClose(wanted, "tap.up1_unshared", plain.at(Tap.UP1));
            Denoised shared = unet.denoise(b.tapping(Tap.UP0, Tap.UP1, Tap.UP3).sharing(store.using()));
            golden.assertClose(wanted, "tap.up0", shared.at(Tap.UP0));
            golden.assertClose(wanted, "tap.up1", shared.at(Tap.UP1));
            golden.assertClose(wanted, "tap.up3", shared.at(Tap.UP3));
            golden.assertClose(wanted, "out.b", shared.prediction());
            Tensor target = Weights.read(wanted, "target");
            for (boolean checkpointing : new boolean[] {false, true}) {
                FeatureGradient found = unet.gradient(
                        b.tapping(Tap.UP1).sharing(store.using()),
                        features -> meanSquare(features, target),
                        checkpointing);
                assertEquals(wanted.floats("loss.b")[0], found.loss(), 1e-3);
                golden.assertGradient(wanted, "grad.sample_b", found.gradient());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLossOfSeveralTapsAddsTheirGradients(boolean checkpointing) {
        Golden golden = Golden.of("unet_motion_lists");
        UNetMotion unet = golden.unet(weights);
        try (SafeTensors io = golden.open("io.safetensors")) {
            Denoising input = input(io, "in.sample");
            Tap inner = new Tap("mid.attention0");
            List<Tap> taps = List.of(Tap.DOWN0, inner, Tap.UP1);
            double loss = 0;
            Tensor sum = Tensor.full(0);
            for (Tap tap : taps) {
                FeatureGradient one = unet.gradient(
                        input.tapping(tap), f -> f.get(tap).square().mean(), checkpointing);
                loss += one.loss();
                sum = sum.add(one.gradient());
            }
            FeatureGradient all = unet.gradient(
                    input.tapping(taps.toArray(Tap[]::new)),
                    f -> f.values().stream()
                            .map(x -> x.square().mean())
                            .reduce(Tensor::add)
                            .orElseThrow(),
                    checkpointing);
            assertEquals(loss, all.loss(), 1e-5 * loss);
            Close.assertGradient("sum", sum.doubles(), all.gradient().doubles(), 1e-5);
        }
    }

    @Test
    void normPerFrame() {
        Golden golden = Golden.of("unet_motion_small");
        UNetMotion unet = golden.unet(weights).withMotionNorm(MotionModule.Norm.PER_FRAME);
        try (SafeTensors io = golden.open("io.safetensors");
                SafeTensors wanted = golden.open("io_norm_per_frame.safetensors")) {
            Tap motion = new Tap("down0.motion0");
            Denoised out = unet.denoise(input(io, "in.sample").tapping(motion, Tap.MID, Tap.UP1));
            golden.assertClose(wanted, "tap.down0.motion0", out.at(motion));
            golden.assertClose(wanted, "tap.mid", out.at(Tap.MID));
            golden.assertClose(wanted, "tap.up1", out.at(Tap.UP1));
            golden.assertClose(wanted, "out", out.prediction());
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
}
