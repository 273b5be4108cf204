package motionscope.notebook.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import motionscope.experiment.VideoModel;
import motionscope.experiment.explore.ChannelExploration;
import motionscope.experiment.explore.ClipPreviews;
import motionscope.experiment.explore.Tiny;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.motion.Pca;
import motionscope.notebook.widget.Panel;
import motionscope.tensor.Placement;
import motionscope.testing.TinyModel;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The explorers' panels before a page that a test drives. */
class ExplorersTest {
    private static final LabelledClips<Direction> PANS = Tiny.pans(2, Direction.RIGHT, Direction.LEFT, Direction.STILL);

    @TempDir
    static Path folder;

    private static VideoModel model;

    private final Hands hands = new Hands();

    @BeforeAll
    static void load() {
        model = VideoModel.load(TinyModel.write(folder), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void thePcaExplorerAnswersItsControls() {
        PcaExplorer explorer = PcaExplorer.make(model, PANS);
        Panel panel = explorer.panel();
        hands.open(panel);
        panel.stillPicture(); // waits for the first pass
        assertEquals(6 * 4, items(explorer).length);
        String withCr = hands.page.seen(explorer.scatter, "places").toString();
        assertTrue(explorer.scores.html().contains("33 %"), "by guessing among three");
        hands.change(explorer.cr, "value", "false");
        assertNotEquals(withCr, hands.page.seen(explorer.scatter, "places").toString());
        assertTrue(explorer.caption.html().contains("nothing taken away"));
        hands.change(explorer.motions.get(2), "value", "false"); // still
        assertEquals(4 * 4, items(explorer).length);
        assertTrue(explorer.scores.html().contains("50 %"));
        hands.change(explorer.frame, "value", "3");
        assertTrue(explorer.caption.html().contains("frame 3"));
        hands.change(explorer.plane, "index", "2");
        assertTrue(hands.page.seen(explorer.scatter, "svg").toString().contains("PC3"));
        hands.change(explorer.scatter, "item", "3");
        assertArrayEquals(new ClipPreviews(PANS.clips()).mp4(3), (byte[]) hands.page.seen(explorer.scatter, "preview"));
        assertTrue(hands.page.seen(explorer.scatter, "preview_of").toString().contains("clip 3: left"));
        panel.close();
        assertEquals(0, hands.page.size());
    }

    private int[] items(PcaExplorer explorer) {
        String json = hands.page.seen(explorer.scatter, "items").toString();
        return Arrays.stream(json.replaceAll("[\\[\\]]", "").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    @Test
    void aChoiceOfNothingIsSaidInOneLineAndThePanelLivesOn() {
        PcaExplorer explorer = PcaExplorer.make(model, PANS);
        hands.open(explorer.panel());
        explorer.panel().stillPicture();
        explorer.motions.forEach(motion -> hands.page.change(motion, "value", "false"));
        hands.change(explorer.frame, "value", "1");
        assertTrue(explorer.panel().stillPicture().contains("No motion was chosen; choose at least one."));
        hands.change(explorer.motions.get(0), "value", "true");
        assertEquals(2 * 4, items(explorer).length);
        assertFalse(explorer.panel().stillPicture().contains("No motion"), "the message goes with its cause");
        explorer.panel().close();
    }

    @Test
    void theChannelExplorerAnswersItsControls() {
        ChannelExplorer explorer = ChannelExplorer.make(model, PANS);
        Panel panel = explorer.panel();
        hands.open(panel);
        panel.stillPicture();
        var features = model.features(PANS, Tap.UP1, 399);
        MotionChannels horizontal = MotionChannels.of(features.pooled(2), PANS.motions(), MotionAxis.HORIZONTAL, 8);
        hands.change(explorer.order, "index", "1");
        assertEquals("right against left", explorer.order.chosen());
        assertEquals(horizontal.indices()[0], explorer.channel.chosen());
        Object before = hands.page.seen(explorer.picker, "frame");
        hands.change(explorer.frame, "value", "3");
        assertFalse(Arrays.equals((byte[]) before, (byte[]) hands.page.seen(explorer.picker, "frame")));
        hands.change(explorer.cr, "value", "false");
        assertTrue(explorer.bar.html().contains("value") && !explorer.bar.html().contains("CR"));
        String curves = explorer.curves.html();
        hands.change(explorer.channel, "index", "5");
        assertNotEquals(curves, explorer.curves.html());
        assertTrue(explorer.curves.html().contains("channel " + horizontal.indices()[5]));
        assertTrue(explorer.responses.html().contains("It falls most in"));
        Object there = hands.page.seen(explorer.there, "value");
        hands.change(explorer.picker, "point", "[0.1,0.9]");
        assertFalse(Arrays.equals((byte[]) there, (byte[]) hands.page.seen(explorer.there, "value")));
        hands.change(explorer.kind, "index", "0");
        assertTrue(explorer.likenessBar.html().contains("plain"));
        panel.close();
        assertEquals(0, hands.page.size());
    }

    @Test
    void anotherTapTakesAPassAndItsChannels() {
        ChannelExplorer explorer = ChannelExplorer.make(model, PANS);
        hands.open(explorer.panel());
        explorer.panel().stillPicture();
        hands.change(explorer.tap, "index", "" + explorer.tap.options().indexOf(Tap.MID));
        explorer.panel().stillPicture();
        assertTrue(explorer.caption.html().contains("mid"));
        var moving =
                ContentCorrelation.remove(model.features(PANS, Tap.MID, 399).pooled(2));
        assertEquals(
                MotionChannels.of(Pca.of(moving.frame(0).samples(), 2), 8).indices()[0], explorer.channel.chosen());
        explorer.panel().close();
    }

    @Test
    void onesOwnClipsHaveOneOrderOnly() {
        ChannelExplorer explorer = ChannelExplorer.make(model, ChannelExploration.unlabelled(PANS.clips()));
        String still = explorer.panel().stillPicture();
        assertEquals(1, explorer.order.options().size());
        assertTrue(still.contains("unknown"));
        explorer.panel().close();
    }

    @Test
    void withoutAPageEachIsAStillPictureOfTheSame() {
        Panel pca = PcaExplorer.of(model, PANS);
        String picture = pca.stillPicture();
        for (String part : new String[] {"Motion in principal components", "up1", "399", "<svg", "by guessing"}) {
            assertTrue(picture.contains(part), part);
        }
        pca.close();
        Panel channels = ChannelExplorer.of(model, PANS);
        picture = channels.stillPicture();
        for (String part : new String[] {"Channels", "<svg", "<img", "<video", "Switch off", "cosine"}) {
            assertTrue(picture.contains(part), part);
        }
        assertFalse(picture.contains("<script"));
        channels.close();
    }

    @Test
    void clipsThatDoNotFitAreSaidInThePanel() {
        Panel panel = PcaExplorer.of(model, World.pans(1, Direction.values(), 5));
        assertTrue(panel.stillPicture().contains("positions reach 4. Cut the clip."));
        panel.close();
    }
}
