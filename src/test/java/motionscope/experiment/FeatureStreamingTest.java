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
        FeatureTrace trace = new FeatureTrace(model, List.of("red ring"), List.of(Tap.UP0, Tap.UP1)).steps(1, 3);
        Clip watched = model.generate("red ring")
                .frames(2)
                .steps(4)
                .seed(5)
                .listening(trace)
                .run()
                .clip();
        Clip plain = model.generate("red ring").frames(2).steps(4).seed(5).run().clip();
        assertEquals(plain, watched);
        assertEquals(List.of(1, 2), trace.steps());
        assertEquals(2, trace.at(1, Tap.UP0).frames());
        assertTrue(trace.at(1, Tap.UP1).timestep() > trace.at(2, Tap.UP1).timestep());
        assertThrows(MotionScopeException.class, () -> trace.at(0, Tap.UP1));
        assertThrows(MotionScopeException.class, () -> new FeatureTrace(model, List.of(""), List.of(Tap.up(7))));
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
