package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;
import motionscope.MotionScopeException;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.DType;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Noise;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.SafeTensorsWriter;
import motionscope.tensor.Scope;
import motionscope.tensor.Weights;
import motionscope.testing.Leaks;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model folders that are none, damaged, or made of parts that do not fit. */
class BadModelFolderTest {
    private static final String UNET = "unet/config.json";

    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        TinyModel.write(folder);
    }

    private static void load(Path folder) {
        new DiffusionModel(folder, Placement.CPU).close();
    }

    /** Refused with one line that has these words, and without a tensor left. */
    private void assertRefused(String words) {
        Leaks.assertNone(() -> {
            MotionScopeException e = assertThrows(MotionScopeException.class, () -> load(folder));
            assertTrue(e.getMessage().contains(words), e.getMessage());
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
        });
    }

    private void edit(String file, UnaryOperator<String> change) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        String after = change.apply(before);
        assertFalse(before.equals(after), "the edit of " + file + " changes nothing");
        Files.writeString(path, after);
    }

    /** Writes the unet's weights again; the change sees each tensor and may write it in its own way (true). */
    private interface Change {
        boolean write(SafeTensorsWriter writer, String name, float[] values, long[] shape);
    }

    private void rewrite(Change change) throws IOException {
        Path path = folder.resolve(TinyModel.UNET_WEIGHTS);
        SafeTensorsWriter writer = new SafeTensorsWriter();
        try (SafeTensors file = SafeTensors.open(path)) {
            for (String name : file.names()) {
                long[] shape = file.entry(name).sizes();
                if (!change.write(writer, name, file.floats(name), shape)) {
                    writer.add(name, file.floats(name), shape);
                }
            }
        }
        Files.delete(path);
        writer.write(path);
    }

    @Test
    void theFolderItselfLoads() {
        Leaks.assertNone(() -> load(folder));
    }

    @Test
    void noModel(@TempDir Path empty) throws IOException {
        MotionScopeException e = assertThrows(MotionScopeException.class, () -> load(empty));
        assertTrue(e.getMessage().contains("has no model_index.json"), e.getMessage());
        e = assertThrows(MotionScopeException.class, () -> load(empty.resolve("nothing")));
        assertTrue(e.getMessage().contains("is not there"), e.getMessage());
        e = assertThrows(MotionScopeException.class, () -> load(folder.resolve("model_index.json")));
        assertTrue(e.getMessage().contains("is not there"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNET,
                TinyModel.UNET_WEIGHTS,
                "text_encoder/config.json",
                "text_encoder/model.safetensors",
                "tokenizer/vocab.json",
                "vae/config.json",
                "scheduler/scheduler_config.json"
            })
    void aMissingOrEmptyFile(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.write(path, new byte[0]);
        assertRefused(path.getFileName().toString());
        Files.delete(path);
        assertRefused("does not exist");
        Files.createDirectory(path);
        assertRefused(path.getFileName().toString());
    }

    @Test
    void brokenJson() throws IOException {
        edit(UNET, text -> text.substring(0, text.length() / 2));
        assertRefused("config.json");
        Files.writeString(folder.resolve(UNET), "[1, 2]");
        assertRefused("instead of an object");
    }

    @Test
    void otherClasses() throws IOException {
        edit("model_index.json", text -> text.replace("UNetMotionModel", "UNet3DConditionModel"));
        assertRefused("has UNet3DConditionModel as its unet; this version reads UNetMotionModel");
        edit("model_index.json", text -> text.replace("UNet3DConditionModel", "UNetMotionModel"));
        edit("model_index.json", text -> text.replace("PixelShuffleCodec", "VQModel"));
        assertRefused("has VQModel as its vae");
        edit("model_index.json", text -> "{\"unet\": 3}");
        assertRefused("has nothing as its unet");
    }

    @Test
    void aConfigOfAnotherClass() throws IOException {
        edit(UNET, text -> text.replace("\"UNetMotionModel\"", "\"UNet2DConditionModel\""));
        assertRefused("UNet2DConditionModel");
    }

    @Test
    void unknownScheduler() throws IOException {
        edit("scheduler/scheduler_config.json", text -> text.replace("DDIM", "Other"));
        try (DiffusionModel model = new DiffusionModel(folder, Placement.CPU)) {
            MotionScopeException e =
                    assertThrows(MotionScopeException.class, () -> SchedulerConfig.of(model.schedulerConfig()));
            assertTrue(e.getMessage().contains("OtherScheduler"), e.getMessage());
        }
    }

    @Test
    void weightsThatDoNotFit() throws IOException {
        rewrite((writer, name, values, shape) -> name.equals("conv_in.bias"));
        assertRefused("missing conv_in.bias");
        TinyModel.write(folder);
        rewrite((writer, name, values, shape) -> {
            if (name.equals("conv_in.bias")) {
                writer.add("surplus", new float[3], 3);
            }
            return false;
        });
        assertRefused("unused surplus");
        TinyModel.write(folder);
        rewrite((writer, name, values, shape) -> {
            if (name.equals("conv_out.weight")) {
                writer.add(name, values, shape[1], shape[0], shape[2], shape[3]);
                return true;
            }
            return false;
        });
        assertRefused("conv_out.weight is [8, 12, 3, 3], expected [12, 8, 3, 3]");
        TinyModel.write(folder);
        rewrite((writer, name, values, shape) -> {
            if (name.equals("conv_in.bias")) {
                writer.add(name, new long[values.length], shape);
                return true;
            }
            return false;
        });
        assertRefused("conv_in.bias is I64, expected a floating type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"F16", "BF16", "F64"})
    void otherFloatingTypesAreRead(String type) throws IOException {
        rewrite((writer, name, values, shape) -> {
            if (type.equals("F64")) {
                double[] wide = new double[values.length];
                for (int i = 0; i < wide.length; i++) {
                    wide[i] = values[i];
                }
                writer.add(name, wide, shape);
            } else {
                writer.add(name, DType.of(type), values, shape);
            }
            return true;
        });
        Leaks.assertNone(() -> {
            load(folder);
            try (SafeTensors file = SafeTensors.open(folder.resolve(TinyModel.UNET_WEIGHTS));
                    Scope scope = new Scope()) {
                assertEquals(
                        DType.of(type), Weights.read(file, "conv_in.weight").dtype());
                assertArrayEquals(
                        file.floats("conv_in.weight"),
                        Weights.read(file, "conv_in.weight").floats());
            }
        });
    }

    @Test
    void partsOfDifferentModels() throws IOException {
        edit("vae/config.json", text -> text.replace("\"downscale_factor\": 2", "\"downscale_factor\": 1")
                .replace("12", "3"));
        assertRefused("do not fit each other");
    }

    @ParameterizedTest
    @CsvSource({
        "encoder_hid_dim_type, '\"ip_image_proj\"'",
        "addition_embed_type, '\"text_time\"'",
        "projection_class_embeddings_input_dim, 2816",
        "time_cond_proj_dim, 256",
        "act_fn, '\"gelu\"'",
        "downsample_padding, 0",
        "mid_block_scale_factor, 1.5",
        "reverse_transformer_layers_per_block, '[1, 2]'",
        "reverse_temporal_transformer_layers_per_block, 2",
        "transformer_layers_per_block, '[[1, 2], 1]'",
        "transformer_layers_per_mid_block, '[1, 2]'",
        "cross_attention_dim, '[7, 9]'",
        "layers_per_block, '[1, 2, 3]'",
        "num_attention_heads, 3",
        "num_attention_heads, 0",
        "norm_num_groups, 3",
        "down_block_types, '[\"CrossAttnDownBlock2D\", \"DownBlockMotion\"]'",
        "up_block_types, '[\"CrossAttnUpBlockMotion\"]'",
        "block_out_channels, '[8]'",
        "norm_eps, '\"1e-5\"'",
        "norm_eps, -1",
        "use_motion_mid_block, 1"
    })
    void optionsThatAreNotSupportedAreNamed(String option, String value) throws IOException {
        set(option, value);
        assertRefused(option.equals("num_attention_heads") && value.equals("3") ? "heads" : option);
    }

    private void set(String option, String value) throws IOException {
        edit(UNET, text -> {
            JsonObject tree = JsonParser.parseString(text).getAsJsonObject();
            tree.add(option, JsonParser.parseString(value));
            return tree.toString();
        });
    }

    /** Both spellings of the number are found in published folders. */
    @Test
    void oneAndOnePointZeroAreTheSame() throws IOException {
        set("mid_block_scale_factor", "1.0");
        load(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "block_out_channels, '[1073741824, 8]'",
        "block_out_channels, '[16384, 16384]'",
        "in_channels, 2147483647",
        "motion_max_seq_length, 2000000000",
        "layers_per_block, 32",
        "mid_block_layers, 1000000",
        "transformer_layers_per_block, 32"
    })
    void hostileSizesAreRefusedBeforeAnythingIsAllocated(String option, String value) throws IOException {
        rewrite((writer, name, values, shape) -> name.endsWith("pos_embed.pe")); // so that the table would be computed
        set(option, value);
        long before = MemoryBudget.peakResidentBytes().orElseThrow();
        assertRefused("");
        long grown = MemoryBudget.peakResidentBytes().orElseThrow() - before;
        assertTrue(grown < 400L << 20, option + " took " + grown);
    }

    @Test
    void truncatedWeights() throws IOException {
        Path path = folder.resolve(TinyModel.UNET_WEIGHTS);
        byte[] whole = Files.readAllBytes(path);
        for (int length : new int[] {1, 7, 8, 9, 100, whole.length / 2, whole.length - 1}) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertRefused("diffusion_pytorch_model.safetensors");
        }
    }

    /** 200 changes of the unet's config, 200 of the header of its weights: each loads or is refused with one line. */
    @Test
    void mutationsLoadOrAreRefused() throws IOException {
        byte[] config = Files.readAllBytes(folder.resolve(UNET));
        byte[] weights = Files.readAllBytes(folder.resolve(TinyModel.UNET_WEIGHTS));
        int header = 8
                + (int) ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong();
        Noise noise = new Noise(7);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            boolean first = i % 2 == 0;
            byte[] changed = first ? config.clone() : weights.clone();
            mutate(changed, first ? config.length : header, noise);
            Files.write(folder.resolve(first ? UNET : TinyModel.UNET_WEIGHTS), changed);
            try {
                load(folder);
            } catch (MotionScopeException e) {
                refused++;
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            }
            Files.write(folder.resolve(first ? UNET : TinyModel.UNET_WEIGHTS), first ? config : weights);
        }
        assertTrue(refused > 200, refused + " of 400 were refused");
        load(folder);
    }

    /** Overwrites some bytes: mostly by others that JSON is made of. */
    private static void mutate(byte[] bytes, int limit, Noise noise) {
        byte[] likely = "0123456789,:\"[]{}-.eE tfn".getBytes(StandardCharsets.US_ASCII);
        long[] draws = noise.randint(1 << 20, 9);
        int count = 1 + (int) (draws[0] % 3);
        for (int k = 0; k < count; k++) {
            int at = (int) (draws[1 + 2 * k] % limit);
            long what = draws[2 + 2 * k];
            bytes[at] = draws[8] % 5 == 0 ? (byte) what : likely[(int) (what % likely.length)];
        }
    }

    @Test
    void tapsOfTheTinyModel() {
        try (DiffusionModel model = new DiffusionModel(folder, Placement.CPU)) {
            assertTrue(model.taps().containsAll(Set.of(Tap.DOWN0, Tap.DOWN1, Tap.MID, Tap.UP0, Tap.UP1)));
            assertFalse(model.taps().contains(Tap.UP2));
        }
    }
}
