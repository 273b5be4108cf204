package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.Noise;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.SafeTensorsWriter;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;
import motionscope.testing.Golden;
import motionscope.testing.Leaks;
import motionscope.testing.NamePairs;
import motionscope.testing.TinyModel;
import motionscope.testing.TorchFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Motion modules of every publication, put into an image network. */
class MotionAdapterTest {
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";
    private static final Golden GOLDEN = Golden.of("motion_adapter");
    private static final Path IMAGES = GOLDEN.folder().resolve("unet2d");
    private static final Path ORIGINAL = GOLDEN.folder().resolve("original/mm_bare_fp16.ckpt");

    @TempDir
    Path folder;

    @Test
    void namesAreThoseOfDiffusers() {
        for (NamePairs pair : NamePairs.read("motion_module.txt")) {
            assertTrue(MotionModuleNames.isOriginal(pair.published()));
            assertEquals(Optional.ofNullable(pair.diffusers()), MotionModuleNames.toDiffusers(pair.published()));
            assertEquals(
                    Optional.ofNullable(pair.diffusers()), MotionModuleNames.toDiffusers("module." + pair.published()));
            if (pair.diffusers() != null) {
                assertFalse(MotionModuleNames.isOriginal(pair.diffusers()));
                assertEquals(Optional.of(pair.diffusers()), MotionModuleNames.toDiffusers(pair.diffusers()));
            }
        }
    }

    /** The golden adapter as diffusers saves it, made of the original file by the list of names. */
    private Path diffusersFolder() throws IOException {
        Path adapter = Files.createDirectories(folder.resolve("adapter"));
        Files.copy(GOLDEN.folder().resolve("adapter_config.json"), adapter.resolve("config.json"));
        SafeTensorsWriter writer = new SafeTensorsWriter();
        try (Checkpoint file = Checkpoint.open(ORIGINAL)) {
            for (NamePairs pair : NamePairs.read("motion_module.txt")) {
                if (pair.diffusers() != null) {
                    Checkpoint.Entry entry = file.entry(pair.published());
                    writer.addBytes(pair.diffusers(), entry.dtype(), file.bytes(pair.published()), entry.sizes());
                }
            }
        }
        writer.write(adapter.resolve("diffusion_pytorch_model.fp16.safetensors"));
        return adapter;
    }

    private void assertGolden(Path adapter) {
        try (SafeTensors io = GOLDEN.open("io.safetensors");
                UNetFiles files = UNetFiles.open(IMAGES, ModelFiles.of(IMAGES).withMotionAdapter(adapter));
                Scope scope = new Scope()) {
            UNetMotion unet = files.load(Placement.CPU, scope);
            Denoising input =
                    Denoising.of(Weights.read(io, "in.sample"), io.doubles("in.timestep"), Weights.read(io, "in.text"));
            Denoised found = unet.denoise(input.tapping(Tap.MID, Tap.UP1));
            GOLDEN.assertClose(io, "out", found.prediction());
            GOLDEN.assertClose(io, "tap.mid", found.features().get(Tap.MID));
            GOLDEN.assertClose(io, "tap.up1", found.features().get(Tap.UP1));
        }
    }

    @Test
    void anOriginalFileIsAsInTheReference() {
        Leaks.assertNone(() -> assertGolden(ORIGINAL));
    }

    @Test
    void aDiffusersFolderIsAsInTheReference() throws IOException {
        assertGolden(diffusersFolder());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "module."})
    void originalSafetensorsAndStateDictsAreAsInTheReference(String prefix) throws IOException {
        SafeTensorsWriter writer = new SafeTensorsWriter();
        TorchFile torch = new TorchFile().in("state_dict");
        try (Checkpoint file = Checkpoint.open(ORIGINAL)) {
            for (String name : file.names()) {
                Checkpoint.Entry entry = file.entry(name);
                writer.addBytes(prefix + name, entry.dtype(), file.bytes(name), entry.sizes());
                torch.add(name, file);
            }
        }
        writer.write(folder.resolve("mm.safetensors"));
        assertGolden(folder.resolve("mm.safetensors"));
        assertGolden(Files.write(folder.resolve("mm.ckpt"), torch.legacy()));
    }

    @Test
    void withoutMotionEachFrameIsAnImage() {
        try (SafeTensors io = GOLDEN.open("io.safetensors");
                UNetFiles files = UNetFiles.open(IMAGES, ModelFiles.of(IMAGES).variant("fp16"));
                Scope scope = new Scope()) {
            UNetMotion unet = files.load(Placement.CPU, scope);
            assertTrue(unet.taps().stream().noneMatch(tap -> tap.name().contains("motion")));
            Tensor clip = unet.denoise(Denoising.of(
                            Weights.read(io, "in.sample"), io.doubles("in.timestep"), Weights.read(io, "in.text")))
                    .prediction();
            GOLDEN.assertClose(
                    io, "out.unet2d_frames", clip.permute(0, 2, 1, 3, 4).reshape(6, 4, clip.size(3), clip.size(4)));
        }
    }

    // ---- whole models -----------------------------------------------------------------------------------------------

    /** A tiny video model, and the same as an image model and an adapter. */
    private void split(Path model) throws IOException {
        TinyModel.write(model);
        Path images = TinyModel.write(folder.resolve("images"));
        Path adapter = Files.createDirectories(folder.resolve("adapter"));
        SafeTensorsWriter still = new SafeTensorsWriter();
        SafeTensorsWriter moving = new SafeTensorsWriter();
        try (SafeTensors file = SafeTensors.open(model.resolve(TinyModel.UNET_WEIGHTS))) {
            for (String name : file.names()) {
                SafeTensorsWriter to = name.contains("motion_modules") ? moving : still;
                to.add(name, file.floats(name), file.entry(name).sizes());
            }
        }
        still.write(images.resolve(TinyModel.UNET_WEIGHTS));
        moving.write(adapter.resolve(WEIGHTS));
        JsonObject config = JsonParser.parseString(Files.readString(model.resolve("unet/config.json")))
                .getAsJsonObject();
        JsonObject motion = new JsonObject();
        motion.addProperty("_class_name", "MotionAdapter");
        motion.add("block_out_channels", config.get("block_out_channels"));
        move(config, "use_motion_mid_block", motion, "use_motion_mid_block");
        move(config, "motion_max_seq_length", motion, "motion_max_seq_length");
        move(config, "motion_num_attention_heads", motion, "motion_num_attention_heads");
        move(config, "temporal_transformer_layers_per_block", motion, "motion_transformer_layers_per_block");
        move(config, "temporal_transformer_layers_per_mid_block", motion, "motion_transformer_layers_per_mid_block");
        config.add("attention_head_dim", config.remove("num_attention_heads"));
        String text = config.toString()
                .replace("UNetMotionModel", "UNet2DConditionModel")
                .replace("BlockMotion", "Block2D");
        Files.writeString(images.resolve("unet/config.json"), text);
        Files.writeString(adapter.resolve("config.json"), motion.toString());
        Path index = images.resolve("model_index.json");
        Files.writeString(index, Files.readString(index).replace("UNetMotionModel", "UNet2DConditionModel"));
    }

    private static void move(JsonObject from, String key, JsonObject to, String as) {
        if (from.has(key)) {
            to.add(as, from.remove(key));
        }
    }

    private static float[] prediction(ModelFiles files) {
        try (DiffusionModel model = new DiffusionModel(files, Placement.CPU);
                Scope scope = new Scope()) {
            Tensor latent = Tensor.of(new Noise(4).randn(12 * 2 * 16), 1, 12, 2, 4, 4);
            return model.denoise(Denoising.of(latent, new double[] {300}, model.encodePrompts(List.of("red ring"))))
                    .prediction()
                    .floats();
        }
    }

    @Test
    void anImageModelAndAnAdapterAreAVideoModel() throws IOException {
        Path model = folder.resolve("model");
        split(model);
        ModelFiles images = ModelFiles.of(folder.resolve("images"));
        ModelFiles both = images.withMotionAdapter(folder.resolve("adapter"));
        assertArrayEquals(prediction(ModelFiles.of(model)), prediction(both));
        try (DiffusionModel still = new DiffusionModel(images, Placement.CPU);
                DiffusionModel moving = new DiffusionModel(both, Placement.CPU)) {
            assertEquals("images", still.name());
            assertEquals("images with adapter", moving.name());
            assertFalse(still.weightsHash().equals(moving.weightsHash()));
            assertEquals("linear", moving.schedulerConfig().string("beta_schedule"));
        }
    }

    // ---- what cannot be ---------------------------------------------------------------------------------------------

    private static void assertRefused(ModelFiles files, String words) {
        Leaks.assertNone(() -> {
            MotionScopeException e =
                    assertThrows(MotionScopeException.class, () -> new DiffusionModel(files, Placement.CPU).close());
            assertTrue(e.getMessage().contains(words) && !e.getMessage().contains("\n"), e.getMessage());
        });
    }

    @Test
    void whatIsNoAdapterOrDoesNotFit() throws IOException {
        Path model = folder.resolve("model");
        split(model);
        ModelFiles images = ModelFiles.of(folder.resolve("images"));
        Path adapter = folder.resolve("adapter");
        assertRefused(ModelFiles.of(model).withMotionAdapter(adapter), "has motion modules already");
        assertRefused(images.withMotionAdapter(ORIGINAL), " and " + ORIGINAL + " do not fit");
        assertRefused(images.withMotionAdapter(model.resolve(TinyModel.UNET_WEIGHTS)), "is no motion adapter");
        assertRefused(images.withMotionAdapter(model.resolve("unet")), "_class_name");
        assertRefused(
                images.withMotionAdapter(GOLDEN.folder().resolve("lora/motion_lora_peft.safetensors")),
                "is no motion adapter");
        assertRefused(images.withMotionAdapter(folder.resolve("nothing.ckpt")), "does not exist");
        assertRefused(images.withMotionAdapter(GOLDEN.folder().resolve("original/malicious.ckpt")), "nothing was run");
    }

    @ParameterizedTest
    @CsvSource({
        "unet2d, class_embed_type, '\"timestep\"'",
        "unet2d, mid_block_type, '\"UNetMidBlock2DSimpleCrossAttn\"'",
        "unet2d, down_block_types, '[\"AttnDownBlock\", \"DownBlock2D\"]'",
        "unet2d, resnet_time_scale_shift, '\"scale_shift\"'",
        "unet2d, dual_cross_attention, true",
        "adapter, conv_in_channels, 9",
        "adapter, block_out_channels, '[8, 16, 24, 32]'",
        "adapter, motion_max_seq_length, '\"24\"'",
        "adapter, use_motion_mid_block, 3"
    })
    void optionsThatAreNotSupportedAreNamed(String part, String option, String value) throws IOException {
        Path adapter = diffusersFolder();
        Path images = Files.createDirectories(folder.resolve("unet2d"));
        Files.copy(IMAGES.resolve("config.json"), images.resolve("config.json"));
        Path config = folder.resolve(part).resolve("config.json");
        JsonObject tree = JsonParser.parseString(Files.readString(config)).getAsJsonObject();
        tree.add(option, JsonParser.parseString(value));
        Files.writeString(config, tree.toString());
        MotionScopeException e = assertThrows(MotionScopeException.class, () -> UNetFiles.open(
                        images, ModelFiles.of(images).withMotionAdapter(adapter))
                .close());
        assertTrue(e.getMessage().contains(option), e.getMessage());
    }
}
