package motionscope.experiment.explore;

import static motionscope.experiment.explore.Tiny.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.FeatureExtraction.Progress;
import motionscope.motion.Features;
import motionscope.motion.Pca;
import motionscope.motion.Separation;
import motionscope.tensor.Placement;
import motionscope.testing.TinyModel;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcaExplorationTest {
    private static final LabelledClips<Direction> PANS = Tiny.pans(4, Direction.RIGHT, Direction.LEFT, Direction.STILL);

    @TempDir
    static Path folder;

    private static VideoModel model;
    private static PcaExploration exploration;
    private static PcaAt at;

    @BeforeAll
    static void look() {
        model = VideoModel.load(TinyModel.write(folder), Placement.CPU);
        exploration = PcaExploration.of(model, PANS);
        at = exploration.at(Tap.UP1, 399, Progress.NONE);
    }

    @AfterAll
    static void close() {
        exploration.close();
        model.close();
    }

    private static PcaChoice choice(List<String> motions, boolean cr, int... axes) {
        return new PcaChoice(motions, cr, 0, axes);
    }

    @Test
    void pointsSharesAndScoresAreThoseOfLessonOne() {
        Features pooled = model.features(PANS, Tap.UP1, 399).pooled(2);
        assertEquals(pooled, at.features());
        for (boolean cr : new boolean[] {true, false}) {
            Features samples = (cr ? ContentCorrelation.remove(pooled) : pooled).frame(0);
            Pca pca = Pca.of(samples);
            PcaPicture picture = at.picture(choice(at.motions(), cr, 0, 1));
            assertEquals(12 * 4, picture.points().size());
            for (int n = 0; n < 48; n++) {
                PcaPicture.Dot dot = picture.points().get(n);
                assertEquals(n / 4, dot.clip());
                assertEquals(n % 4, dot.cell());
                assertEquals(PANS.motions().get(n / 4).word(), dot.motion());
                assertArrayEquals(pca.plane()[n], dot.at(), 1e-9);
            }
            assertArrayEquals(new double[] {pca.share(0), pca.share(1)}, picture.shares(), 1e-12);
            assertEquals(
                    Separation.of(samples, PANS.motions(), PANS.scenes()),
                    picture.scores().orElseThrow());
        }
    }

    @Test
    void motionsThatAreLeftOutTakeNoPart() {
        PcaPicture two = at.picture(choice(List.of("left", "right"), true, 0, 1, 2));
        Features chosen = ContentCorrelation.remove(at.features().select(0, 1, 2, 3, 4, 5, 6, 7))
                .frame(0);
        Pca pca = Pca.of(chosen.samples(), 3);
        assertEquals(32, two.points().size());
        assertArrayEquals(pca.scores()[9], two.points().get(9).at(), 1e-9);
        assertEquals(pca.share(2), two.shares()[2], 1e-12);
    }

    @Test
    void otherComponentsAndFramesAreOthers() {
        PcaPicture picture = at.picture(new PcaChoice(at.motions(), true, 3, 2, 0));
        Pca pca = Pca.of(ContentCorrelation.remove(at.features()).frame(3).samples(), 3);
        assertArrayEquals(
                new double[] {pca.scores()[5][2], pca.scores()[5][0]},
                picture.points().get(5).at(),
                1e-9);
    }

    @Test
    void oneMotionAloneHasPointsButNoScores() {
        PcaPicture one = at.picture(choice(List.of("still"), true, 0, 1));
        assertEquals(16, one.points().size());
        assertTrue(one.scores().isEmpty());
        PcaAt oneScene = new PcaAt(PANS.ofScenes(s -> s == 0), at.features().select(0, 4, 8));
        assertTrue(oneScene.picture(choice(at.motions(), true, 0, 1)).scores().isEmpty());
    }

    @Test
    void badChoicesAreRefused() {
        assertRefused(
                "Motion 'up' was chosen; the clips move right, left, still",
                () -> at.picture(choice(List.of("up"), true, 0, 1)));
        assertRefused("No motion", () -> choice(List.of(), true, 0, 1));
        assertRefused("two or three", () -> choice(at.motions(), true, 0));
        assertRefused("two or three", () -> choice(at.motions(), true, 1, 1));
        assertRefused("two or three", () -> choice(at.motions(), true, -1, 0));
        assertRefused("PC9", () -> at.picture(choice(at.motions(), true, 0, 8)));
        assertRefused("Frame 4", () -> at.picture(new PcaChoice(at.motions(), true, 4, 0, 1)));
    }

    @Test
    void previewsAreSmallFiles() {
        ClipPreviews previews = new ClipPreviews(PANS.clips());
        byte[] mp4 = previews.mp4(2);
        assertEquals("ftyp", new String(mp4, 4, 4, java.nio.charset.StandardCharsets.US_ASCII));
        assertTrue(mp4.length < 40_000, mp4.length + " bytes");
        assertEquals((byte) 'P', previews.poster(2)[1]);
        assertRefused("Clip 12", () -> previews.mp4(12));
        assertRefused("Clip -1", () -> previews.poster(-1));
        ClipPreviews large = new ClipPreviews(List.of(PANS.clips().get(0).enlarge(20)));
        assertTrue(large.mp4(0).length > 0);
    }
}
