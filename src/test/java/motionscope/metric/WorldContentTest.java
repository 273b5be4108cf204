package motionscope.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.metric.WorldContent.Thing;
import motionscope.video.Clip;
import motionscope.video.world.Colour;
import motionscope.video.world.Direction;
import motionscope.video.world.Scene;
import motionscope.video.world.SceneObject;
import motionscope.video.world.Shape;
import motionscope.video.world.Texture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen in clips, and how often that is right. */
class WorldContentTest {
    private static final String PROMPT = "a red circle and a blue ring on a green clouds background";

    @Test
    void theEstimatorsErrorsAreSmallOnUnseenScenes() {
        Map<String, EstimatorError> errors = EstimatorErrors.measure(30, 300).stream()
                .collect(Collectors.toMap(e -> e.estimator() + ": " + e.quantity(), Function.identity()));
        atMost(0.03, errors, "prompt agreement: colour of the background");
        atMost(0.1, errors, "prompt agreement: pattern of the background");
        atMost(0.15, errors, "prompt agreement: number of shapes");
        atMost(0.1, errors, "prompt agreement: colours of shapes");
        atMost(0.15, errors, "prompt agreement: colours and forms of shapes");
        atMost(0.25, errors, "colour segmentation: step of a shape");
        atMost(0.1, errors, "colour segmentation: mean step of a shape");
        atMost(0.3, errors, "DIS flow: end-point error");
        atMost(0.4, errors, "FARNEBACK flow: end-point error");
        atMost(0.15, errors, "Lucas-Kanade: step of a point");
        atMost(0.12, errors, "camera motion beside shapes: shift of the background");
        atMost(0.2, errors, "camera motion beside shapes: zoom"); // of up to 3 % a frame
        errors.values().forEach(e -> {
            assertTrue(e.mean() >= 0 && Double.isFinite(e.most()) && e.samples() > 0, e.toString());
        });
    }

    private static void atMost(double bound, Map<String, EstimatorError> errors, String name) {
        EstimatorError error = errors.get(name);
        assertTrue(error != null && error.mean() <= bound, name + ": " + error);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyShapeIsNamed(Shape shape) {
        Scene scene = Scene.of(Texture.MARBLE, Colour.GREEN)
                .with(SceneObject.of(shape, Colour.RED).moving(Direction.LEFT, 1));
        WorldContent seen = WorldContent.of(scene.render());
        assertEquals("red " + shape.word() + " on green marble background", seen.toString());
        assertEquals(1, PromptAgreement.of(seen, WorldPrompt.of(scene.prompt())).score());
    }

    @Test
    void agreementCountsWhatIsThere() {
        WorldPrompt prompt = WorldPrompt.of(PROMPT);
        Thing circle = new Thing(Colour.RED, Shape.CIRCLE);
        Thing cross = new Thing(Colour.BLUE, Shape.CROSS);
        Thing more = new Thing(Colour.WHITE, Shape.CROSS);
        PromptAgreement half =
                PromptAgreement.of(new WorldContent(Colour.GREEN, Texture.TILES, List.of(cross, circle, more)), prompt);
        assertEquals(1, half.background());
        assertEquals(0, half.texture());
        assertEquals(1, half.colours());
        assertEquals(0.5, half.shapes());
        assertEquals(1, half.extra());
        assertEquals(0.625, half.score());
        PromptAgreement nothing = PromptAgreement.of(new WorldContent(Colour.RED, Texture.TILES, List.of()), prompt);
        assertEquals(0, nothing.score());
        assertEquals(0, nothing.extra());
    }

    @Test
    void promptsAreRead() {
        WorldPrompt prompt = WorldPrompt.of(PROMPT);
        assertEquals(List.of(new Thing(Colour.RED, Shape.CIRCLE), new Thing(Colour.BLUE, Shape.RING)), prompt.things());
        assertEquals(Colour.GREEN, prompt.background());
        assertEquals(Texture.CLOUDS, prompt.texture());
        assertEquals(List.of(), WorldPrompt.of("a white marble background").things());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a cat", "red circle", "a red circle on a blue stone background", "a pink marble background"
            })
    void otherPromptsAreNot(String text) {
        assertTrue(WorldPrompt.find(text).isEmpty());
        refused("none of the procedural world", () -> WorldPrompt.of(text));
    }

    @Test
    void shapesOfOneColourAreNotToldApart() {
        Clip clip = Scene.of(Texture.TILES, Colour.GREEN).render();
        refused("twice", () -> ColourSegmentation.of(clip, Colour.GREEN, List.of(Colour.RED, Colour.RED)));
        refused("twice", () -> ColourSegmentation.of(clip, Colour.GREEN, List.of(Colour.GREEN)));
    }

    @Test
    void aShapeThatIsNotThereHasNoMotion() {
        Scene scene = Scene.of(Texture.TILES, Colour.GREEN);
        ColourSegmentation found = ColourSegmentation.of(scene.render(), Colour.GREEN, List.of(Colour.RED));
        assertEquals(0, found.seen(0));
        refused("not seen in frame 0", () -> found.middles(0));
        refused("No two neighbouring frames", () -> found.velocity(0));
        SceneMotion motion = SceneMotion.of(scene.render(), WorldPrompt.of("a red circle on a green tiles background"));
        assertTrue(motion.shapes().get(0).isEmpty());
    }

    @Test
    void aShapesMiddleIsItsPath() {
        Scene scene = Scene.of(Texture.SPOTS, Colour.PURPLE)
                .with(SceneObject.of(Shape.CROSS, Colour.YELLOW).moving(Direction.UP, 1));
        ColourSegmentation found = ColourSegmentation.of(scene.render(), Colour.PURPLE, List.of(Colour.YELLOW));
        TrackDistance distance = TrackDistance.of(found.middles(0), TrueTracks.ofObject(scene, 0, 64), 64);
        assertTrue(distance.pixels() < 0.5, distance.toString());
        assertEquals(1, found.seen(0));
    }

    private static void refused(String word, Runnable body) {
        MotionScopeException e = assertThrows(MotionScopeException.class, body::run);
        assertTrue(e.getMessage().contains(word), e.getMessage());
    }
}
