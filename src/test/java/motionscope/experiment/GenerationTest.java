package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generation with the bundled model. */
class GenerationTest {
    private static final String PROMPT = "a red circle on a blue stones background";
    private static VideoModel model;

    @BeforeAll
    static void load() {
        model = VideoModel.load(Path.of("data/mini-model"), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Generation small(String... prompts) {
        return model.generate(List.of(prompts)).seed(7).steps(2).frames(4).size(32, 32);
    }

    @Test
    void theNoiseOfSeedSevenIsTheReferences() {
        try (Scope scope = new Scope();
                SafeTensors example = SafeTensors.open(Path.of("data/mini-model/example.safetensors"))) {
            Tensor noise = model.generate(PROMPT).seed(7).startingNoise();
            assertArrayEquals(example.floats("ddim.noise"), noise.floats(), 2e-6f);
        }
    }

    @Test
    void theSameSeedGivesTheSameClipAloneAndInABatch() {
        GeneratedClip alone = small("a white marble background").seed(8).run();
        List<GeneratedClip> batch = small(PROMPT, "a white marble background").runAll();
        assertArrayEquals(alone.latent(), batch.get(1).latent(), 1e-4f);
        assertEquals(8, batch.get(1).provenance().seed());
        assertArrayEquals(
                alone.latent(), small("a white marble background").seed(8).run().latent());
        assertFalse(java.util.Arrays.equals(
                alone.latent(), small("a white marble background").seed(9).run().latent()));
    }

    @Test
    void eachClipOfABatchCanHaveASeedOfItsOwn() {
        List<GeneratedClip> batch = small(PROMPT, "a white marble background", PROMPT)
                .seeds(List.of(30L, 8L, 7L))
                .runAll();
        assertArrayEquals(
                small("a white marble background").seed(8).run().latent(),
                batch.get(1).latent(),
                1e-4f);
        assertArrayEquals(small(PROMPT).run().latent(), batch.get(2).latent(), 1e-4f);
        assertEquals(
                List.of(30L, 8L, 7L),
                batch.stream().map(clip -> clip.provenance().seed()).toList());
        // the last word counts
        assertArrayEquals(
                small(PROMPT).run().latent(),
                small(PROMPT).seeds(List.of(9L)).seed(7).run().latent());
        assertRefused("1 seeds for 2 prompts", () -> small(PROMPT, PROMPT).seeds(List.of(1L)));
        assertRefused(
                "seed is -3",
                () -> small(PROMPT, PROMPT).seeds(List.of(1L, -3L)).runAll());
    }

    @Test
    void sizesFramesAndRateAreTheAskedOnes() {
        GeneratedClip drawn = small(PROMPT).frames(5).size(48, 32).frameRate(12).run();
        assertEquals(5, drawn.clip().frames());
        assertEquals(48, drawn.clip().width());
        assertEquals(32, drawn.clip().height());
        assertEquals(12, drawn.clip().frameRate());
        assertEquals(12 * 5 * 16 * 24, drawn.latent().length);
    }

    @Test
    void guidanceScaleOneIsThePlainPrediction() {
        GeneratedClip plain = small(PROMPT).guidanceScale(1).run();
        GeneratedClip guided =
                small(PROMPT).guidanceScale(1 + 1e-9).guidanceRescale(0).run();
        assertArrayEquals(plain.latent(), guided.latent(), 1e-4f);
    }

    @Test
    void etaAddsFreshNoiseFromTheSeed() {
        float[] once = small(PROMPT).eta(1).run().latent();
        assertArrayEquals(once, small(PROMPT).eta(1).run().latent());
        assertFalse(java.util.Arrays.equals(once, small(PROMPT).run().latent()));
    }

    @Test
    void anInterruptKeepsWhatIsDone() {
        GeneratedClip partial = small(PROMPT)
                .steps(5)
                .listening(new SamplingListener() {
                    @Override
                    public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                        return step.index() < 1;
                    }
                })
                .run();
        assertEquals(2, partial.provenance().completedSteps());
        assertEquals(5, partial.provenance().steps());
    }

    @Test
    void badSettingsAreOneLineErrors() {
        assertRefused("seed", () -> small(PROMPT).seed(-1).run());
        assertRefused("steps", () -> small(PROMPT).steps(0).run());
        assertRefused("steps", () -> small(PROMPT).steps(1001).run());
        assertRefused(
                "guidance scale", () -> small(PROMPT).guidanceScale(Double.NaN).run());
        assertRefused("rescale", () -> small(PROMPT).guidanceRescale(2).run());
        assertRefused("eta", () -> small(PROMPT).eta(-0.1).run());
        assertRefused("multiples of 2", () -> small(PROMPT).size(33, 32).run());
        assertRefused("frames", () -> small(PROMPT).frames(0).run());
        assertRefused("positions reach 32", () -> small(PROMPT).frames(33).run());
        assertRefused("frame rate", () -> small(PROMPT).frameRate(Double.NaN).run());
        assertRefused("vocabulary", () -> small("a red elephant").run());
        assertRefused("words", () -> small("a ".repeat(13)).run());
        assertRefused("GiB", () -> small(PROMPT).size(20_000, 20_000).run());
        assertRefused("prompt", () -> model.generate(List.of()).run());
    }

    private static void assertRefused(String mention, Runnable run) {
        long before = Scope.liveTensors();
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
        assertEquals(before, Scope.liveTensors());
    }

    @Test
    void aSavedClipCarriesItsProvenance(@TempDir Path folder) throws Exception {
        GeneratedClip drawn = small("").run();
        Path sidecar = drawn.save(folder.resolve("clip.gif"));
        assertTrue(Files.size(folder.resolve("clip.gif")) > 100);
        var json = JsonParser.parseString(Files.readString(sidecar)).getAsJsonObject();
        assertEquals(7, json.get("seed").getAsLong());
        assertEquals("mini-model", json.get("model").getAsString());
        assertEquals(64, json.get("weights").getAsString().length());
        assertEquals("(no prompt) · seed 7", drawn.caption());
    }
}
