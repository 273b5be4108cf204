package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.Denoising;
import motionscope.model.Tap;
import motionscope.motion.Features;
import motionscope.sampler.DdimInverseSampler;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** Features of clips with the bundled model. */
class FeatureExtractionTest {
    private static VideoModel model;
    private static LabelledClips<Direction> pans;

    @BeforeAll
    static void load() {
        model = VideoModel.load(Path.of("data/mini-model"), Placement.CPU);
        pans = World.pans(2, Direction.values(), 11);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void aClipHasTheSameFeaturesAloneAndAmongOthers() {
        List<Clip> five = pans.clips().subList(0, 5); // more than one batch
        Features together = model.extract(five).seed(3).noised(Tap.UP0, 399);
        Features alone = model.extract(five.subList(4, 5)).seed(3 + 4).noised(Tap.UP0, 399);
        assertEquals(5, together.clips());
        assertEquals(16, together.frames());
        assertEquals(192, together.channels());
        assertEquals(8, together.rows());
        assertArrayEquals(alone.values(), together.select(4).values(), 1e-3f);
        assertFalse(Arrays.equals(
                alone.values(),
                model.extract(five.subList(4, 5)).seed(8).noised(Tap.UP0, 399).values()));
    }

    @Test
    void reductionsSeeEachBatchAndProgressEachClip() {
        int[] reported = new int[2];
        Features pooled = model.extract(pans.clips().subList(0, 5))
                .reducing(f -> f.frame(0).pooled(2))
                .reporting((done, total) -> {
                    reported[0] = done;
                    reported[1] = total;
                })
                .noised(Tap.MID, 399);
        assertEquals(5, pooled.clips());
        assertEquals(1, pooled.frames());
        assertEquals(2, pooled.rows());
        assertArrayEquals(new int[] {5, 5}, reported);
    }

    /** Before the first step an inversion shows the network the clean clip, labelled with the first step's timestep. */
    @Test
    void inversionStartsFromTheCleanClip() {
        List<Clip> one = pans.clips().subList(0, 1);
        Features first = model.extract(one).inverted(List.of(Tap.MID), 25, 0).get(Tap.MID);
        double label = new DdimInverseSampler(SchedulerConfig.of(model.schedulerConfig()))
                .plan(25)
                .timestep(0);
        assertEquals(label, first.timestep());
        try (Scope scope = new Scope()) {
            Tensor clean = model.encode(one);
            Tensor seen = model.denoise(Denoising.of(clean, label, model.encodePrompts(List.of("")))
                            .tapping(Tap.MID)
                            .featuresOnly())
                    .at(Tap.MID);
            assertArrayEquals(seen.floats(), first.values());
        }
        Features later = model.extract(one).inverted(List.of(Tap.MID), 25, 2).get(Tap.MID);
        assertTrue(later.timestep() > first.timestep());
        assertFalse(Arrays.equals(first.values(), later.values()));
    }

    @Test
    void badRequestsAreOneLineErrors() {
        List<Clip> one = pans.clips().subList(0, 1);
        assertRefused("up5", () -> model.features(one, Tap.up(5), 399));
        assertRefused("1000", () -> model.features(one, Tap.UP1, 1000));
        assertRefused("at least one clip", () -> model.features(List.of(), Tap.UP1, 399));
        assertRefused("Inversion index", () -> model.extract(one).inverted(List.of(Tap.UP1), 25, 25));
        assertRefused(
                "differ in size",
                () -> model.features(List.of(one.get(0), one.get(0).frames(0, 8)), Tap.UP1, 399));
        assertRefused("multiples of 2", () -> model.features(List.of(one.get(0).crop(0, 0, 63, 64)), Tap.UP1, 399));
    }

    private static void assertRefused(String mention, Runnable call) {
        String message = assertThrows(MotionScopeException.class, call::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }

    /** A small version of lesson 01: few scenes already separate at up1, and scores are shares. */
    @Test
    void aStudyHasTwoRowsForEachTapAndTimestep() {
        Table table = SeparationStudy.of(model, pans, List.of(Tap.MID, Tap.UP1), List.of(399));
        assertEquals(4, table.rowCount());
        assertEquals(
                List.of("mid", "mid", "up1", "up1"), table.stringColumn("tap").asList());
        assertEquals(
                List.of("CR", "raw", "CR", "raw"),
                table.stringColumn("features").asList());
        for (String score : List.of("nearest centroid", "linear probe", "variance in PC1-PC2")) {
            assertTrue(
                    table.doubleColumn(score).min() >= 0
                            && table.doubleColumn(score).max() <= 1,
                    score);
        }
        assertTrue(table.doubleColumn("nearest centroid").get(2) >= .8, table.print());
    }
}
