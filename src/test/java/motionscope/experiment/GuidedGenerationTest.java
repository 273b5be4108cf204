package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.control.GuidedCheckpoint;
import motionscope.control.MotionReference;
import motionscope.control.Region;
import motionscope.control.RunRecorder;
import motionscope.model.Tap;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Placement;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;
import motionscope.video.world.Direction;
import motionscope.video.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guided generation with the bundled model, small and short. */
class GuidedGenerationTest {
    private static final String PROMPT = "a white marble background";
    private static final int[] CHANNELS = {58, 38, 42, 36, 126}; // of the model's card
    private static VideoModel model;
    private static Clip clip;

    @BeforeAll
    static void load() {
        model = VideoModel.load(Path.of("data/mini-model"), Placement.CPU);
        clip = World.pans(1, new Direction[] {Direction.RIGHT}, 3)
                .clips()
                .get(0)
                .resize(32, 32);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Generation small() {
        return model.generate(PROMPT).seed(7).steps(3).frames(16).size(32, 32);
    }

    @Test
    void theShortWayOfTheReadme() {
        Guidance guidance = Guidance.paper()
                .toward(MotionReference.of(model, clip, Tap.UP1, CHANNELS))
                .weight(30)
                .steps(0, 2);
        GeneratedClip guided = small().guidedBy(guidance).run();
        assertArrayEquals(guided.latent(), small().guidedBy(guidance).run().latent());
        assertFalse(Arrays.equals(guided.latent(), small().run().latent()));
        assertEquals(2, guided.guidance().orElseThrow().losses().length);
        assertTrue(small().run().guidance().isEmpty());
        assertArrayEquals(
                small().run().latent(),
                small().guidedBy(guidance.weight(0)).run().latent());
    }

    @Test
    void theSidecarSaysWhatItWasGuidedBy(@TempDir Path folder) throws Exception {
        Guidance guidance = Guidance.officialCode()
                .toward(
                        MotionReference.inverted(model, clip, 5, 1, Tap.UP1, CHANNELS)
                                .averaged(64, 24, 40),
                        Region.box(0, 0, 0.5, 1))
                .steps(0, 1)
                .relative();
        Path sidecar = small().guidedBy(guidance).run().save(folder.resolve("clip.gif"));
        JsonObject json = JsonParser.parseString(Files.readString(sidecar)).getAsJsonObject();
        JsonObject told = json.getAsJsonObject("guidance");
        assertEquals("OFFICIAL_CODE", told.get("preset").getAsString());
        JsonObject goal = told.getAsJsonArray("goals").get(0).getAsJsonObject();
        assertEquals("up1", goal.get("tap").getAsString());
        assertEquals(5, goal.getAsJsonArray("channels").size());
        JsonObject reference = goal.getAsJsonObject("reference");
        assertEquals(64, reference.get("source_latent_sha256").getAsString().length());
        assertTrue(goal.get("mask").getAsString().startsWith("512x512x1:"));
    }

    @Test
    void anotherRunIsAReference() {
        RunRecorder recorder = new RunRecorder(model, PROMPT, Tap.UP1, CHANNELS);
        assertRefused("seen no step", recorder::reference);
        small().seed(2).listening(recorder).run();
        Guidance same = Guidance.paper().toward(recorder.reference()).steps(0, 2);
        double own =
                small().seed(2).guidedBy(same).run().guidance().orElseThrow().losses()[0];
        double other =
                small().seed(3).guidedBy(same).run().guidance().orElseThrow().losses()[0];
        assertTrue(own < 1e-3 * other, own + " against " + other);
    }

    @Test
    void aStoppedClipIsFinishedLater() {
        Guidance guidance = Guidance.paper()
                .toward(MotionReference.of(model, clip, Tap.UP1, CHANNELS))
                .steps(0, 2);
        Generation stopped = small().guidedBy(guidance).listening(new SamplingListener() {
            @Override
            public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                return false;
            }
        });
        assertEquals(1, stopped.run().provenance().completedSteps());
        GuidedCheckpoint checkpoint = stopped.checkpoint().orElseThrow();
        GeneratedClip rest = small().guidedBy(guidance).resume(checkpoint).run();
        assertEquals(3, rest.provenance().completedSteps());
        assertArrayEquals(small().guidedBy(guidance).run().latent(), rest.latent());
    }

    @Test
    void badSettingsAreOneLineErrors() {
        Guidance guidance = Guidance.paper().toward(MotionReference.of(model, clip, Tap.UP1, CHANNELS));
        assertRefused("2 guidances for 1", () -> small().guidedBy(List.of(guidance, guidance))
                .run());
        assertRefused(
                "has steps 0..3", () -> small().guidedBy(guidance.steps(0, 4)).run());
        assertRefused("no guidance", () -> small().resume(new GuidedCheckpoint(0, new long[5], null, null, null, null))
                .run());
        assertRefused("Tap 'up9'", () -> MotionReference.inverted(model, clip, new Tap("up9"), 1));
        assertRefused("Channel 4000", () -> MotionReference.inverted(model, clip, 2, 0, Tap.UP1, 4000));
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }
}
