package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;
import motionscope.testing.Close;
import motionscope.testing.Golden;
import motionscope.testing.Leaks;
import motionscope.testing.Naive;
import motionscope.testing.Nd;
import motionscope.testing.RandomClip;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CLIP's text transformer against transformers, against plain loops at other sizes, and on input of no use. */
class ClipTextTest {
    private static final RandomClip SMALL = new RandomClip(11, 6, 10, 2, 3, 5, "quick_gelu", 2, "text_model.");

    private Scope weights;
    private Scope scope;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        weights = Scope.detached();
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
        weights.close();
    }

    private ClipText load(Path from, String file) {
        ClipTextConfig config = ClipTextConfig.of(JsonFile.read(from.resolve("config.json")));
        try (SafeTensors tensors = SafeTensors.open(from.resolve(file))) {
            return ClipText.of(config, new Weights(tensors, Placement.CPU, weights));
        }
    }

    private ClipText load(RandomClip random, long seed) {
        return load(random.write(folder, seed), "model.safetensors");
    }

    private static long[][] rows(long[] flat, int length) {
        long[][] rows = new long[flat.length / length][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * length, (i + 1) * length));
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "model_transformers5_names.safetensors"})
    void everyRecordedTensor(String file) {
        Golden golden = Golden.of("clip_text");
        ClipText text = load(golden.folder(), file);
        try (SafeTensors io = golden.open("io.safetensors")) {
            long[][] ids = rows(io.longs("in.ids"), 77);
            Tensor states = text.encode(ids, 0);
            golden.assertClose(io, "embeddings", text.embed(ids));
            golden.assertClose(io, "last_hidden_state", states);
            golden.assertClose(io, "pooled", text.pooled(states, ids));
            golden.assertClose(io, "clip_skip.before_norm", text.hidden(ids, 1));
            golden.assertClose(io, "clip_skip.last_hidden_state", text.encode(ids, 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20, 6, 9, 3, 1, 4, quick_gelu, text_model., 1",
        "7, 8, 5, 1, 4, 1, gelu, '', 2",
        "50, 12, 24, 2, 3, 9, gelu, text_model., 3",
        "9, 10, 40, 4, 2, 7, quick_gelu, '', 4",
    })
    void plainLoopsGiveTheSame(
            int words, int width, int inner, int layers, int heads, int length, String act, String prefix, long seed) {
        RandomClip random = new RandomClip(words, width, inner, layers, heads, length, act, 2, prefix);
        ClipText text = load(random, seed);
        Random draws = new Random(seed);
        long[][] ids = new long[3][length];
        for (long[] row : ids) {
            Arrays.setAll(row, i -> draws.nextInt(words));
        }
        for (int skipped = 0; skipped <= layers; skipped++) {
            Nd expected = slow(random, ids, skipped);
            Close.assertClose(
                    "states", expected.values(), text.encode(ids, skipped).doubles(), 2e-5, 1e-5);
        }
    }

    /** The whole network in plain loops, from the file. */
    private Nd slow(RandomClip random, long[][] ids, int skipped) {
        try (SafeTensors file = SafeTensors.open(folder.resolve("model.safetensors"))) {
            String p = random.prefix();
            Nd tokens = read(file, p + "embeddings.token_embedding.weight");
            Nd positions = read(file, p + "embeddings.position_embedding.weight");
            Nd h = Nd.fill(
                    i -> tokens.at((int) ids[i[0]][i[1]], i[2]) + positions.at(i[1], i[2]),
                    ids.length,
                    ids[0].length,
                    random.width());
            for (int layer = 0; layer < random.layers() - skipped; layer++) {
                String name = p + "encoder.layers." + layer + ".";
                Nd n = norm(file, name + "layer_norm1", h);
                Nd mixed = Naive.causalAttention(
                        linear(file, name + "self_attn.q_proj", n),
                        linear(file, name + "self_attn.k_proj", n),
                        linear(file, name + "self_attn.v_proj", n),
                        random.heads());
                h = h.plus(linear(file, name + "self_attn.out_proj", mixed));
                Nd inner = linear(file, name + "mlp.fc1", norm(file, name + "layer_norm2", h));
                Nd active = random.activation().equals("gelu") ? Naive.gelu(inner) : Naive.quickGelu(inner);
                h = h.plus(linear(file, name + "mlp.fc2", active));
            }
            return norm(file, p + "final_layer_norm", h);
        }
    }

    private static Nd read(SafeTensors file, String name) {
        return new Nd(
                file.doubles(name),
                Arrays.stream(file.entry(name).sizes()).mapToInt(n -> (int) n).toArray());
    }

    private static Nd linear(SafeTensors file, String name, Nd x) {
        return Naive.linear3(x, read(file, name + ".weight"), read(file, name + ".bias"));
    }

    private static Nd norm(SafeTensors file, String name, Nd x) {
        return Naive.layerNorm(x, read(file, name + ".weight"), read(file, name + ".bias"), 1e-5);
    }

    @Test
    void aTokenIsSeenByItselfAndThoseBehindIt() {
        ClipText text = load(SMALL, 5);
        float[] before = text.encode(new long[][] {{1, 2, 3, 4, 5}}, 0).floats();
        float[] after = text.encode(new long[][] {{1, 2, 9, 4, 5}}, 0).floats();
        for (int token = 0; token < 5; token++) {
            float change = 0;
            for (int d = 0; d < 6; d++) {
                change = Math.max(change, Math.abs(after[token * 6 + d] - before[token * 6 + d]));
            }
            assertTrue(token < 2 ? change == 0 : change > 1e-4, "token " + token + " changes by " + change);
        }
    }

    @Test
    void aTextByItselfAndInABatch() {
        ClipText text = load(SMALL, 6);
        float[] both = text.encode(new long[][] {{1, 2, 3}, {7, 7, 7}}, 0).floats();
        float[] alone = text.encode(new long[][] {{7, 7, 7}}, 0).floats();
        Close.assertClose("text", alone, Arrays.copyOfRange(both, 18, 36), 1e-6, 1e-6);
    }

    @Test
    void pooledPositions() {
        RandomClip other = new RandomClip(11, 6, 10, 2, 3, 5, "quick_gelu", 7, "");
        ClipTextConfig old = load(SMALL, 1).config();
        ClipTextConfig named = load(other, 1).config();
        assertEquals(2, old.pooledPosition(new long[] {0, 1, 9, 3, 9}), "the first of the highest");
        assertEquals(3, named.pooledPosition(new long[] {0, 1, 9, 7, 7}), "the first end token");
        assertEquals(0, named.pooledPosition(new long[] {1, 1, 9}), "no end token");
    }

    @Test
    void nothingLeaks() {
        ClipText text = load(SMALL, 7);
        long[][] ids = {{1, 2, 3, 4, 5}, {0, 0, 0, 0, 0}};
        Leaks.assertNone(() -> {
            try (Scope inner = new Scope()) {
                text.pooled(text.encode(ids, 1), ids);
            }
        });
    }

    @Test
    void inputOfNoUse() {
        ClipText text = load(SMALL, 8);
        assertRefused("up to 5", () -> text.encode(new long[][] {{1, 2, 3, 4, 5, 6}}, 0));
        assertRefused("equally long", () -> text.encode(new long[][] {{1, 2}, {1}}, 0));
        assertRefused("No ids", () -> text.encode(new long[0][], 0));
        assertRefused("No ids", () -> text.encode(new long[][] {{}}, 0));
        assertRefused("token 11 has no embedding", () -> text.encode(new long[][] {{1, 11}}, 0));
        assertRefused("token -1 has no embedding", () -> text.encode(new long[][] {{-1}}, 0));
        assertRefused("must be 0..2", () -> text.encode(new long[][] {{1}}, 3));
        assertRefused("must be 0..2", () -> text.encode(new long[][] {{1}}, -1));
    }

    private static void assertRefused(String words, Runnable call) {
        MotionScopeException e = assertThrows(MotionScopeException.class, call::run);
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"hidden_size\": 6 | \"hidden_size\": 9 | expected [11, 9]",
                "\"hidden_size\": 6 | \"hidden_size\": 7 | a divisor of hidden_size 7",
                "\"hidden_size\": 6 | \"hidden_size\": 0 | from 1 to",
                "\"hidden_size\": 6 | \"width\": 6 | hidden_size",
                "\"num_hidden_layers\": 2 | \"num_hidden_layers\": 3 | missing text_model.encoder.layers.2.self_attn",
                "\"num_hidden_layers\": 2 | \"num_hidden_layers\": 1 | unused text_model.encoder.layers.1",
                "\"vocab_size\": 11 | \"vocab_size\": 12 | is [11, 6], expected [12, 6]",
                "\"quick_gelu\" | \"relu\" | quick_gelu or gelu",
                "\"intermediate_size\": 10 | \"intermediate_size\": 11 | mlp.fc1",
            })
    void aConfigurationThatDoesNotFit(String original, String instead, String words) throws IOException {
        SMALL.write(folder, 9);
        String config = Files.readString(folder.resolve("config.json"));
        assertTrue(config.contains(original), original);
        Files.writeString(folder.resolve("config.json"), config.replace(original, instead));
        assertRefused(words, () -> load(folder, "model.safetensors"));
    }
}
