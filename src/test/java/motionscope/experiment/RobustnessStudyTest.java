package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.motion.Features;
import motionscope.motion.HeldOut;
import motionscope.motion.Interval;
import motionscope.tensor.Placement;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.Texture;
import motionscope.video.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small study with the bundled model: two scenes, an early tap. */
class RobustnessStudyTest {
    private static VideoModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        model = VideoModel.load(Path.of("data/mini-model"), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void variationsChangeWhatTheySay() {
        LabelledClips<Direction> plain = Variation.plain().clips(3, 4);
        assertEquals(World.pans(3, Direction.values(), 4).clips(), plain.clips());
        assertEquals(8, Variation.frames(8).clips(2, 4).clips().get(0).frames());
        assertNotEquals(
                plain.clips().get(0), Variation.blur(2).clips(3, 4).clips().get(0));
        assertNotEquals(
                plain.clips().get(0), Variation.jpeg(5).clips(3, 4).clips().get(0));
        assertNotEquals(
                plain.clips().get(0), Variation.speed(0.3).clips(3, 4).clips().get(0));
        assertEquals(plain.clips(), Variation.otherNoise().clips(3, 4).clips());
        assertEquals(
                Variation.all().size(),
                Variation.all().stream()
                        .map(v -> v.what() + v.setting())
                        .distinct()
                        .count());
    }

    @Test
    void anUnseenTextureIsTestedAfterTheOthers() {
        LabelledClips<Direction> clips = Variation.plain().clips(6, 4);
        Features features = new Features(Tap.UP1, 399, clips.size(), 1, 1, 1, 1, new float[clips.size()]);
        HeldOut split = Variation.unseen(Texture.STONES).split(features, clips);
        assertEquals(Direction.values().length, split.test().size());
        assertEquals(clips.size(), split.test().size() + split.train().size());
        assertTrue(split.test().stream().allMatch(i -> clips.origins().get(i).texture() == Texture.STONES));
    }

    @Test
    void aStudyHasARowForEachVariationAndGoesOnWhereItsFileEnds() {
        Path csv = folder.resolve("robustness.csv");
        Variation slow = Variation.speed(0.3);
        RobustnessStudy study =
                RobustnessStudy.of(List.of(Variation.plain(), slow)).scenes(2).at(Tap.DOWN3, 399);
        RobustnessScores scores = study.run(model, csv);
        assertEquals(2, scores.rows().rowCount());
        Interval own = scores.of(Variation.plain(), RobustnessScores.OWN);
        assertEquals(own, scores.of(Variation.plain(), RobustnessScores.PLAIN), "its own plane is the plain one");
        assertEquals(
                scores.table().printAll(), RobustnessScores.load(csv).table().printAll());
        assertEquals(scores.rows().printAll(), study.run(model, csv).rows().printAll());
        assertEquals(
                List.of("varied", "setting", "own plane", "plane of plain clips", "linear probe"),
                scores.forReading().columnNames());
        assertEquals("0.3 px/frame", scores.forReading().stringColumn("setting").get(1));
        assertTrue(RobustnessScores.origin(csv).startsWith("study 'robustness' of mini-model"));

        assertThrows(MotionScopeException.class, () -> scores.of(Variation.blur(1), RobustnessScores.OWN));
        assertThrows(MotionScopeException.class, () -> study.at(Tap.MID, 399).run(model, csv));
        assertThrows(MotionScopeException.class, () -> RobustnessStudy.of(List.of()));
    }
}
