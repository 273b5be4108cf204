package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.model.Denoised;
import motionscope.model.Denoising;
import motionscope.model.Tap;
import motionscope.motion.FeatureExtraction;
import motionscope.motion.Features;
import motionscope.tensor.Noise;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.testing.TinyModel;
import motionscope.video.Clip;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features batch by batch, with prompts, at several steps of an inversion, and while drawing; with a tiny model. */
class FeatureStreamingTest {
    @TempDir
    Path folder;

    private VideoModel model;

    @BeforeEach
    void load() {
        model = VideoModel.load(TinyModel.write(folder), Placement.CPU);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private static List<Clip> clips(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] pixels = new Noise(i).randn(2 * 3 * 8 * 8);
                    return Clip.of(pixels, 2, 8, 8, 8);
                })
                .toList();
    }

    @Test
    void aThousandClipsLeaveNoMoreTensorsThanAHundred() {
        FeatureExtraction of = FeatureExtraction.of(model, Collections.nCopies(1000, clips(1).get(0)));
        long[] largest = new long[2];
        int[] seen = {0};
        long before = Scope.liveTensors();
        of.batch(50).streaming(List.of(Tap.UP1), 399, (first, features) -> {
            assertEquals(seen[0], first);
            seen[0] += features.get(Tap.UP1).clips();
            int half = first < 100 ? 0 : 1;
            largest[half] = Math.max(largest[half], Scope.liveTensors());
        });
        assertEquals(1000, seen[0]);
        assertEquals(largest[0], largest[1], "tensors alive within a batch");
        assertEquals(before, Scope.liveTensors());
    }

    @Test
    void streamingAndGatheringAgreeWhateverTheBatch() {
        FeatureExtraction of = FeatureExtraction.of(model, clips(5)).seed(3);
        Features whole = of.noised(Tap.UP0, 399);
        List<Features> parts = new ArrayList<>();
        of.batch(2).streaming(List.of(Tap.UP0), 399, (first, features) -> parts.add(features.get(Tap.UP0)));
        assertEquals(3, parts.size());
        assertArrayEquals(whole.values(), Features.join(parts).values(), 1e-4f);
    }

    @Test
    void promptsChangeFeaturesAndTheEmptyOneIsTheDefault() {
        FeatureExtraction of = FeatureExtraction.of(model, clips(2));
        float[] empty = of.noised(Tap.UP1, 399).values();
        assertArrayEquals(empty, of.prompt("").noised(Tap.UP1, 399).values());
        assertFalse(
                Arrays.equals(empty, of.prompt("red ring").noised(Tap.UP1, 399).values()));
        Features mixed = of.prompts(List.of("", "red ring")).noised(Tap.UP1, 399);
        assertArrayEquals(
                Arrays.copyOf(empty, empty.length / 2), mixed.select(0).values(), 1e-5f);
        assertThrows(MotionScopeException.class, () -> of.prompts(List.of("red")));
    }

    @Test
    void oneInversionServesSeveralIndices() {
        FeatureExtraction of = FeatureExtraction.of(model, clips(3));
        Map<Integer, Map<Tap, Features>> several = of.inverted(List.of(Tap.UP1), 10, List.of(0, 2, 5));
        for (int index : List.of(0, 2, 5)) {
            Features alone = of.inverted(List.of(Tap.UP1), 10, index).get(Tap.UP1);
            assertArrayEquals(alone.values(), several.get(index).get(Tap.UP1).values(), 1e-5f);
            assertEquals(alone.timestep(), several.get(index).get(Tap.UP1).timestep());
        }
        assertThrows(MotionScopeException.class, () -> of.inverted(List.of(Tap.UP1), 10, List.of(5, 2)));
        assertThrows(MotionScopeException.class, () -> of.inverted(List.of(Tap.UP1), 10, List.of()));
        assertThrows(MotionScopeException.class, () -> of.inverted(List.of(Tap.UP1), 10, 10));
    }

    @Test
    void aTraceKeepsFeaturesOfTheChosenStepsAndChangesNothing() {
        Generation drawing =
                model.generate("red ring").frames(2).steps(4).seed(5).guidanceScale(3);
        FeatureTrace trace = drawing.tracing(Tap.UP0, Tap.UP1).steps(1, 3);
        Clip watched = drawing.run().clip();
        Clip plain = model.generate("red ring")
                .frames(2)
                .steps(4)
                .seed(5)
                .guidanceScale(3)
                .run()
                .clip();
        assertEquals(plain, watched);
        assertEquals(List.of(1, 2), trace.steps());
        assertEquals(2, trace.at(1, Tap.UP0).frames());
        assertTrue(trace.at(1, Tap.UP1).timestep() > trace.at(2, Tap.UP1).timestep());
        assertThrows(MotionScopeException.class, () -> trace.at(0, Tap.UP1));
        assertThrows(MotionScopeException.class, () -> drawing.tracing(Tap.up(7)));
        assertThrows(MotionScopeException.class, drawing::tracing);
        assertThrows(MotionScopeException.class, () -> drawing.tracing(Tap.UP0).steps(2, 2));
    }

    /** Before the first step the latent is the starting noise, and the prompt alone is seen: no guidance, no other half. */
    @Test
    void aTraceSeesTheConditionalHalfOfWhatTheModelIsShown() {
        Generation drawing =
                model.generate(List.of("red ring", "red")).frames(2).steps(2).seed(5);
        FeatureTrace trace = drawing.tracing(Tap.UP1);
        drawing.runAll();
        Features first = trace.at(0, Tap.UP1);
        try (Scope scope = new Scope()) {
            Denoised pass = model.denoise(Denoising.of(
                            drawing.startingNoise(), first.timestep(), model.encodePrompts(List.of("red ring", "red")))
                    .tapping(Tap.UP1));
            assertEquals(2, first.clips());
            assertArrayEquals(pass.at(Tap.UP1).floats(), first.values(), 1e-6f);
        }
    }

    @Test
    void aReductionThatLosesClipsAndATapWithoutMapsAreNamed() {
        FeatureExtraction of = FeatureExtraction.of(model, clips(4));
        for (int batch : new int[] {1, 2, 3}) {
            assertEquals(4, of.batch(batch).noised(Tap.UP1, 399).clips());
        }
        var changed = assertThrows(
                MotionScopeException.class,
                () -> of.batch(2).reducing(f -> Features.join(List.of(f, f))).noised(Tap.UP1, 399));
        assertTrue(changed.getMessage().contains("keeps every clip"), changed.getMessage());
        var lost = assertThrows(
                MotionScopeException.class,
                () -> of.batch(2).reducing(f -> f.select(0)).noised(Tap.UP1, 399));
        assertTrue(lost.getMessage().contains("keeps every clip"), lost.getMessage());
        var vector = assertThrows(MotionScopeException.class, () -> of.noised(new Tap("temb"), 399));
        assertTrue(vector.getMessage().contains("no maps"), vector.getMessage());
    }

    @Test
    void clipsOfUnequalSizeAndMissingTapsAreNamedBeforeTheFirstPass() {
        List<Clip> unequal = new ArrayList<>(clips(9));
        unequal.add(clips(1).get(0).frames(0, 1));
        int[] passes = {0};
        var error = assertThrows(MotionScopeException.class, () -> FeatureExtraction.of(model, unequal)
                .reporting((done, total) -> passes[0]++)
                .noised(Tap.UP1, 399));
        assertEquals(0, passes[0]);
        assertTrue(error.getMessage().contains("clip 9 has 1 of 8 x 8"), error.getMessage());
        assertThrows(MotionScopeException.class, () -> FeatureExtraction.of(model, clips(1))
                .noised(Tap.up(9), 399));
        assertThrows(MotionScopeException.class, () -> FeatureExtraction.of(model, List.of())
                .noised(Tap.UP1, 399));
        assertThrows(MotionScopeException.class, () -> FeatureExtraction.of(model, clips(1))
                .batch(0));
        assertEquals(
                1, FeatureExtraction.of(model, clips(1)).noised(Tap.UP1, 399).clips());
    }
}
