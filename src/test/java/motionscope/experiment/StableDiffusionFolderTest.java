package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.control.MotionReference;
import motionscope.model.AutoencoderKl;
import motionscope.model.Tap;
import motionscope.motion.Features;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.testing.Close;
import motionscope.testing.Leaks;
import motionscope.testing.RandomClip;
import motionscope.testing.RandomVae;
import motionscope.testing.TinyStableDiffusion;
import motionscope.video.Clip;
import motionscope.video.world.Direction;
import motionscope.video.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder in Stable Diffusion's layout, small and random, from prompt to clip. */
class StableDiffusionFolderTest {
    private static final String PROMPT = "a red circle slides to the right";
    private static final int[] CHANNELS = {3, 9, 14, 20};

    @TempDir
    static Path shared;

    private static VideoModel model;
    private static Clip clip;

    @BeforeAll
    static void load() {
        model = VideoModel.load(TinyStableDiffusion.write(shared), Placement.CPU);
        clip = World.pans(1, new Direction[] {Direction.RIGHT}, 3)
                .clips()
                .get(0)
                .resize(40, 32)
                .frames(0, 4);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Generation small(String prompt) {
        return model.generate(prompt).seed(7).steps(2).frames(4).size(40, 32);
    }

    @Test
    void promptToClip() {
        GeneratedClip drawn = small(PROMPT).run();
        assertEquals(4, drawn.clip().frames());
        assertEquals(40, drawn.clip().width());
        assertEquals(32, drawn.clip().height());
        assertEquals(4 * 4 * 4 * 5, drawn.latent().length);
        assertArrayEquals(drawn.latent(), small(PROMPT).run().latent());
        assertFalse(Arrays.equals(drawn.latent(), small("a blue circle").run().latent()));
        assertFalse(Arrays.equals(
                drawn.latent(), small(PROMPT).guidanceScale(1).run().latent()));
        assertNull(drawn.provenance().unreadPrompt());
    }

    @Test
    void guided() {
        Guidance guidance = Guidance.paper()
                .toward(MotionReference.of(model, clip, Tap.UP1, CHANNELS))
                .relative() // the features of random weights are large: a fixed step would diverge
                .steps(0, 2);
        GeneratedClip guided = small(PROMPT).guidedBy(guidance).run();
        assertTrue(guided.guidance().orElseThrow().divergence().isEmpty());
        assertEquals(2, guided.guidance().orElseThrow().losses().length);
        assertFalse(Arrays.equals(guided.latent(), small(PROMPT).run().latent()));
        assertArrayEquals(
                guided.latent(), small(PROMPT).guidedBy(guidance).run().latent());
    }

    @Test
    void featuresOfAClip() {
        Features features = model.features(List.of(clip), Tap.UP1, 399);
        assertEquals(4, features.frames());
        assertEquals(24, features.channels());
    }

    @Test
    void conditionsAre77TokensWide32() {
        try (Scope scope = new Scope()) {
            Tensor both = model.encodePrompts(List.of("", PROMPT));
            assertArrayEquals(new long[] {2, 77, 32}, both.shape());
            Close.assertClose("text", model.encodePrompts(List.of(PROMPT)), both.narrow(0, 1, 1), 1e-5, 1e-5);
        }
    }

    @Test
    void latentsAreScaled() {
        try (Scope scope = new Scope()) {
            Tensor latent = model.encode(List.of(clip));
            assertArrayEquals(new long[] {1, 4, 4, 4, 5}, latent.shape());
            AutoencoderKl codec = (AutoencoderKl) model.codec();
            assertEquals(0.18215, codec.config().scaling());
            Tensor frames = Tensor.of(clip.pixels(), 4, 3, 32, 40);
            Tensor mean = codec.moments(frames).mean(); // (f, c, h, w)
            Close.assertClose(
                    "latent", mean.mul(0.18215), latent.permute(0, 2, 1, 3, 4).reshape(4, 4, 4, 5), 1e-5, 1e-5);
            Clip back = model.decode(latent, 8).get(0);
            Close.assertClose("clip", codec.pictures(mean).clamp(-1, 1).floats(), back.pixels(), 1e-4, 0);
        }
    }

    @Test
    void clipSkip(@TempDir Path folder) throws IOException {
        GeneratedClip skipped = small(PROMPT).clipSkip(1).run();
        assertFalse(Arrays.equals(skipped.latent(), small(PROMPT).run().latent()));
        JsonObject json = JsonParser.parseString(Files.readString(skipped.save(folder.resolve("clip.gif"))))
                .getAsJsonObject();
        assertEquals(1, json.get("clipSkip").getAsInt());
        assertRefused("must be 0..3", () -> small(PROMPT).clipSkip(4).run());
        assertRefused("must be 0..3", () -> small(PROMPT).clipSkip(-1).run());
        Generation traced = small(PROMPT).guidanceScale(1);
        FeatureTrace plain = traced.tracing(Tap.UP1).steps(0, 1);
        traced.run();
        Generation other = small(PROMPT).guidanceScale(1);
        FeatureTrace skipping = other.tracing(Tap.UP1).steps(0, 1);
        other.clipSkip(2).run();
        assertFalse(Arrays.equals(
                plain.at(0, Tap.UP1).values(), skipping.at(0, Tap.UP1).values()));
    }

    @Test
    void aPromptThatIsTooLong() {
        String ending = "the window and the marble wall";
        String prompt = "the ".repeat(74) + "camera " + ending;
        assertEquals(ending, model.unread(prompt));
        assertEquals("", model.unread("the ".repeat(75)));
        GeneratedClip drawn = small(prompt).run();
        assertEquals(ending, drawn.provenance().unreadPrompt());
        assertTrue(drawn.caption().endsWith("· not read: '" + ending + "'"), drawn.caption());
        assertArrayEquals(
                drawn.latent(), small(prompt + " and more").run().latent(), "what is not read changes nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "\ud83d\udc31 \u732b", "<|endoftext|> <|startoftext|>", "\u0000\u200b", "cafe\u0301"})
    void oddPrompts(String prompt) {
        assertEquals(4, small(prompt).run().clip().frames());
    }

    @Test
    void halfACharacter() {
        assertRefused("half a character", () -> small("a \ud83d cat").run());
    }

    @Test
    void tiles() {
        try (VideoModel tiled = VideoModel.load(shared, Placement.CPU);
                Scope scope = new Scope()) {
            Tensor latent = model.encode(List.of(clip.resize(96, 64)));
            float[] whole = tiled.decode(latent, 8).get(0).pixels();
            tiled.codecTiles(32);
            float[] parts = tiled.decode(latent, 8).get(0).pixels();
            assertEquals(whole.length, parts.length);
            assertFalse(Arrays.equals(whole, parts));
            assertEquals(
                    32,
                    tiled.generate("")
                            .steps(1)
                            .frames(1)
                            .size(8, 8)
                            .run()
                            .provenance()
                            .codecTiles());
            assertRefused("multiple of 32", () -> tiled.codecTiles(40));
            tiled.codecTiles(0);
            assertArrayEquals(whole, tiled.decode(latent, 8).get(0).pixels());
        }
    }

    @ParameterizedTest
    @CsvSource({"41, 32", "40, 36", "4, 8", "0, 8"})
    void sidesThatAreNoMultiplesOfEight(int width, int height) {
        assertRefused("multiples of 8", () -> small(PROMPT).size(width, height).run());
        if (width > 8) {
            assertRefused("multiples of 8", () -> {
                try (Scope scope = new Scope()) {
                    model.encode(List.of(clip.resize(width, height)));
                }
            });
        }
    }

    @Test
    void nothingLeaks() {
        small(PROMPT).run();
        Leaks.assertNone(() -> small(PROMPT).run());
        Leaks.assertNone(() -> VideoModel.load(shared, Placement.CPU).close());
    }

    @Test
    void aClosedModel() {
        VideoModel other = VideoModel.load(shared, Placement.CPU);
        other.close();
        other.close();
        assertRefused("is closed", () -> other.unread("x"));
        assertRefused("is closed", () -> other.encodePrompts(List.of("x")));
    }

    // ---- folders whose parts do not fit -----------------------------------------------------------------------------

    @Test
    void aTextEncoderWithFewerTokens(@TempDir Path folder) {
        TinyStableDiffusion.write(folder);
        new RandomClip(1000, 32, 48, 1, 4, 77, "quick_gelu", 2, "").write(folder.resolve("text_encoder"), 1);
        assertNotLoaded("The tokenizer has 1114 tokens", folder);
        new RandomClip(1114, 32, 48, 1, 4, 40, "quick_gelu", 2, "").write(folder.resolve("text_encoder"), 1);
        assertNotLoaded("makes texts of 77", folder);
        new RandomClip(1114, 16, 48, 1, 4, 77, "quick_gelu", 2, "").write(folder.resolve("text_encoder"), 1);
        assertNotLoaded("text of width 32", folder);
    }

    @Test
    void aCodecWithOtherChannels(@TempDir Path folder) {
        TinyStableDiffusion.write(folder);
        new RandomVae(3, List.of(4, 4), 1, 4, true, true, true).write(folder.resolve("vae"), 1);
        assertNotLoaded("the vae gives 3", folder);
    }

    @ParameterizedTest
    @CsvSource({
        "AutoencoderKL, VQModel, has VQModel as its vae; this version reads PixelShuffleCodec or AutoencoderKL",
        "CLIPTextModel, T5EncoderModel, has T5EncoderModel as its text_encoder; this version reads WordEncoder or",
        "CLIPTokenizer, WordTokenizer, has WordTokenizer as its tokenizer; this version reads CLIPTokenizer",
    })
    void otherClasses(String original, String instead, String words, @TempDir Path folder) throws IOException {
        Path index = TinyStableDiffusion.write(folder).resolve("model_index.json");
        Files.writeString(index, Files.readString(index).replace(original, instead));
        assertNotLoaded(words, folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vae/config.json",
                "vae/diffusion_pytorch_model.safetensors",
                "text_encoder/config.json",
                "text_encoder/model.safetensors",
                "tokenizer/vocab.json",
                "tokenizer/merges.txt"
            })
    void aMissingFile(String file, @TempDir Path folder) throws IOException {
        Files.delete(TinyStableDiffusion.write(folder).resolve(file));
        assertNotLoaded("does not exist", folder);
    }

    private static void assertNotLoaded(String words, Path folder) {
        Leaks.assertNone(() -> assertRefused(words, () -> VideoModel.load(folder, Placement.CPU)));
    }

    private static void assertRefused(String words, Runnable call) {
        MotionScopeException e = assertThrows(MotionScopeException.class, call::run);
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
}
