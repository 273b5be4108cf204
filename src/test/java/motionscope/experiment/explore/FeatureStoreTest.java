package motionscope.experiment.explore;

import static motionscope.experiment.explore.Tiny.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.motion.FeatureExtraction.Progress;
import motionscope.motion.Features;
import motionscope.tensor.Placement;
import motionscope.testing.TinyModel;
import motionscope.video.Clip;
import motionscope.video.world.Direction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureStoreTest {
    private static final List<Clip> CLIPS =
            Tiny.pans(3, Direction.RIGHT, Direction.LEFT).clips();
    /** Clips, frames, channels, positions of up1, and the means. */
    private static final long BYTES = 4L * 6 * 4 * 8 * (8 * 8 + 1);

    @TempDir
    static Path folder;

    private static VideoModel model;

    @BeforeAll
    static void load() {
        model = VideoModel.load(TinyModel.write(folder), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static FeatureStore store(long cap) {
        return new FeatureStore(model, CLIPS, 0, cap, UnaryOperator.identity());
    }

    @Test
    void aPassIsMadeOnceAndGivesTheModelsFeatures() {
        try (FeatureStore store = store(1 << 20)) {
            List<String> told = new ArrayList<>();
            assertFalse(store.has(Tap.UP1, 399));
            FeatureIndex first = store.at(Tap.UP1, 399, (done, total) -> told.add(done + "/" + total));
            assertEquals("6/6", told.get(told.size() - 1));
            int passes = told.size();
            assertTrue(store.has(Tap.UP1, 399));
            assertSame(first, store.at(Tap.UP1, 399, (done, total) -> told.add("again")));
            assertEquals(passes, told.size());
            assertEquals(model.features(CLIPS, Tap.UP1, 399), first.features());
            assertEquals(BYTES, store.bytes());
        }
    }

    @Test
    void theOneNotAskedForTheLongestGoes() {
        try (FeatureStore store = store(2 * BYTES + 10)) {
            store.at(Tap.UP1, 100, Progress.NONE);
            store.at(Tap.UP1, 200, Progress.NONE);
            store.at(Tap.UP1, 100, Progress.NONE);
            store.at(Tap.UP1, 300, Progress.NONE);
            assertTrue(store.has(Tap.UP1, 100));
            assertFalse(store.has(Tap.UP1, 200));
            assertTrue(store.has(Tap.UP1, 300));
            assertEquals(2 * BYTES, store.bytes());
        }
    }

    @Test
    void moreThanTheCapIsRefusedWithFigures() {
        try (FeatureStore store = store(1000)) {
            assertRefused(
                    "Features of 6 clips at up1 need 0.05 MiB; this explorer keeps up to 0.00",
                    () -> store.at(Tap.UP1, 399, Progress.NONE));
            assertEquals(0, store.bytes());
        }
    }

    @Test
    void anInterruptStopsBetweenBatches() {
        try (FeatureStore store = store(1 << 20)) {
            assertRefused(
                    "stopped after 2 of 6",
                    () -> store.at(Tap.UP1, 399, (done, total) -> Thread.currentThread()
                            .interrupt()));
            assertTrue(Thread.interrupted());
            assertFalse(store.has(Tap.UP1, 399));
        }
    }

    @Test
    void aReductionIsKeptInsteadOfTheWhole() {
        try (FeatureStore store = new FeatureStore(model, CLIPS, 0, 1 << 20, f -> f.pooled(2))) {
            Features pooled = store.at(Tap.UP1, 399, Progress.NONE).features();
            assertEquals(model.features(CLIPS, Tap.UP1, 399).pooled(2), pooled);
        }
    }

    @Test
    void badInputIsRefused() {
        FeatureStore store = store(1 << 20);
        assertRefused("Tap 'up9'", () -> store.at(new Tap("up9"), 399, Progress.NONE));
        assertRefused("1000", () -> store.at(Tap.UP1, 1000, Progress.NONE));
        store.close();
        assertRefused("closed", () -> store.at(Tap.UP1, 399, Progress.NONE));
        assertRefused("no", () -> new FeatureStore(model, List.of(), 0, 1, UnaryOperator.identity()));
        List<Clip> unequal = List.of(CLIPS.get(0), CLIPS.get(0).frames(0, 2));
        try (FeatureStore mixed = new FeatureStore(model, unequal, 0, 1 << 20, UnaryOperator.identity())) {
            assertRefused("differ in size", () -> mixed.at(Tap.UP1, 399, Progress.NONE));
        }
    }
}
