package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.DType;
import motionscope.tensor.Noise;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.SafeTensorsWriter;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.testing.Close;
import motionscope.testing.TinyModel;
import motionscope.testing.TorchFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same weights in every form that diffusers' folders have. */
class WeightFilesTest {
    private static final String NAME = "diffusion_pytorch_model";

    @TempDir
    Path folder;

    private Path unet;
    private float[] expected;

    @BeforeEach
    void write() {
        TinyModel.write(folder);
        unet = folder.resolve("unet");
        expected = prediction(ModelFiles.of(folder));
    }

    private static float[] prediction(ModelFiles files) {
        try (DiffusionModel model = new DiffusionModel(files, Placement.CPU);
                Scope scope = new Scope()) {
            Noise noise = new Noise(4);
            Tensor latent = Tensor.of(noise.randn(12 * 2 * 16), 1, 12, 2, 4, 4);
            Denoising input = Denoising.of(latent, new double[] {300}, model.encodePrompts(List.of("red ring")));
            return model.denoise(input).prediction().floats();
        }
    }

    /** Moves the plain file away and gives its content to a writer of another form. */
    private interface Form {
        void write(Checkpoint file) throws IOException;
    }

    private void rewrite(Form form) throws IOException {
        Path moved = Files.move(unet.resolve(NAME + ".safetensors"), folder.resolve("moved"));
        try (SafeTensors file = SafeTensors.open(moved)) {
            form.write(file);
        }
    }

    private static SafeTensorsWriter written(Checkpoint file, DType type) {
        SafeTensorsWriter writer = new SafeTensorsWriter();
        for (String name : file.names()) {
            writer.add(name, type, file.floats(name), file.entry(name).sizes());
        }
        return writer;
    }

    private static TorchFile pickled(Checkpoint file, List<String> names) {
        TorchFile torch = new TorchFile();
        names.forEach(name -> torch.add(name, file));
        return torch;
    }

    private void index(String file, List<String> names, String first, String second) throws IOException {
        JsonObject map = new JsonObject();
        for (int i = 0; i < names.size(); i++) {
            map.addProperty(names.get(i), i % 2 == 0 ? first : second);
        }
        JsonObject index = new JsonObject();
        index.add("weight_map", map);
        Files.writeString(unet.resolve(file), index.toString());
    }

    private static List<String> everySecond(List<String> names, int from) {
        return java.util.stream.IntStream.range(0, names.size())
                .filter(i -> i % 2 == from)
                .mapToObj(names::get)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"F16", "BF16"})
    void theOnlyVariantIsTaken(String type) throws IOException {
        String variant = type.equals("F16") ? "fp16" : "bf16";
        rewrite(file -> written(file, DType.of(type)).write(unet.resolve(NAME + "." + variant + ".safetensors")));
        double tolerance = type.equals("F16") ? 0.02 : 0.1;
        Close.assertClose(type, expected, prediction(ModelFiles.of(folder)), tolerance, tolerance);
        assertEquals(
                unet.resolve(NAME + "." + variant + ".safetensors"),
                WeightFiles.ofNetwork(unet).choose(Optional.of(variant)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "legacy"})
    void pickles(String layout) throws IOException {
        rewrite(file -> {
            TorchFile torch = pickled(file, List.copyOf(file.names()));
            Files.write(unet.resolve(NAME + ".bin"), layout.equals("zip") ? torch.zip() : torch.legacy());
        });
        assertArrayEquals(expected, prediction(ModelFiles.of(folder)));
    }

    @Test
    void shardedPickles() throws IOException {
        rewrite(file -> {
            List<String> names = List.copyOf(file.names());
            index(NAME + ".bin.index.json", names, NAME + "-00001-of-00002.bin", NAME + "-00002-of-00002.bin");
            Files.write(
                    unet.resolve(NAME + "-00001-of-00002.bin"),
                    pickled(file, everySecond(names, 0)).zip());
            Files.write(
                    unet.resolve(NAME + "-00002-of-00002.bin"),
                    pickled(file, everySecond(names, 1)).zip());
        });
        assertArrayEquals(expected, prediction(ModelFiles.of(folder)));
    }

    /** Both ways in which diffusers has named the parts of a variant. */
    @ParameterizedTest
    @ValueSource(strings = {NAME + "-0000%d-of-00002.fp32.safetensors", NAME + ".fp32-0000%d-of-00002.safetensors"})
    void aShardedVariantBesideOthers(String pattern) throws IOException {
        rewrite(file -> {
            List<String> names = List.copyOf(file.names());
            index(NAME + ".safetensors.index.fp32.json", names, pattern.formatted(1), pattern.formatted(2));
            for (int part = 0; part < 2; part++) {
                SafeTensorsWriter writer = new SafeTensorsWriter();
                for (String name : everySecond(names, part)) {
                    writer.add(name, file.floats(name), file.entry(name).sizes());
                }
                writer.write(unet.resolve(pattern.formatted(part + 1)));
            }
            written(file, DType.BF16).write(unet.resolve(NAME + ".bf16.safetensors"));
        });
        Path chosen = WeightFiles.ofNetwork(unet).choose(Optional.of("fp32"));
        assertEquals(NAME + ".safetensors.index.fp32.json", chosen.getFileName().toString());
        try (Checkpoint file = Checkpoint.open(chosen);
                Checkpoint moved = Checkpoint.open(folder.resolve("moved"))) {
            assertEquals(moved.names().size(), file.names().size());
            assertArrayEquals(moved.floats("conv_in.weight"), file.floats("conv_in.weight"));
        }
        MotionScopeException e = assertThrows(
                MotionScopeException.class, () -> WeightFiles.ofNetwork(unet).choose(Optional.empty()));
        assertTrue(e.getMessage().contains("no plain weights; there are 'bf16', 'fp32'"), e.getMessage());
    }

    @Test
    void plainFilesAndSafetensorsComeFirst() throws IOException {
        Files.write(unet.resolve(NAME + ".bin"), new byte[3]);
        Files.write(unet.resolve(NAME + ".non_ema.safetensors"), new byte[3]);
        assertArrayEquals(expected, prediction(ModelFiles.of(folder)));
        MotionScopeException e = assertThrows(
                MotionScopeException.class,
                () -> prediction(ModelFiles.of(folder).variant("fp16")));
        assertTrue(e.getMessage().contains("variant 'fp16'; there are plain ones, 'non_ema'"), e.getMessage());
    }
}
