package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.DType;
import motionscope.tensor.Noise;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.SafeTensorsWriter;
import motionscope.tensor.Scope;
import motionscope.tensor.Weights;
import motionscope.testing.Close;
import motionscope.testing.Golden;
import motionscope.testing.Leaks;
import motionscope.testing.TinyModel;
import motionscope.testing.TorchFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LoRAs of every kind, added to the weights when they are read. */
class LoraTest {
    private static final Golden GOLDEN = Golden.of("motion_adapter");
    private static final Path PEFT = GOLDEN.folder().resolve("lora/motion_lora_peft.safetensors");
    private static final String ATTENTION = "mid_block.motion_modules.0.transformer_blocks.0.attn2.";
    private static final double SCALE = 0.7;

    @TempDir
    Path folder;

    private static UNetFiles network(Lora... loras) {
        Path images = GOLDEN.folder().resolve("unet2d");
        ModelFiles files =
                ModelFiles.of(images).withMotionAdapter(GOLDEN.folder().resolve("original/mm_bare_fp16.ckpt"));
        for (Lora lora : loras) {
            files = files.withLora(lora.path(), lora.weight());
        }
        return UNetFiles.open(images, files);
    }

    private static void assertGolden(String output, Lora... loras) {
        try (SafeTensors io = GOLDEN.open("io.safetensors");
                SafeTensors wanted = GOLDEN.open("io_lora.safetensors");
                UNetFiles files = network(loras);
                Scope scope = new Scope()) {
            UNetMotion unet = files.load(Placement.CPU, scope);
            Denoising input =
                    Denoising.of(Weights.read(io, "in.sample"), io.doubles("in.timestep"), Weights.read(io, "in.text"));
            GOLDEN.assertClose(wanted, output, unet.denoise(input).prediction());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "motion_lora_peft, out.motion_lora",
        "motion_lora_diffusers, out.motion_lora",
        "kohya_mixed, out.kohya_mixed"
    })
    void outputsAreAsInTheReference(String file, String output) {
        Lora lora = new Lora(GOLDEN.folder().resolve("lora/" + file + ".safetensors"), SCALE);
        Leaks.assertNone(() -> assertGolden(output, lora));
    }

    /** The factors of the PEFT file under other names. */
    private Path renamed(String file, UnaryOperator<String> rename) throws IOException {
        SafeTensorsWriter writer = new SafeTensorsWriter();
        TorchFile torch = new TorchFile();
        try (SafeTensors peft = SafeTensors.open(PEFT)) {
            for (String name : peft.names()) {
                Checkpoint.Entry entry = peft.entry(name);
                writer.addBytes(rename.apply(name), entry.dtype(), peft.bytes(name), entry.sizes());
                torch.add(rename.apply(name), peft.floats(name), entry.sizes());
            }
        }
        Path path = folder.resolve(file);
        if (file.endsWith(".ckpt")) {
            return Files.write(path, torch.in("state_dict").zip());
        }
        writer.write(path);
        return path;
    }

    private static String asAnimateDiff(String name) {
        return name.replace("unet.", "")
                .replace(".transformer_blocks.", ".temporal_transformer.transformer_blocks.")
                .replace(".attn1.", ".attention_blocks.0.processor.")
                .replace(".attn2.", ".attention_blocks.1.processor.")
                .replace("to_out.0", "to_out")
                .replace(".lora_A.", "_lora.down.")
                .replace(".lora_B.", "_lora.up.");
    }

    private static String asKohya(String name) {
        String module = name.substring("unet.".length(), name.indexOf(".lora_")).replace('.', '_');
        return "lora_unet_" + module + (name.contains("lora_A") ? ".lora_down.weight" : ".lora_up.weight");
    }

    @Test
    void namesOfOtherProgramsMeanTheSame() throws IOException {
        List<Path> same = List.of(
                renamed("animatediff.safetensors", LoraTest::asAnimateDiff),
                renamed("animatediff.ckpt", LoraTest::asAnimateDiff),
                renamed("parallel.safetensors", name -> "module." + asAnimateDiff(name)),
                renamed("kohya.safetensors", LoraTest::asKohya),
                renamed("named.safetensors", name -> name.replace(".weight", ".pan_left.weight")),
                renamed("wrapped.safetensors", name -> "base_model.model." + name.substring("unet.".length())),
                renamed("layer.safetensors", name -> name.replace("lora_A", "lora.down")
                        .replace("lora_B", "lora.up")));
        try (UNetFiles peft = network(new Lora(PEFT, SCALE));
                SafeTensors wanted = GOLDEN.open("io_lora.safetensors");
                Scope scope = new Scope()) {
            String name = ATTENTION + "to_out.0.weight";
            float[] expected = peft.read(name, Placement.CPU, scope).floats();
            Close.assertClose("fused", wanted.floats("fused." + name), expected, 1e-6, 1e-6);
            for (Path path : same) {
                try (UNetFiles files = network(new Lora(path, SCALE))) {
                    assertArrayEquals(
                            expected, files.read(name, Placement.CPU, scope).floats(), path.toString());
                }
            }
        }
    }

    /** As on Hugging Face: motion LoRAs under a network's name, ordinary ones under a name of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"diffusion_pytorch_model.safetensors", "pytorch_lora_weights.safetensors"})
    void aFolderWithOne(String file) throws IOException {
        Files.copy(PEFT, folder.resolve(file));
        assertGolden("out.motion_lora", new Lora(folder, SCALE));
        assertEquals(LoraFile.hash("", List.of(new Lora(PEFT, 1))), LoraFile.hash("", List.of(new Lora(folder, 1))));
    }

    @Test
    void severalAddUp() {
        assertGolden("out.motion_lora", new Lora(PEFT, 0.9), new Lora(PEFT, -0.3), new Lora(PEFT, 0.1));
    }

    @Test
    void aWeightOfNothingChangesNothing() {
        try (UNetFiles plain = network();
                UNetFiles files = network(new Lora(PEFT, 0));
                Scope scope = new Scope()) {
            String name = ATTENTION + "to_q.weight";
            assertArrayEquals(
                    plain.read(name, Placement.CPU, scope).floats(),
                    files.read(name, Placement.CPU, scope).floats());
        }
    }

    /** W + weight * alpha / rank * up down, by hand: a matrix, a 1x1 and a 3x3 convolution. */
    @ParameterizedTest
    @ValueSource(strings = {"time_embedding.linear_1", "down_blocks.0.attentions.0.proj_in", "conv_in"})
    void theFormula(String module) {
        Noise noise = new Noise(8);
        try (UNetFiles plain = network()) {
            long[] shape = plain.weights().entry(module + ".weight").sizes();
            int out = (int) shape[0];
            int in = (int) (plain.weights().entry(module + ".weight").count() / out);
            int rank = 3;
            float[] down = noise.randn(rank * in);
            float[] up = noise.randn(out * rank);
            long[] downShape = shape.clone();
            downShape[0] = rank;
            long[] upShape = shape.length == 2 ? new long[] {out, rank} : new long[] {out, rank, 1, 1};
            String kohya = "lora_unet_" + module.replace('.', '_');
            Path path = folder.resolve("one.safetensors");
            new SafeTensorsWriter()
                    .add(kohya + ".lora_down.weight", down, downShape)
                    .add(kohya + ".lora_up.weight", up, upShape)
                    .add(kohya + ".alpha", new float[] {1.5f})
                    .write(path);
            float[] expected = plain.weights().floats(module + ".weight");
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    for (int r = 0; r < rank; r++) {
                        expected[o * in + i] += 0.4 * 1.5 / rank * up[o * rank + r] * down[r * in + i];
                    }
                }
            }
            try (UNetFiles files = network(new Lora(path, 0.4));
                    Scope scope = new Scope()) {
                float[] found =
                        files.read(module + ".weight", Placement.CPU, scope).floats();
                Close.assertClose(module, expected, found, 1e-5, 1e-5);
            }
        }
    }

    // ---- text encoders ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "lora_te_text_model_encoder_layers_0_mlp_fc1.lora_down.weight, text_model.",
        "lora_te_text_model_encoder_layers_0_mlp_fc1.lora_down.weight, ''",
        "lora_te1_text_model_encoder_layers_0_mlp_fc1.lora_down.weight, text_model.",
        "text_encoder.text_model.encoder.layers.0.mlp.fc1.lora_A.weight, ''",
        "text_encoder.encoder.layers.0.mlp.fc1.lora_A.weight, text_model.",
        "text_encoder.text_model.encoder.layers.0.mlp.fc1.lora_linear_layer.down.weight, text_model."
    })
    void textEncodersWithAndWithoutPrefix(String down, String prefix) {
        Path lora = folder.resolve("lora.safetensors");
        String up =
                down.replace("lora_down", "lora_up").replace("lora_A", "lora_B").replace(".down.", ".up.");
        new SafeTensorsWriter()
                .add(down, new float[] {1, 2, 3}, 1, 3)
                .add(up, new float[] {10, 100}, 2, 1)
                .write(lora);
        Path encoder = folder.resolve("encoder.safetensors");
        String name = prefix + "encoder.layers.0.mlp.fc1.weight";
        new SafeTensorsWriter().add(name, new float[6], 2, 3).write(encoder);
        try (SafeTensors file = SafeTensors.open(encoder);
                TextLoras loras = TextLoras.open(List.of(new Lora(lora, 1)), file);
                Scope scope = new Scope()) {
            Weights weights = new Weights(file, Placement.CPU, scope, loras.changes());
            assertArrayEquals(
                    new float[] {10, 20, 30, 100, 200, 300},
                    weights.take(name, 2, 3).floats());
            weights.finish(any -> false);
        }
    }

    // ---- what cannot be ---------------------------------------------------------------------------------------------

    private void assertRefused(SafeTensorsWriter writer, String words) {
        Path path = folder.resolve("bad.safetensors");
        writer.write(path);
        try (UNetFiles plain = network()) {
            Leaks.assertNone(() -> {
                MotionScopeException e = assertThrows(MotionScopeException.class, () -> network(new Lora(path, 1)));
                assertTrue(e.getMessage().contains(words) && !e.getMessage().contains("\n"), e.getMessage());
            });
        }
    }

    private static SafeTensorsWriter pair(String module, float[] down, long[] downShape, float[] up, long[] upShape) {
        return new SafeTensorsWriter()
                .add(module + ".lora_A.weight", down, downShape)
                .add(module + ".lora_B.weight", up, upShape);
    }

    @Test
    void whatIsNoLoraOrDoesNotFit() {
        String query = ATTENTION + "to_q";
        assertRefused(new SafeTensorsWriter().add("conv_in.weight", new float[4], 4), "unknown conv_in.weight");
        assertRefused(new SafeTensorsWriter(), "no factors");
        assertRefused(
                new SafeTensorsWriter().add("lora_unet_x.hada_w1_a", new float[4], 4), "unknown lora_unet_x.hada_w1_a");
        assertRefused(
                new SafeTensorsWriter().add(query + ".lora_A.weight", new float[24], 1, 24), "one half of " + query);
        assertRefused(
                pair("nowhere.to_q", new float[24], new long[] {1, 24}, new float[24], new long[] {24, 1}),
                "there is no layer nowhere.to_q");
        assertRefused(pair(query, new float[25], new long[] {1, 25}, new float[24], new long[] {24, 1}), "is [24, 24]");
        assertRefused(pair(query, new float[48], new long[] {2, 24}, new float[24], new long[] {24, 1}), "is [24, 24]");
        assertRefused(pair(query, new float[0], new long[] {0, 24}, new float[0], new long[] {24, 0}), "is [24, 24]");
        assertRefused(pair(query, new float[24], new long[] {24}, new float[24], new long[] {24}), "is [24, 24]");
        assertRefused(
                new SafeTensorsWriter()
                        .add(query + ".lora_A.weight", DType.I64, new long[24], 1, 24)
                        .add(query + ".lora_B.weight", new float[24], 24, 1),
                "is [24, 24]");
        assertRefused(
                pair(query, new float[24], new long[] {1, 24}, new float[24], new long[] {24, 1})
                        .add("unet." + query + ".lora_A.weight", new float[24], 1, 24),
                "are the same");
        assertThrows(IllegalArgumentException.class, () -> new Lora(PEFT, Double.NaN));
    }

    @Test
    void wholeModels() {
        TinyModel.write(folder.resolve("model"));
        Path lora = folder.resolve("pan.safetensors");
        String query = "down_blocks.0.motion_modules.0.transformer_blocks.0.attn1.to_q";
        long width;
        try (SafeTensors file = SafeTensors.open(folder.resolve("model").resolve(TinyModel.UNET_WEIGHTS))) {
            width = file.entry(query + ".weight").shape().get(0);
        }
        float[] ones = new float[(int) width];
        java.util.Arrays.fill(ones, 1);
        pair(query, ones, new long[] {1, width}, ones, new long[] {width, 1}).write(lora);
        ModelFiles plain = ModelFiles.of(folder.resolve("model"));
        try (DiffusionModel without = new DiffusionModel(plain, Placement.CPU);
                DiffusionModel with = new DiffusionModel(plain.withLora(lora, 0.5), Placement.CPU);
                DiffusionModel other = new DiffusionModel(plain.withLora(lora, 0.6), Placement.CPU)) {
            assertEquals("model with pan.safetensors x 0.5", with.name());
            assertFalse(without.weightsHash().equals(with.weightsHash()));
            assertFalse(other.weightsHash().equals(with.weightsHash()));
        }
    }
}
