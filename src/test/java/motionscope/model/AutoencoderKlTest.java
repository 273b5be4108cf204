package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.tensor.Autograd;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Noise;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;
import motionscope.testing.Close;
import motionscope.testing.Golden;
import motionscope.testing.Leaks;
import motionscope.testing.NaiveVae;
import motionscope.testing.Nd;
import motionscope.testing.RandomVae;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The autoencoder against diffusers, against plain loops at other sizes, in groups and tiles, and on input of no use. */
class AutoencoderKlTest {
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";
    private static final RandomVae SMALL = new RandomVae(3, List.of(4, 6), 1, 2, true, true, false);

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

    private AutoencoderKl load(Path from) {
        AutoencoderKlConfig config = AutoencoderKlConfig.of(JsonFile.read(from.resolve("config.json")));
        try (SafeTensors file = SafeTensors.open(from.resolve(WEIGHTS))) {
            return AutoencoderKl.of(config, new Weights(file, Placement.CPU, weights));
        }
    }

    private AutoencoderKl load(RandomVae random, long seed) {
        return load(random.write(folder, seed));
    }

    private static Tensor draw(long seed, long... shape) {
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        return Tensor.of(new Noise(seed).randn(count), shape);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deprecated_names"})
    void everyRecordedTensor(String names) {
        Golden golden = Golden.of("autoencoder_kl");
        AutoencoderKl codec = load(golden.folder().resolve(names));
        try (SafeTensors io = golden.open("io.safetensors")) {
            AutoencoderKl.Moments moments = codec.moments(Weights.read(io, "in.image"));
            golden.assertClose(io, "mean", moments.mean());
            golden.assertClose(io, "logvar", moments.logVariance());
            golden.assertClose(io, "decoded.of_mean", codec.pictures(moments.mean()));
            Tensor z = Weights.read(io, "in.z");
            golden.assertClose(io, "decoded", codec.pictures(z));
            Autograd.Gradient found =
                    Autograd.of(z, latent -> codec.pictures(latent).square().mean());
            golden.assertClose(io, "loss", Tensor.full(found.value()));
            golden.assertGradient(io, "grad.z", found.gradient());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4, 4;6, 1, 2, true, true, false, 6, 4, 1",
        "2, 6, 2, 3, true, false, true, 5, 7, 2",
        "1, 2;4;6, 1, 1, false, true, false, 8, 4, 3",
        "3, 4;4;8, 2, 4, true, true, true, 4, 12, 4",
    })
    void plainLoopsGiveTheSame(
            int latent,
            String channels,
            int layers,
            int groups,
            boolean attention,
            boolean convs,
            boolean old,
            int height,
            int width,
            long seed) {
        List<Integer> widths =
                List.of(channels.split(";")).stream().map(Integer::valueOf).toList();
        AutoencoderKl codec = load(new RandomVae(latent, widths, layers, groups, attention, convs, old), seed);
        int factor = codec.downscale();
        assertEquals(1 << (widths.size() - 1), factor);
        Tensor pictures = draw(seed, 2, 3, height, width);
        Tensor latents = draw(seed + 1, 2, latent, height / factor, width / factor);
        try (SafeTensors file = SafeTensors.open(folder.resolve(WEIGHTS))) {
            NaiveVae naive = new NaiveVae(file, codec.config());
            AutoencoderKl.Moments found = codec.moments(pictures);
            Tensor both = Tensor.cat(1, found.mean(), found.logVariance());
            Close.assertClose("moments", naive.moments(Nd.of(pictures)).values(), both.doubles(), 1e-4, 1e-4);
            Close.assertClose(
                    "pictures",
                    naive.pictures(Nd.of(latents)).values(),
                    codec.pictures(latents).doubles(),
                    1e-4,
                    1e-4);
        }
    }

    @Test
    void logVariancesAreClamped() throws IOException {
        RandomVae random = new RandomVae(2, List.of(4), 1, 2, false, false, false);
        AutoencoderKl codec = load(random, 3);
        Tensor large = draw(1, 1, 3, 4, 4).mul(1e4);
        float[] found = codec.moments(large).logVariance().floats();
        for (float value : found) {
            assertTrue(value >= -30 && value <= 20, "" + value);
        }
    }

    @Test
    void aClipIsItsFramesByThemselves() {
        AutoencoderKl codec = load(SMALL, 4);
        Tensor video = draw(2, 2, 3, 3, 4, 6); // (b, 3, f, H, W)
        Tensor latent = codec.encode(video);
        assertArrayEquals(new long[] {2, 3, 3, 2, 3}, latent.shape());
        Tensor back = codec.decode(latent);
        assertArrayEquals(new long[] {2, 3, 3, 4, 6}, back.shape());
        Tensor frame = video.narrow(0, 1, 1).narrow(2, 2, 1).reshape(1, 3, 4, 6);
        Tensor alone = codec.moments(frame).mean();
        Close.assertClose(
                "latent",
                alone.mul(0.18215),
                latent.narrow(0, 1, 1).narrow(2, 2, 1).reshape(1, 3, 2, 3),
                1e-5,
                1e-5);
        Close.assertClose(
                "video",
                codec.pictures(alone),
                back.narrow(0, 1, 1).narrow(2, 2, 1).reshape(1, 3, 4, 6),
                1e-5,
                1e-5);
    }

    /** Frames of 256 x 256 pixels pass four by four; six of them are a whole group and a part of one. */
    @Test
    void groupsOfFramesChangeNothing() {
        AutoencoderKl codec = load(new RandomVae(2, List.of(2, 2, 2, 2), 1, 1, false, true, false), 5);
        Tensor latents = draw(3, 6, 2, 32, 32);
        Tensor together = codec.pictures(latents);
        for (int i = 0; i < 6; i++) {
            Close.assertClose(
                    "frame " + i, codec.pictures(latents.narrow(0, i, 1)), together.narrow(0, i, 1), 1e-5, 1e-5);
        }
        Tensor means = codec.moments(together).mean();
        Close.assertClose("mean", codec.moments(together.narrow(0, 5, 1)).mean(), means.narrow(0, 5, 1), 1e-5, 1e-5);
    }

    @Test
    void gradientsGroupByGroup() {
        AutoencoderKl codec = load(new RandomVae(2, List.of(2, 2, 2, 2), 1, 1, false, true, false), 6);
        Tensor latent = draw(4, 1, 2, 5, 32, 32);
        Tensor cotangent = draw(5, 1, 3, 5, 256, 256);
        Tensor whole =
                Autograd.vectorJacobian(new Tensor[] {latent}, in -> new Tensor[] {codec.decode(in[0])}, cotangent)[0];
        Close.assertGradient(
                "decode",
                whole.doubles(),
                codec.decodeGradient(latent, cotangent).doubles(),
                1e-4);
        Tensor video = draw(6, 2, 3, 2, 8, 16);
        Tensor weighting = draw(7, 2, 2, 2, 1, 2);
        whole = Autograd.vectorJacobian(new Tensor[] {video}, in -> new Tensor[] {codec.encode(in[0])}, weighting)[0];
        Close.assertGradient(
                "encode",
                whole.doubles(),
                codec.encodeGradient(video, weighting).doubles(),
                1e-4);
        assertArrayEquals(video.shape(), codec.encodeGradient(video, weighting).shape());
    }

    @Test
    void oneTileIsTheWholeFrame() {
        AutoencoderKl codec = load(SMALL, 7);
        Tensor latents = draw(8, 2, 3, 8, 4);
        assertArrayEquals(
                codec.pictures(latents).floats(),
                codec.tiled(16).pictures(latents).floats());
        Tensor pictures = draw(9, 1, 3, 16, 8);
        assertArrayEquals(
                codec.moments(pictures).mean().floats(),
                codec.tiled(16).moments(pictures).mean().floats());
    }

    @Test
    void tilesKeepTheSizeAndAgreeWhereTheyAreAlone() {
        AutoencoderKl codec = load(SMALL, 8);
        AutoencoderKl tiled = codec.tiled(16);
        Tensor latents = draw(10, 1, 3, 19, 13); // tiles of 8, a step of 6
        Tensor found = tiled.pictures(latents);
        assertArrayEquals(new long[] {1, 3, 38, 26}, found.shape());
        Tensor first = codec.pictures(latents.narrow(2, 0, 8).narrow(3, 0, 8));
        Close.assertClose(
                "first tile",
                first.narrow(2, 0, 12).narrow(3, 0, 12),
                found.narrow(2, 0, 12).narrow(3, 0, 12),
                1e-6,
                1e-6);
        Tensor last = codec.pictures(latents.narrow(2, 12, 7).narrow(3, 6, 7));
        Close.assertClose(
                "last tile",
                last.narrow(2, 4, 10).narrow(3, 4, 10),
                found.narrow(2, 28, 10).narrow(3, 16, 10),
                1e-6,
                1e-6);
        Tensor means = tiled.moments(found).mean();
        assertArrayEquals(latents.shape(), means.shape());
        assertEquals(0, codec.tiled(16).tiled(0).tile());
        FiniteGradient.check(tiled, draw(11, 1, 3, 1, 11, 9));
    }

    /** Moves a latent along its gradient: what changes must be the gradient's square. */
    private static final class FiniteGradient {
        static void check(AutoencoderKl codec, Tensor latent) {
            long[] shape = {1, 3, 1, 2 * latent.size(3), 2 * latent.size(4)};
            Tensor cotangent = draw(12, shape);
            Tensor gradient = codec.decodeGradient(latent, cotangent);
            double step = 1e-2 / Math.sqrt(gradient.square().sum().item());
            double change = codec.decode(latent.add(gradient.mul(step)))
                            .mul(cotangent)
                            .sum()
                            .item()
                    - codec.decode(latent.sub(gradient.mul(step)))
                            .mul(cotangent)
                            .sum()
                            .item();
            double expected = 2 * step * gradient.square().sum().item();
            assertEquals(1, change / expected, 0.02);
        }
    }

    @Test
    void aLongClipNeedsTheMemoryOfOneLargeFrame() {
        AutoencoderKl codec = load(SMALL, 13);
        long one = codec.estimateBytes(1, 512, 512);
        assertTrue(one > 0);
        assertEquals(one, codec.estimateBytes(16, 512, 512));
        assertEquals(4 * one, codec.estimateBytes(16, 1024, 1024));
        assertEquals(one, codec.tiled(256).estimateBytes(16, 1024, 1024));
        assertEquals(one / 4, codec.estimateBytes(1, 256, 256));
    }

    @Test
    void nothingLeaks() {
        AutoencoderKl codec = load(SMALL, 9).tiled(8);
        Tensor video = draw(13, 1, 3, 2, 12, 20);
        Tensor latent = draw(14, 1, 3, 2, 6, 10);
        Leaks.assertNone(() -> {
            try (Scope inner = new Scope()) {
                codec.decode(codec.encode(video));
                codec.decodeGradient(latent, video);
                codec.encodeGradient(video, latent);
            }
        });
    }

    @Test
    void inputOfNoUse() {
        AutoencoderKl codec = load(SMALL, 10);
        assertRefused("multiples of 2", () -> codec.encode(draw(1, 1, 3, 1, 5, 4)));
        assertRefused("multiples of 2", () -> codec.moments(draw(1, 1, 3, 4, 3)));
        assertRefused("(frames, 3, height, width)", () -> codec.moments(draw(1, 1, 4, 4, 4)));
        assertRefused("(frames, 3, height, width)", () -> codec.moments(draw(1, 0, 3, 4, 4)));
        assertRefused("(frames, 3, rows, columns)", () -> codec.pictures(draw(1, 1, 4, 4, 4)));
        assertRefused("(clips, channels, frames, height, width)", () -> codec.decode(draw(1, 1, 3, 4, 4)));
        assertRefused("multiple of 8", () -> codec.tiled(12));
        assertRefused("multiple of 8", () -> codec.tiled(4));
        assertRefused("multiple of 8", () -> codec.tiled(-8));
    }

    private static void assertRefused(String words, Runnable call) {
        MotionScopeException e = assertThrows(MotionScopeException.class, call::run);
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    @Test
    void configurationsThatDoNotFit() throws IOException {
        SMALL.write(folder, 11);
        String config = Files.readString(folder.resolve("config.json"));
        Map<String, String[]> changes = Map.of(
                "\"block_out_channels\": [4, 6]", new String[] {"\"block_out_channels\": [4, 8]", "expected [8"},
                "\"norm_num_groups\": 2", new String[] {"\"norm_num_groups\": 4", "widths that norm_num_groups 4"},
                "\"layers_per_block\": 1",
                        new String[] {"\"layers_per_block\": 2", "missing encoder.down_blocks.0.resnets.1"},
                "\"latent_channels\": 3", new String[] {"\"latent_channels\": 4", "decoder.conv_in.weight"},
                "\"act_fn\": \"silu\"", new String[] {"\"act_fn\": \"relu\"", "not supported"},
                "\"scaling_factor\": 0.18215", new String[] {"\"scaling_factor\": 0", "other than 0"},
                "\"in_channels\": 3", new String[] {"\"in_channels\": 4", "red, green and blue"},
                "\"mid_block_add_attention\": true", new String[] {"\"mid_block_add_attention\": false", "unused"},
                "\"use_quant_conv\": true", new String[] {"\"use_quant_conv\": false", "unused quant_conv"},
                "DownEncoderBlock2D", new String[] {"AttnDownEncoderBlock2D", "2 of DownEncoderBlock2D"});
        for (Map.Entry<String, String[]> change : changes.entrySet()) {
            assertTrue(config.contains(change.getKey()), change.getKey());
            Files.writeString(folder.resolve("config.json"), config.replace(change.getKey(), change.getValue()[0]));
            assertRefused(change.getValue()[1], () -> load(folder));
        }
    }
}
