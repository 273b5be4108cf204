package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Noise;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.SafeTensorsWriter;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;
import motionscope.testing.Close;
import motionscope.testing.RandomVae;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decoder over frames at widths that no reference has: without its parts over frames it is the one of images. */
class TemporalAutoencoderTest {
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";
    private static final int WIDE = 64;
    private static final RandomVae IMAGES = new RandomVae(3, List.of(32, WIDE), 2, 32, true, false, false);

    @TempDir
    Path folder;

    private Scope weights;
    private Scope scope;

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

    private AutoencoderKl images() {
        IMAGES.write(folder, 5);
        AutoencoderKlConfig config = AutoencoderKlConfig.of(JsonFile.read(folder.resolve("config.json")));
        try (SafeTensors file = SafeTensors.open(folder.resolve(WEIGHTS))) {
            return AutoencoderKl.of(config, new Weights(file, Placement.CPU, weights));
        }
    }

    /** The weights of {@link #images} and random ones over frames. */
    private TemporalAutoencoder videos(float mix) throws IOException {
        SafeTensorsWriter writer = new SafeTensorsWriter();
        Noise noise = new Noise(6);
        try (SafeTensors file = SafeTensors.open(folder.resolve(WEIGHTS))) {
            for (String name : file.names()) {
                boolean resnet = name.startsWith("decoder.") && name.contains(".resnets.");
                String renamed = resnet ? name.replaceFirst("(resnets\\.\\d+)", "$1.spatial_res_block") : name;
                writer.add(renamed, file.floats(name), file.entry(name).sizes());
                if (resnet && name.endsWith(".conv2.bias")) {
                    int width = file.floats(name).length;
                    String block = name.substring(0, name.length() - "conv2.bias".length());
                    for (String part : new String[] {"1", "2"}) {
                        String over = block + "temporal_res_block.";
                        writer.add(over + "norm" + part + ".weight", noise.randn(width), width)
                                .add(over + "norm" + part + ".bias", noise.randn(width), width)
                                .add(
                                        over + "conv" + part + ".weight",
                                        noise.randn(3 * width * width),
                                        width,
                                        width,
                                        3,
                                        1,
                                        1)
                                .add(over + "conv" + part + ".bias", noise.randn(width), width);
                    }
                    writer.add(block + "time_mixer.mix_factor", new float[] {mix}, 1);
                }
            }
        }
        float[] middle = new float[27];
        for (int colour = 0; colour < 3; colour++) {
            middle[9 * colour + 3 * colour + 1] = 1;
        }
        writer.add("decoder.time_conv_out.weight", middle, 3, 3, 3, 1, 1)
                .add("decoder.time_conv_out.bias", new float[3], 3)
                .write(folder.resolve("video.safetensors"));
        Files.writeString(folder.resolve("video.json"), """
                {"_class_name": "AutoencoderKLTemporalDecoder", "block_out_channels": [32, 64], "latent_channels": 3,
                 "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"], "layers_per_block": 2,
                 "use_quant_conv": false}""");
        try (SafeTensors file = SafeTensors.open(folder.resolve("video.safetensors"))) {
            return TemporalAutoencoder.of(
                    JsonFile.read(folder.resolve("video.json")), new Weights(file, Placement.CPU, weights));
        }
    }

    private static Tensor draw(int... shape) {
        int count = 1;
        long[] sizes = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            count *= shape[i];
            sizes[i] = shape[i];
        }
        return Tensor.of(new Noise(7).randn(count), sizes);
    }

    @Test
    void withoutAShareOverFramesItIsThatOfImages() throws IOException {
        AutoencoderKl images = images();
        TemporalAutoencoder videos = videos(-100);
        Tensor latents = draw(6, 3, 2, 5);
        Close.assertClose(
                "decoded",
                images.pictures(latents).floats(),
                videos.pictures(latents, 3).floats(),
                1e-5,
                1e-5);
        Tensor pictures = draw(2, 3, 4, 6);
        assertArrayEquals(
                images.moments(pictures).mean().floats(),
                videos.moments(pictures).mean().floats());
    }

    @Test
    void clipsDoNotSeeEachOtherAndFramesDo() throws IOException {
        images();
        TemporalAutoencoder videos = videos(0.3f);
        Tensor latents = draw(6, 3, 2, 5);
        float[] both = videos.pictures(latents, 3).floats();
        float[] second = videos.pictures(latents.narrow(0, 3, 3), 3).floats();
        float[] alone = videos.pictures(latents.narrow(0, 3, 1), 1).floats();
        int frame = alone.length;
        Close.assertClose("second", java.util.Arrays.copyOfRange(both, 3 * frame, 6 * frame), second, 1e-5, 1e-5);
        double most = 0;
        for (int i = 0; i < frame; i++) {
            most = Math.max(most, Math.abs(alone[i] - second[i]));
        }
        assertTrue(most > 1e-2, "a frame alone differs by " + most);
    }

    @Test
    void whatDoesNotFit() throws IOException {
        images();
        TemporalAutoencoder videos = videos(0);
        assertThrows(MotionScopeException.class, () -> videos.pictures(draw(5, 3, 2, 2), 3));
        assertThrows(MotionScopeException.class, () -> videos.pictures(draw(3, 4, 2, 2), 3));
        assertThrows(MotionScopeException.class, () -> videos.moments(draw(1, 3, 3, 2)));
        assertThrows(
                MotionScopeException.class,
                () -> AutoencoderKlConfig.ofTemporal(JsonFile.read(folder.resolve("config.json"))));
    }
}
