package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.model.ChannelsOff.Part;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.testing.Close;
import motionscope.testing.Draws;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes of a small network, 8 channels at every tap, that goes without some of them. */
class ChannelsOffTest {
    private static final int[] ALL = IntStream.range(0, 8).toArray();
    private static final int FRAMES = 4;

    @TempDir
    static Path folder;

    private static DiffusionModel model;

    @BeforeAll
    static void load() {
        model = new DiffusionModel(TinyModel.write(folder), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Denoising input(int clips, int frames) {
        Draws draws = new Draws(3);
        return Denoising.of(
                draws.floats(clips, TinyModel.CHANNELS, frames, 4, 4),
                500,
                draws.floats(clips, 3, TinyModel.TEXT_WIDTH));
    }

    private static Denoised pass(Denoising input, ChannelsOff... off) {
        return model.denoise(input.tapping(model.taps().toArray(Tap[]::new)).without(List.of(off)));
    }

    private static ChannelsOff off(Tap tap, Part part, int... channels) {
        return new ChannelsOff(tap, channels, part);
    }

    @Test
    void noChannelOffChangesNothingAtAll() {
        try (Scope scope = new Scope()) {
            Denoised whole = pass(input(2, FRAMES));
            for (Part part : Part.values()) {
                Denoised same = pass(input(2, FRAMES), off(Tap.UP0, part));
                assertArrayEquals(whole.prediction().floats(), same.prediction().floats());
                for (Tap tap : model.taps()) {
                    assertArrayEquals(whole.at(tap).floats(), same.at(tap).floats(), tap.name());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"conv_in", "down0", "down0.motion0", "mid", "mid.resnet0", "up0", "up0.attention1", "up1"})
    void theTapLosesTheseChannelsAndOnlyThese(String name) {
        Tap tap = new Tap(name);
        try (Scope scope = new Scope()) {
            Tensor whole = pass(input(2, FRAMES)).at(tap);
            int positions = Math.toIntExact(whole.size(2) * whole.size(3));
            float[] before = whole.floats();
            float[] zeroed =
                    pass(input(2, FRAMES), off(tap, Part.WHOLE, 1, 6)).at(tap).floats();
            float[] resting =
                    pass(input(2, FRAMES), off(tap, Part.MOTION, 1, 6)).at(tap).floats();
            for (int i = 0; i < before.length; i++) {
                int channel = i / positions % 8;
                boolean taken = channel == 1 || channel == 6;
                assertEquals(taken ? 0 : before[i], zeroed[i], 0, "value " + i);
                assertEquals(taken ? frameMean(before, i, 8 * positions) : before[i], resting[i], taken ? 1e-5 : 0);
            }
        }
    }

    /** The mean over the frames of the clip that value i belongs to, at its channel and position. */
    private static double frameMean(float[] values, int i, int frame) {
        int clip = i / (FRAMES * frame);
        return IntStream.range(0, FRAMES)
                .mapToDouble(f -> values[(clip * FRAMES + f) * frame + i % frame])
                .average()
                .orElseThrow();
    }

    @Test
    void whatLiesBehindTheTapChangesAndWhatLiesBeforeDoesNot() {
        try (Scope scope = new Scope()) {
            Denoised whole = pass(input(1, FRAMES));
            for (Part part : Part.values()) {
                Denoised less = pass(input(1, FRAMES), off(Tap.UP0, part, ALL));
                for (Tap tap : List.of(Tap.DOWN0, Tap.DOWN1, Tap.MID)) {
                    assertArrayEquals(whole.at(tap).floats(), less.at(tap).floats());
                }
                assertTrue(distance(whole.at(Tap.UP1), less.at(Tap.UP1)) > 1e-3);
                assertTrue(distance(whole.prediction(), less.prediction()) > 1e-3);
            }
        }
    }

    /** A skip connection is the block's result, too: it must not bring back what was taken. */
    @Test
    void aSkipConnectionDoesNotBringThemBack() {
        try (Scope scope = new Scope()) {
            Denoising one = input(1, FRAMES);
            Denoising other = new Denoising(
                    new Draws(9).floats(1, TinyModel.CHANNELS, FRAMES, 4, 4),
                    one.timesteps(),
                    one.text(),
                    one.taps(),
                    true,
                    one.sharing(),
                    List.of());
            ChannelsOff[] everything = {
                off(new Tap("conv_in"), Part.WHOLE, ALL),
                off(Tap.DOWN0, Part.WHOLE, ALL),
                off(new Tap("down0.motion0"), Part.WHOLE, ALL)
            };
            // down1 sees nothing of the latent any more, and neither does any skip connection
            assertArrayEquals(
                    pass(one, everything).prediction().floats(),
                    pass(other, everything).prediction().floats());
            assertFalse(Arrays.equals(
                    pass(one).prediction().floats(), pass(other).prediction().floats()));
        }
    }

    @Test
    void aClipOfOneFrameHasNoMotionToTake() {
        try (Scope scope = new Scope()) {
            Close.assertClose(
                    "prediction",
                    pass(input(2, 1)).prediction().floats(),
                    pass(input(2, 1), off(Tap.UP0, Part.MOTION, ALL))
                            .prediction()
                            .floats(),
                    1e-6,
                    1e-6);
        }
    }

    @Test
    void eachClipOfABatchHasItsOwnMean() {
        try (Scope scope = new Scope()) {
            Denoising two = input(2, FRAMES);
            float[] batch =
                    pass(two, off(Tap.UP0, Part.MOTION, ALL)).prediction().floats();
            for (int i = 0; i < 2; i++) {
                Denoising alone = Denoising.of(
                        two.latent().narrow(0, i, 1), 500, two.text().narrow(0, i, 1));
                float[] single =
                        pass(alone, off(Tap.UP0, Part.MOTION, ALL)).prediction().floats();
                Close.assertClose(
                        "clip " + i,
                        single,
                        Arrays.copyOfRange(batch, i * single.length, (i + 1) * single.length),
                        1e-5,
                        1e-5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theGradientIsThatOfThePrunedNetwork(boolean checkpointing) {
        PrunedDenoiser pruned = new PrunedDenoiser(model, List.of(off(Tap.DOWN1, Part.MOTION, 0, 3)));
        try (Scope scope = new Scope()) {
            Denoising at = input(1, FRAMES).tapping(Tap.UP0);
            FeatureGradient found =
                    pruned.gradient(at, f -> f.get(Tap.UP0).square().mean(), checkpointing);
            Tensor direction = new Draws(8).floats(1, TinyModel.CHANNELS, FRAMES, 4, 4);
            double h = 1e-3;
            double rise = (loss(pruned, at, direction, h) - loss(pruned, at, direction, -h)) / (2 * h);
            double slope = found.gradient().mul(direction).sum().item();
            assertEquals(rise, slope, 2e-2 * Math.abs(rise));
            double whole = model.gradient(at, f -> f.get(Tap.UP0).square().mean(), checkpointing)
                    .loss();
            assertTrue(Math.abs(whole - found.loss()) > 1e-5, "the loss must feel what is off");
        }
    }

    private static double loss(Denoiser network, Denoising at, Tensor direction, double step) {
        Denoising moved = Denoising.of(at.latent().add(direction.mul(step)), 500, at.text())
                .tapping(Tap.UP0)
                .featuresOnly();
        return network.denoise(moved).at(Tap.UP0).square().mean().item();
    }

    @Test
    void badChoicesAreOneLineErrors() {
        assertRefused("-1", () -> off(Tap.UP0, Part.WHOLE, -1));
        assertRefused("once", () -> off(Tap.UP0, Part.WHOLE, 2, 2));
        assertRefused("Tap 'up7'", () -> pass(input(1, 2), off(new Tap("up7"), Part.WHOLE, 0)));
        assertRefused("temb", () -> pass(input(1, 2), off(new Tap("temb"), Part.WHOLE, 0)));
        assertRefused(
                "Channel 8 was to be switched off at up0, which has channels 0..7",
                () -> pass(input(1, 2), off(Tap.UP0, Part.MOTION, 8)));
    }

    private static void assertRefused(String mention, Runnable run) {
        try (Scope scope = new Scope()) {
            String message = assertThrows(MotionScopeException.class, run::run).getMessage();
            assertTrue(message.contains(mention), message);
        }
    }

    private static double distance(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item();
    }
}
