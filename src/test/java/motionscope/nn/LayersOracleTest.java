package motionscope.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;
import motionscope.testing.Close;
import motionscope.testing.Draws;
import motionscope.testing.FiniteDifferences;
import motionscope.testing.Golden;
import motionscope.testing.Naive;
import motionscope.testing.Nd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each layer against the same layer in plain loops, its gradient against differences, and what it must not mix. */
class LayersOracleTest {
    private static final double EXACT = 1e-10;
    private Scope scope;
    private Draws draws;

    @BeforeEach
    void open() {
        scope = new Scope();
        draws = new Draws(11);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static List<KeyValues> own(int depth) {
        return Collections.nCopies(depth, KeyValues.OWN);
    }

    @ParameterizedTest
    @CsvSource({"4, 4, 1, 2", "4, 6, 2, 3", "8, 4, 2, 1"})
    void resnet(int in, int out, int groups, int frames) {
        ResnetBlock layer = new Layers(1).resnet(in, out, 5, groups);
        Tensor x = draws.doubles(2L * frames, in, 3, 2);
        Tensor time = draws.doubles(2, 5);
        double[] wanted = Layers.slow(layer, Nd.of(x), Nd.of(time)).values();
        Close.assertClose("resnet", wanted, layer.forward(x, time).doubles(), EXACT, EXACT);
        FiniteDifferences.check("resnet", i -> layer.forward(i[0], i[1]), x, time);
    }

    @ParameterizedTest
    @CsvSource({"4, 3, 1, 1, 2, 2", "6, 4, 2, 2, 3, 3", "4, 5, 4, 1, 1, 1"})
    void spatialTransformer(int channels, int textWidth, int heads, int depth, int frames, int tokens) {
        SpatialTransformer layer = new Layers(2).spatial(channels, textWidth, heads, depth, 2);
        Tensor x = draws.doubles(2L * frames, channels, 2, 3);
        Tensor text = draws.doubles(2, tokens, textWidth);
        double[] wanted = Layers.slow(layer, Nd.of(x), Nd.of(text)).values();
        Close.assertClose("spatial", wanted, layer.forward(x, text, own(depth)).doubles(), EXACT, EXACT);
        FiniteDifferences.check("spatial", i -> layer.forward(i[0], i[1], own(depth)), x, text);
    }

    @ParameterizedTest
    @EnumSource(MotionModule.Norm.class)
    void motionModule(MotionModule.Norm norm) {
        int[][] cases = {{4, 1, 1, 3, 2, 3}, {4, 2, 2, 2, 1, 5}, {6, 3, 1, 3, 3, 1}}; // c, heads, depth, groups, b, f
        for (int[] c : cases) {
            MotionModule layer = new Layers(3).motion(c[0], c[1], c[2], c[0] / 2, 6);
            Tensor x = draws.doubles((long) c[4] * c[5], c[0], 2, 3);
            double[] wanted = Layers.slow(layer, Nd.of(x), c[4], norm).values();
            Close.assertClose("motion", wanted, layer.forward(x, c[4], norm).doubles(), EXACT, EXACT);
            FiniteDifferences.check("motion", i -> layer.forward(i[0], c[4], norm), x);
        }
    }

    @Test
    void feedForwardAndAttention() {
        FeedForward feed = new Layers(4).feed(3);
        Tensor x = draws.doubles(2, 4, 3);
        double[] wanted = Layers.slow(feed, Nd.of(x)).values();
        Close.assertClose("feed", wanted, feed.forward(x).doubles(), EXACT, EXACT);
        FiniteDifferences.check("feed", i -> feed.forward(i[0]), x);

        Attention attention = new Layers(5).attention(6, 4, 3);
        Tensor tokens = draws.doubles(4, 2, 6);
        Tensor context = draws.doubles(2, 3, 4);
        Nd repeated = Nd.of(context.repeatInterleave(2, 0));
        double[] attended = Layers.slow(attention, Nd.of(tokens), repeated).values();
        Close.assertClose("text", attended, attention.to(tokens, context, 2).doubles(), EXACT, EXACT);
        FiniteDifferences.check("text", i -> attention.to(i[0], i[1], 2), tokens, context);
    }

    @Test
    void timeEmbeddingFromItsDefinition() {
        Layers layers = new Layers(6);
        TimeEmbedding layer = new TimeEmbedding(layers.linear(6, 24), layers.linear(24, 24));
        double[] timesteps = {0, 1, 500};
        Nd waves = Nd.fill(
                i -> {
                    double angle = timesteps[i[0]] * Math.pow(10_000, -(i[1] % 3) / 3.0);
                    return i[1] < 3 ? Math.cos(angle) : Math.sin(angle);
                },
                3,
                6);
        double[] wanted = Layers.slow(layer.second(), Naive.silu(Layers.slow(layer.first(), waves)))
                .values();
        assertEquals(24, layer.width());
        Close.assertClose("time", wanted, layer.forward(timesteps).doubles(), 2e-4, 1e-4);
    }

    /** At t = 999 the last bit of a frequency shows in the fifth digit: the reference rounds, and so must this. */
    @Test
    void timeEmbeddingRoundsAsTheReferenceDoes() {
        Golden golden = Golden.of("unet_motion_lists");
        try (SafeTensors file = golden.open("diffusion_pytorch_model.safetensors");
                SafeTensors io = golden.open("io.safetensors")) {
            TimeEmbedding layer =
                    new TimeEmbedding(linear(file, "time_embedding.linear_1"), linear(file, "time_embedding.linear_2"));
            Tensor found = layer.forward(java.util.Arrays.stream(io.longs("in.timestep"))
                    .asDoubleStream()
                    .toArray());
            Close.assertClose("temb", Weights.read(io, "tap.temb"), found, 1e-6, 1e-6);
        }
    }

    private static Linear linear(SafeTensors file, String name) {
        return new Linear(Weights.read(file, name + ".weight"), Weights.read(file, name + ".bias"));
    }

    // ---- what must not mix ------------------------------------------------------------------------------------------

    /** Attention over frames treats each position by itself, and its norm takes all of them: their order is free. */
    @ParameterizedTest
    @EnumSource(MotionModule.Norm.class)
    void motionModuleFollowsAPermutationOfPositions(MotionModule.Norm norm) {
        MotionModule layer = new Layers(7).motion(4, 2, 1, 2, 4);
        Tensor x = draws.doubles(6, 4, 1, 5);
        long[] order = {3, 0, 4, 1, 2};
        Tensor after = layer.forward(x, 2, norm).select(3, order);
        Tensor before = layer.forward(x.select(3, order), 2, norm);
        Close.assertClose("permuted", after, before, 1e-12, 1e-12);
    }

    /** The table of positions makes the order of frames count; without it they could be exchanged. */
    @Test
    void motionModuleKnowsTheOrderOfFrames() {
        MotionModule layer = new Layers(8).motion(4, 2, 1, 2, 4);
        Tensor x = draws.doubles(3, 4, 2, 2);
        Tensor after = layer.forward(x, 1, MotionModule.Norm.ACROSS_FRAMES).select(0, 2, 1, 0);
        Tensor before = layer.forward(x.select(0, 2, 1, 0), 1, MotionModule.Norm.ACROSS_FRAMES);
        assertTrue(after.sub(before).abs().max().item() > 1e-3);
    }

    @ParameterizedTest
    @EnumSource(MotionModule.Norm.class)
    void motionModuleKeepsClipsApart(MotionModule.Norm norm) {
        MotionModule layer = new Layers(9).motion(4, 1, 2, 2, 3);
        Tensor x = draws.doubles(9, 4, 2, 2);
        Tensor together = layer.forward(x, 3, norm);
        for (int clip = 0; clip < 3; clip++) {
            Tensor alone = layer.forward(x.narrow(0, 3L * clip, 3), 1, norm);
            Close.assertClose("clip " + clip, alone, together.narrow(0, 3L * clip, 3), 1e-12, 1e-12);
        }
    }

    @Test
    void spatialLayersKeepFramesApart() {
        Layers layers = new Layers(10);
        ResnetBlock resnet = layers.resnet(4, 4, 5, 2);
        SpatialTransformer spatial = layers.spatial(4, 3, 2, 1, 2);
        Tensor x = draws.doubles(6, 4, 2, 2);
        Tensor time = draws.doubles(2, 5);
        Tensor text = draws.doubles(2, 3, 3);
        Tensor resnets = resnet.forward(x, time);
        Tensor spatials = spatial.forward(x, text, own(1));
        for (int frame = 0; frame < 6; frame++) {
            Tensor one = x.narrow(0, frame, 1);
            long clip = frame / 3;
            Close.assertClose(
                    "resnet", resnet.forward(one, time.narrow(0, clip, 1)), resnets.narrow(0, frame, 1), 1e-12, 1e-12);
            Close.assertClose(
                    "spatial",
                    spatial.forward(one, text.narrow(0, clip, 1), own(1)),
                    spatials.narrow(0, frame, 1),
                    1e-12,
                    1e-12);
        }
    }

    /** Self-attention, text and norm of a frame do not know where a position lies. */
    @Test
    void spatialTransformerFollowsAPermutationOfPositions() {
        SpatialTransformer layer = new Layers(12).spatial(4, 3, 2, 1, 2);
        Tensor x = draws.doubles(2, 4, 1, 4);
        Tensor text = draws.doubles(1, 2, 3);
        Close.assertClose(
                "permuted",
                layer.forward(x, text, own(1)).select(3, 2, 0, 3, 1),
                layer.forward(x.select(3, 2, 0, 3, 1), text, own(1)),
                1e-12,
                1e-12);
    }

    @Test
    void sharedKeysAndValuesReplaceTheOwn() {
        Attention layer = new Layers(13).attention(4, 4, 2);
        Tensor a = draws.doubles(2, 3, 4);
        Tensor b = draws.doubles(2, 3, 4);
        KeyValues.Pair[] seen = new KeyValues.Pair[1];
        layer.toItself(a, own -> seen[0] = own);
        Tensor shared = layer.toItself(b, own -> seen[0]);
        double[] wanted = Layers.slow(layer, Nd.of(b), Nd.of(a)).values();
        Close.assertClose("shared", wanted, shared.doubles(), EXACT, EXACT);
        assertArrayEquals(new long[] {2, 3, 4}, seen[0].key().shape());
    }
}
