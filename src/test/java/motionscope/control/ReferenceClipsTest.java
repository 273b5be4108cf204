package motionscope.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.model.Denoised;
import motionscope.model.Denoising;
import motionscope.model.DiffusionModel;
import motionscope.model.Tap;
import motionscope.motion.MotionChannels;
import motionscope.tensor.Placement;
import motionscope.testing.Close;
import motionscope.testing.Leaks;
import motionscope.testing.TinyModel;
import motionscope.video.Clip;
import motionscope.video.world.Choreography;
import motionscope.video.world.Direction;
import motionscope.video.world.MotionPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References that need a network: of one clip, plain, and the mean of several. */
class ReferenceClipsTest {
    private static final int FRAMES = 4;

    @TempDir
    static Path folder;

    private static Counting model;
    private static List<Clip> clips; // 9: more than go together in a pass

    /** A model that counts its passes. */
    private static final class Counting extends DiffusionModel {
        private int passes;

        Counting(Path folder) {
            super(folder, Placement.CPU);
        }

        @Override
        public Denoised denoise(Denoising input) {
            passes++;
            return super.denoise(input);
        }
    }

    @BeforeAll
    static void load() {
        model = new Counting(TinyModel.write(folder));
        clips = Choreography.camera(MotionPath.toward(Direction.RIGHT, 1.2, FRAMES))
                .clips(9, 3, 8);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static ReferenceClips of(List<Clip> some, Tap... taps) {
        return ReferenceClips.of(model, some, taps);
    }

    @Test
    void theReferenceIsTheMeanOfThoseOfItsClips() {
        MotionTarget mean = of(clips, Tap.UP1).seed(40).at(Tap.UP1, 3, 0).at(399);
        MotionTarget sum = null;
        for (int i = 0; i < clips.size(); i++) {
            MotionTarget one = MotionReference.noised(model, clips.get(i), 40 + i, Tap.UP1, 3, 0)
                    .at(399);
            sum = sum == null ? one : sum.plus(one);
        }
        MotionTarget expected = sum.times(1.0 / clips.size());
        assertEquals(expected.toString(), mean.toString());
        Close.assertClose("mean", expected.values(), mean.values(), 1e-5, 1e-3);
    }

    @Test
    void severalTapsAreSeenInOnePassAndLikeEachAlone() {
        model.passes = 0;
        ReferenceClips both = of(clips.subList(0, 3), Tap.UP0, Tap.UP1);
        MotionTarget up1 = both.at(Tap.UP1, 2, 5).at(399);
        MotionTarget up0 = both.at(Tap.UP0, 1).at(399);
        both.at(Tap.UP0, 4).at(399);
        assertEquals(1, model.passes);
        assertEquals(up0, of(clips.subList(0, 3), Tap.UP0).at(Tap.UP0, 1).at(399));
        Close.assertClose(
                "up1",
                of(clips.subList(0, 3), Tap.UP1).at(Tap.UP1, 2, 5).at(399).values(),
                up1.values(),
                1e-5,
                1e-4);
        model.passes = 0;
        of(clips, Tap.UP0).at(Tap.UP0, 1).at(399);
        assertEquals(2, model.passes, "eight clips, then one");
    }

    @Test
    void whatIsAskedFirstDoesNotMatter() {
        MotionReference early = of(clips, Tap.UP1).at(Tap.UP1, 2);
        MotionTarget a = early.at(799);
        MotionTarget b = early.at(120.4); // rounded, as the noise of whole timesteps is known
        MotionReference late = of(clips, Tap.UP1).at(Tap.UP1, 2);
        assertEquals(b, late.at(120));
        assertEquals(a, late.at(799));
        assertEquals(a, early.at(799));
        assertNotEquals(a, b);
        assertNotEquals(a, of(clips, Tap.UP1).seed(1).at(Tap.UP1, 2).at(799));
        assertEquals(a, of(clips, Tap.UP1).seed(0).at(Tap.UP1, 2).at(799));
    }

    @Test
    void allChannelsOrThoseThatAnalysisFound() {
        ReferenceClips some = of(clips.subList(0, 2), Tap.UP1);
        MotionReference all = some.at(Tap.UP1);
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, all.channels());
        MotionReference found = some.at(Tap.UP1, new MotionChannels(new int[] {6, 1}, new double[] {0.5, -0.2}, 8));
        assertArrayEquals(new int[] {6, 1}, found.channels());
        assertEquals(all.at(399).channels(6, 1), found.at(399));
        Map<String, Object> about = found.about();
        assertEquals(2, about.get("clips"));
        assertEquals(2, ((List<?>) about.get("source_latents_sha256")).size());
        assertEquals(0L, about.get("seed"));
    }

    @Test
    void aReferenceHasNoMeanOverFramesAndLeavesNothingBehind() {
        Leaks.assertNone(() -> {
            MotionTarget target =
                    of(clips.subList(0, 2), Tap.UP1).at(Tap.UP1, 4).at(399);
            Close.assertClose("centred", target.centred().values(), target.values(), 1e-5, 0);
        });
    }

    @Test
    void plainFeaturesAreTheSameWithTheirMean() {
        Clip clip = clips.get(0);
        MotionTarget plain =
                MotionReference.plain(model, clip, 5, Tap.UP1, 2, 7).at(399);
        MotionTarget motion =
                MotionReference.noised(model, clip, 5, Tap.UP1, 2, 7).at(399);
        Close.assertClose("motion", motion.values(), plain.centred().values(), 1e-5, 1e-4);
        assertFalse(plain.equals(plain.centred()));
        assertRefused("Channel 8", () -> MotionReference.plain(model, clip, 5, Tap.UP1, 8)
                .at(399));
    }

    @Test
    void aComputedReferenceIsAskedOnceForEachTimestep() {
        List<Double> asked = new ArrayList<>();
        MotionReference reference = MotionReference.computed(Tap.UP1, new int[] {3}, Map.of("kind", "test"), t -> {
            asked.add(t);
            return MotionTarget.vector(1, 1, new float[] {(float) t});
        });
        for (double t : new double[] {5, 9, 5, 9, 9}) {
            assertEquals((float) t, reference.at(t).values()[0]);
        }
        assertEquals(2 * 9f, reference.times(2).at(9).values()[0]);
        assertEquals(List.of(5.0, 9.0), asked);
        assertEquals("test at up1, 1 channels", reference.toString());
        assertRefused(
                "zero channels",
                () -> MotionReference.computed(Tap.UP1, new int[0], Map.of("kind", "test"), t -> null));
    }

    @Test
    void channelsAreTakenInTheirOrderAndTargetsAddUp() {
        float[] values = new float[2 * 3 * 2]; // 2 frames, 3 channels, 1 x 2
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        MotionTarget all = new MotionTarget(2, 3, 1, 2, values);
        MotionTarget some = all.channels(2, 0);
        assertEquals(new MotionTarget(2, 2, 1, 2, new float[] {4, 5, 0, 1, 10, 11, 6, 7}), some);
        assertEquals(all, all.channels(0, 1, 2));
        assertEquals(some.times(3), some.plus(some).plus(some));
        assertEquals(4, some.values()[0], "neither changes what it is of");
    }

    @Test
    void whatIsNoReferenceIsRefused() {
        assertRefused("0 and 1", () -> of(List.of(), Tap.UP1));
        assertRefused("1 and 0", () -> of(clips.subList(0, 1)));
        assertRefused("up7", () -> of(clips, new Tap("up7")));
        assertRefused("look at [up1], but up0", () -> of(clips, Tap.UP1).at(Tap.UP0, 1));
        assertRefused("zero channels", () -> of(clips, Tap.UP1).at(Tap.UP1, new int[0]));
        assertRefused("Channel 8", () -> of(clips, Tap.UP1).at(Tap.UP1, 8).at(399));
        List<Clip> unequal = new ArrayList<>(clips); // the last, which comes in a pass of its own
        unequal.set(8, Choreography.still(3).clips(1, 3, 8).get(0));
        assertRefused("4 frames of 8 x 8 and 3 frames of 8 x 8", () -> of(unequal, Tap.UP1));
        unequal.set(8, Choreography.still(FRAMES).clips(1, 3, 16).get(0));
        assertRefused("4 frames of 16 x 16", () -> of(unequal, Tap.UP1));
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }
}
