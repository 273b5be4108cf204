package motionscope.experiment.guide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import motionscope.MotionScopeException;
import motionscope.control.GradientClip;
import motionscope.control.Guidance;
import motionscope.control.GuidanceLoss;
import motionscope.control.GuidedSteps;
import motionscope.control.KeySharing;
import motionscope.control.MotionReference;
import motionscope.control.Preset;
import motionscope.control.Region;
import motionscope.control.StepSize;
import motionscope.experiment.MotionControls;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.tensor.Placement;
import motionscope.video.Clip;
import motionscope.video.ClipReader;
import motionscope.video.world.MotionPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guidance as JSON, of the bundled model; no clip is drawn. */
class GuideTest {
    private static final Path CLIP = Path.of("data/clips/stones-pan-right.gif");
    private static final String CAMERA = "{'reference': {'kind': 'camera', 'move': 'right:0.8'}}";
    private static VideoModel model;
    private static MotionControls controls;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        model = VideoModel.load(Path.of("data/mini-model"), Placement.CPU);
        controls = MotionControls.of(model);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static GuideFrame frame() {
        return GuideFrame.of(model, 16, 64, 64);
    }

    /** Of JSON with ' for ". */
    private Guide guide(String json) {
        try {
            Path file = folder.resolve("guide.json");
            Files.writeString(file, json.replace('\'', '"'));
            return Guide.read(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Guidance guidance(String json) {
        return guide(json).guidance(model, frame(), note -> {});
    }

    private Region region(String json) {
        String goal = CAMERA.substring(0, CAMERA.length() - 1) + ", 'region': " + json + "}";
        return guidance("{'goals': [" + goal + "]}").goals().get(0).region();
    }

    private MotionReference reference(String json) {
        return guidance("{'goals': [{'reference': " + json + "}]}")
                .goals()
                .get(0)
                .reference();
    }

    @Test
    void everySetting() {
        Guidance read = guidance("{'preset': 'paper', 'goals': [" + CAMERA + ", {'reference': {'kind': 'camera',"
                + " 'move': 'still'}, 'weight': 2.5, 'loss': 'region_mean_on_latent'}], 'weight': 30,"
                + " 'loss': 'region mean', 'steps': [1, 9, 20], 'updates': 3, 'clip_to_regions': false,"
                + " 'clip_to_frames': 5, 'sharing': 'always', 'step_size': {'kind': 'relative', 'value': 0.02}}");
        assertEquals(Preset.PAPER, read.preset());
        assertEquals(30, read.weight());
        assertEquals(2.5, read.goals().get(1).weight());
        assertEquals(GuidanceLoss.REGION_MEAN, read.loss());
        assertEquals(GuidanceLoss.REGION_MEAN_ON_LATENT, read.goals().get(1).loss());
        assertEquals(new GuidedSteps(1, 9, 20), read.steps());
        assertEquals(3, read.updates());
        assertEquals(new GradientClip(false, 5), read.clip());
        assertEquals(KeySharing.ALWAYS, read.sharing());
        assertEquals(StepSize.relative(0.02), read.stepSize());
        Guidance usual = guidance("{'goals': [" + CAMERA + "]}");
        assertEquals(Guidance.adaptive().stepSize(), usual.stepSize());
        assertEquals(Guidance.adaptive().steps(), usual.steps());
    }

    @Test
    void regionsInPixels() throws IOException {
        BufferedImage left = new BufferedImage(8, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 16; i++) {
            left.setRGB(i % 4, i / 4, 0xff8000);
        }
        ImageIO.write(left, "png", folder.resolve("left.png").toFile());
        float[] box = region("{'box': [0, 0, 32, 64]}").hard(1, 64, 64);
        for (int i = 0; i < box.length; i++) {
            assertEquals(i % 64 < 32 ? 1 : 0, box[i]);
        }
        assertArrayEquals(
                box, region("{'polygon': [[0, 0], [32, 0], [32, 64], [0, 64]]}").hard(1, 64, 64));
        assertArrayEquals(
                box, region("{'painted': {'file': 'left.png'}}").hard(1, 64, 64)); // seen from the guide's folder
        assertArrayEquals(
                box, region("{'box': [32, 0, 32, 64], 'complement': true}").hard(1, 64, 64));
        assertArrayEquals(Region.everything().hard(1, 4, 4), region("{}").hard(1, 4, 4));
    }

    /** A reference of a clip of 16 x 16 pixels. */
    private MotionReference small(String json, List<String> notes) {
        return guide("{'goals': [{'reference': " + json + "}]}")
                .guidance(model, GuideFrame.of(model, 16, 16, 16), notes::add)
                .goals()
                .get(0)
                .reference();
    }

    @Test
    void referencesOfClipsAreThoseOfTheLibrary() {
        String file = "'file': '" + CLIP.toAbsolutePath() + "', 'tap': 'up0'";
        Clip clip = ClipReader.read(CLIP).resize(16, 16);
        List<String> notes = new ArrayList<>();
        MotionReference noised = small("{'kind': 'noised', " + file + ", 'channels': [3, 5], 'seed': 4}", notes);
        assertEquals(
                MotionReference.noised(model, clip, 4, new Tap("up0"), 3, 5).at(399), noised.at(399));
        assertTrue(notes.toString().contains("is 64x64, the clip 16x16: it was scaled"), notes.toString());
        MotionReference inverted = small("{'kind': 'inverted', " + file + ", 'steps': 2, 'index': 1}", notes);
        assertTrue(inverted.channels().length > 100); // all of them
        assertEquals(
                MotionReference.inverted(model, clip, 2, 1, new Tap("up0"), inverted.channels())
                        .at(399),
                inverted.at(399));
    }

    @Test
    void motionsAreThoseOfTheControls() {
        MotionReference camera = reference("{'kind': 'camera', 'move': '30:0.8', 'times': 2}");
        double angle = Math.toRadians(30);
        MotionPath path = MotionPath.velocity(0.8 * Math.cos(angle), -0.8 * Math.sin(angle), 16);
        assertEquals(controls.pan(path).times(2).at(500), camera.at(500));
        MotionReference world = reference("{'kind': 'world', 'clips': 2, 'camera': 'still', 'shapes': [{'region':"
                + " [20, 20, 20, 20], 'move': 'up:0.6'}], 'tap': 'up0', 'channels': [7, 8]}");
        assertEquals(2, world.about().get("clips"));
        assertArrayEquals(new int[] {7, 8}, world.channels());
    }

    @Test
    void aDrawnPathIsAReference() {
        MotionReference straight = reference("{'kind': 'path', 'points': [[10, 32], [22, 32]]}");
        assertEquals(controls.pan(MotionPath.velocity(12 / 15.0, 0, 16)).at(500), straight.at(500));
        MotionReference late = reference("{'kind': 'path', 'points': [[10, 32], [22, 32]], 'frames': [5, 15]}");
        float[] dx = new float[15];
        Arrays.fill(dx, 5, 15, 1.2f);
        assertEquals(
                controls.pan(MotionPath.steps(dx, new float[15])).about().get("path"),
                late.about().get("path"));
    }

    @Test
    void shortFormsAreThoseOfTheControls() {
        assertEquals(
                controls.camera(1, 0).goals().get(0).reference().at(700),
                guidance("{'camera': 'right:1'}").goals().get(0).reference().at(700));
        Guidance drag = guidance("{'drag': [{'points': [[16, 32], [32, 32], [32, 48]]}]}");
        double[][] points = drag.drag().paths().get(0).points();
        assertArrayEquals(new double[] {0.25, 0.5}, points[0], 1e-9);
        assertArrayEquals(new double[] {0.5, 0.75}, points[15], 1e-9);
        assertEquals(points[7][0] + points[8][0], 2 * 0.5 - 0.25 / 15, 1e-9); // the corner lies between these
    }

    @Test
    void otherSizesAreSaid() {
        List<String> notes = new ArrayList<>();
        guide("{'camera': 'right:0.4'}").guidance(model, GuideFrame.of(model, 16, 96, 96), notes::add);
        assertTrue(notes.toString().contains("16 of 96x96"), notes.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'camera': 'right:1', 'sped': 1} | 'sped', which is unknown here",
                "{} | camera, shapes and drag, or goals",
                "{'camera': 'right:1', 'goals': [@]} | one way",
                "{'camera': 'right:1', 'preset': 'paper'} | one way",
                "{'goals': []} | 'goals' is an empty list",
                "{'goals': [@, {'reference': {'kind': 'camera', 'move': 'up:1', 'x': 1}}]} | 'goals[1]' 'reference' has 'x'",
                "{'goals': [{'weight': 1}]} | 'goals[0]' has no 'reference'",
                "{'goals': [{'reference': {'kind': 'dream'}}]} | 'dream', but must be noised",
                "{'goals': [{'reference': {'kind': 'camera', 'move': 'zoom-in:.1'}}]} | a reference of kind world zooms",
                "{'goals': [{'reference': {'kind': 'noised', 'file': 'none.gif'}}]} | none.gif",
                "{'goals': [{'reference': {'kind': 'noised', 'file': '*', 'tap': 'up9'}}]} | up9",
                "{'goals': [{'reference': {'kind': 'noised', 'file': '*', 'sha256': 'ab'}}]} | has changed",
                "{'goals': [{'reference': {'kind': 'path', 'points': [[1, 1]]}}]} | 1 points",
                "{'goals': [{'reference': {'kind': 'path', 'points': [[1, 1], [2]]}}]} | 1 numbers in one place",
                "{'goals': [{'reference': {'kind': 'path', 'points': [[1, 1], [2, 99]]}}]} | leaves the picture",
                "{'goals': [{'reference': {'kind': 'path', 'points': [[1, 1], [2, 2]], 'frames': [5, 4]}}]} | rising",
                "{'goals': [{'reference': {'kind': 'path', 'points': [[1, 1], [2, 2]], 'frames': [5]}}]} | a list of 2",
                "{'goals': [{'reference': {'kind': 'camera', 'move': 'up:1'}, 'weight': -1}]} | 'goals[0]': The weight is -1",
                "{'goals': [{'reference': {'kind': 'camera', 'move': 'up:1'}, 'weight': NaN}]} | not valid JSON",
                "{'goals': [{'reference': {'kind': 'camera', 'move': 'up:1'}, 'weight': '3'}]} | must be a number",
                "{'goals': [{'reference': {'kind': 'camera', 'move': 'up:1'}, 'region': {'box': [60, 0, 9, 9]}}]} | off the frame",
                "{'goals': [{'reference': {'kind': 'camera', 'move': 'up:1'}, 'region': {'box': [6, 0, 0, 9]}}]} | is empty",
                "{'goals': [{'reference': {'kind': 'camera', 'move': 'up:1'}, 'region': {'box': [6, 0, 9]}}]} | width and height",
                "{'goals': [{'reference': {'kind': 'camera', 'move': 'up:1'}, 'region': {'complement': true}}]} | empty",
                "{'goals': [{'reference': {'kind': 'camera', 'move': 'up:1'}, 'region': {'box': [1, 1, 2, 2], 'polygon': []}}]} | several",
                "{'goals': [@], 'loss': 'squared'} | must be region_mean_on_latent",
                "{'goals': [@], 'preset': 'mine'} | paper, official_code, adaptive",
                "{'goals': [@], 'sharing': 'sometimes'} | none, gradient, guided_steps, always",
                "{'goals': [@], 'steps': [3, 3]} | guide.json: Guided steps 3..3",
                "{'goals': [@], 'steps': [3]} | [from, to]",
                "{'goals': [@], 'updates': 0} | 0 updates",
                "{'goals': [@], 'clip_to_frames': 0} | at least 1",
                "{'goals': [@], 'step_size': {'kind': 'big', 'value': 1}} | raw, relative or adaptive",
                "{'goals': [@], 'step_size': {'kind': 'raw', 'value': -1}} | step size is -1",
                "{'camera': 'sideways:1'} | direction of 'sideways:1'",
                "{'camera': 'right:9'} | speed of 9.00",
                "{'camera': 7} | must be a string",
                "{'camera': 'zoom-in:.03', 'shapes': [{'region': [9, 9, 9, 9], 'move': 'up:.1'}]} | contradict",
                "{'shapes': [{'region': [9, 9, 9, 9], 'move': 'zoom-in:.1'}]} | only the camera zooms",
                "{'shapes': [{'region': [0, 0, 9, 9], 'move': 'up:2'}]} | would leave the picture",
                "{'shapes': [{'region': [-1, 0, 9, 9], 'move': 'up:1'}]} | off the frame",
                "{'drag': [{'points': [[1, 1], [2, 2]], 'radius': 0}]} | radius",
                "[] | a list instead of an object",
            })
    void badGuidesAreOneLine(String json, String word) {
        String text =
                json.replace("@", CAMERA).replace("*", CLIP.toAbsolutePath().toString());
        String said =
                assertThrows(MotionScopeException.class, () -> guidance(text)).getMessage();
        assertTrue(said.contains(word), said);
        assertEquals(1, said.lines().count());
    }

    @Test
    void theExampleOfTheReadme() {
        Guidance example =
                Guide.read(Path.of("data/guides/pan-like-a-clip.json")).guidance(model, frame(), note -> {});
        assertEquals(2, example.goals().size());
        assertEquals(0.5, example.goals().get(1).weight());
        assertEquals(Guidance.adaptive().stepSize(), example.stepSize());
    }

    @Test
    void oneFrameHasNoMotion() {
        assertThrows(MotionScopeException.class, () -> GuideFrame.of(model, 1, 64, 64));
    }

    @Test
    void damagedGuidesAreUsedOrRefused() {
        String whole =
                "{'goals':[{'reference':{'kind':'path','points':[[1,1],[9,9]],'frames':[0,9],'times':2},'region':"
                        + "{'box':[1,2,30,40],'complement':true},'weight':2,'loss':'per_position'}],'steps':[0,8,25],'updates':2,"
                        + "'step_size':{'kind':'raw','value':1}}";
        String[] pieces = {"null", "-1", "1e999", "[]", "{}", "\"\"", "99999999999999999999", "true", "0", "'x'"};
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            int from = random.nextInt(whole.length());
            int to = Math.min(whole.length(), from + random.nextInt(4));
            String damaged = whole.substring(0, from) + pieces[i % pieces.length] + whole.substring(to);
            try {
                guidance(damaged);
            } catch (MotionScopeException e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            }
        }
        assertTrue(refused > 40, refused + " of 60");
    }

    @Test
    void theTreeIsTheSameGuide() {
        Guide guide = guide("{'goals': [{'reference': {'kind': 'noised', 'file': '" + CLIP.toAbsolutePath()
                + "', 'channels': [1, 2]}}]}");
        JsonObject kept = new Gson().fromJson(guide.tree().toString(), JsonObject.class);
        assertEquals(64, kept.toString().split("sha256\":\"")[1].indexOf('"'));
        Guide again = Guide.of("sidecar", guide.tree(), folder.resolve("elsewhere"));
        assertEquals(guide.tree(), again.tree());
    }
}
