package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.DType;
import motionscope.tensor.Noise;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensorsWriter;
import motionscope.tensor.Scope;
import motionscope.testing.Golden;
import motionscope.testing.NamePairs;
import motionscope.testing.TorchFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole models in one file, with the names of Stable Diffusion 1's own code. */
class SingleFileTest {
    private static final List<NamePairs> PAIRS = NamePairs.read("single_file.txt");
    private static final Path IMAGES = Golden.of("motion_adapter").folder().resolve("unet2d");

    @TempDir
    Path folder;

    @Test
    void namesAreThoseOfDiffusers() {
        LdmNames names = LdmNames.of(PAIRS.stream().map(NamePairs::published).toList());
        assertEquals(new LdmNames(2, 4), names);
        for (NamePairs pair : PAIRS) {
            String found = names.place(pair.published())
                    .map(place -> place.part() + "/" + place.name())
                    .orElse(null);
            assertEquals(pair.diffusers(), found, pair.published());
            assertEquals(pair.diffusers() == null, LdmNames.isSkipped(pair.published()));
        }
    }

    @Test
    void oldNamesOfTheAutoencoderAreRenewed() {
        for (NamePairs pair : NamePairs.read("autoencoder_deprecated.txt")) {
            assertEquals(pair.diffusers(), LdmNames.renewed(pair.published()));
            assertEquals(pair.diffusers(), LdmNames.renewed(pair.diffusers()));
        }
    }

    /** Networks with one and three resnets a block, and other numbers of levels in the autoencoder. */
    @ParameterizedTest
    @CsvSource({
        "input_blocks.2.0.op.weight, input_blocks.3.0.in_layers.0.bias, down_blocks.1.resnets.0.norm1.bias",
        "input_blocks.4.0.op.weight, input_blocks.3.1.proj_in.bias, down_blocks.0.attentions.2.proj_in.bias",
        "input_blocks.2.0.op.weight, output_blocks.3.1.norm.bias, up_blocks.1.attentions.1.norm.bias",
        "input_blocks.4.0.op.weight, output_blocks.3.1.conv.bias, up_blocks.0.upsamplers.0.conv.bias",
        "input_blocks.4.0.op.weight, output_blocks.7.2.conv.bias, up_blocks.1.upsamplers.0.conv.bias"
    })
    void blocksAreCountedThrough(String downsampler, String name, String diffusers) {
        String prefix = "model.diffusion_model.";
        LdmNames names = LdmNames.of(List.of(prefix + "input_blocks.8.0.op.weight", prefix + downsampler));
        assertEquals(Optional.of(new LdmNames.Place("unet", diffusers)), names.place(prefix + name));
        assertEquals(
                "decoder.up_blocks.2.resnets.0.conv1.bias",
                new LdmNames(2, 3).autoencoder("decoder.up.0.block.0.conv1.bias"));
    }

    /** A small model in one file: the unet of the reference, the rest random. */
    private Path whole(boolean pickled, boolean others) throws IOException {
        SafeTensorsWriter writer = new SafeTensorsWriter();
        TorchFile torch = new TorchFile().in("state_dict");
        Noise noise = new Noise(9);
        try (Checkpoint unet = WeightFiles.ofNetwork(IMAGES).open(Optional.empty())) {
            for (NamePairs pair : PAIRS) {
                boolean ofUnet = pair.diffusers() != null && pair.diffusers().startsWith("unet/");
                int count = (int) Arrays.stream(pair.shape()).reduce(1, (a, b) -> a * b);
                float[] values = ofUnet
                        ? unet.floats(pair.diffusers().substring("unet/".length()))
                        : noise.randn(Math.max(16, count));
                values = Arrays.copyOf(values, count);
                if (ofUnet || others) {
                    writer.add(pair.published(), DType.F16, values, pair.shape());
                    torch.add(pair.published(), values, pair.shape());
                }
            }
        }
        Path path = folder.resolve(pickled ? "whole.ckpt" : "whole.safetensors");
        if (pickled) {
            return Files.write(path, torch.zip());
        }
        writer.write(path);
        return path;
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void theThreePartsHaveTheirNamesShapesAndValues(boolean pickled) throws IOException {
        Path path = whole(pickled, true);
        try (Checkpoint file = Checkpoint.open(path);
                SingleFile single = SingleFile.open(path)) {
            assertEquals(Set.of("unet", "vae", "text_encoder"), single.parts());
            int found = 0;
            for (NamePairs pair : PAIRS) {
                if (pair.diffusers() != null) {
                    String[] place = pair.diffusers().split("/", 2);
                    Checkpoint part = single.part(place[0]);
                    assertArrayEquals(pair.shapeThere(), part.entry(place[1]).sizes(), place[1]);
                    assertArrayEquals(file.floats(pair.published()), part.floats(place[1]), place[1]);
                    found++;
                }
            }
            int all = single.parts().stream()
                    .mapToInt(part -> single.part(part).names().size())
                    .sum();
            assertEquals(found, all);
        }
    }

    @Test
    void itsWeightsTakeThePlaceOfTheFolders() throws IOException {
        Path config = Files.createDirectory(folder.resolve("unet2d"));
        Files.copy(IMAGES.resolve("config.json"), config.resolve("config.json"));
        ModelFiles files = ModelFiles.of(folder).withWeights(whole(false, false));
        try (UNetFiles found = UNetFiles.open(config, files);
                UNetFiles wanted = UNetFiles.open(IMAGES, ModelFiles.of(IMAGES));
                Scope scope = new Scope()) {
            assertEquals(wanted.weights().names(), Set.copyOf(found.weights().names()));
            for (String name : wanted.weights().names()) {
                assertArrayEquals(wanted.weights().floats(name), found.weights().floats(name), name);
            }
            found.load(Placement.CPU, scope);
        }
        assertTrue(assertThrows(
                        MotionScopeException.class,
                        () -> files.open("vae", WeightFiles.ofNetwork(folder.resolve("vae"))))
                .getMessage()
                .contains("does not exist"));
    }

    @Test
    void otherFilesAreRefused() {
        assertRefused("is no checkpoint of a whole model", "conv_in.weight");
        assertRefused("control_model.input_blocks.0.0.weight", unet("x"), "control_model.input_blocks.0.0.weight");
        assertRefused("cond_stage_model.model.ln_final.bias", unet("x"), "cond_stage_model.model.ln_final.bias");
        assertRefused("both stand for", unet("conv_in.weight"), unet("input_blocks.0.0.weight"));
    }

    private static String unet(String name) {
        return "model.diffusion_model." + name;
    }

    private void assertRefused(String words, String... names) {
        SafeTensorsWriter writer = new SafeTensorsWriter();
        for (String name : names) {
            writer.add(name, new float[2], 2);
        }
        Path path = folder.resolve("other.safetensors");
        writer.write(path);
        MotionScopeException e = assertThrows(MotionScopeException.class, () -> {
            try (SingleFile file = SingleFile.open(path)) {
                file.part("unet");
            }
        });
        assertTrue(e.getMessage().contains(words) && !e.getMessage().contains("\n"), e.getMessage());
    }
}
