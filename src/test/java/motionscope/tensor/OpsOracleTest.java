package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.function.Function;
import java.util.stream.LongStream;
import motionscope.testing.Close;
import motionscope.testing.Draws;
import motionscope.testing.FiniteDifferences;
import motionscope.testing.Naive;
import motionscope.testing.Nd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation against its definition in double loops, and its gradient against differences. */
class OpsOracleTest {
    private static final double EXACT = 1e-11;
    private Scope scope;
    private Draws draws;

    @BeforeEach
    void open() {
        scope = new Scope();
        draws = new Draws(5);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /** Value in double and float32, and gradient. */
    private static void check(String what, Function<Tensor[], Tensor> fast, Function<Nd[], Nd> slow, Tensor... inputs) {
        Nd[] hosts = java.util.Arrays.stream(inputs).map(Nd::of).toArray(Nd[]::new);
        Nd expected = slow.apply(hosts);
        Tensor found = fast.apply(inputs);
        assertArrayEquals(
                java.util.Arrays.stream(expected.shape()).asLongStream().toArray(), found.shape(), what + ": shape");
        Close.assertClose(what, expected.values(), found.doubles(), EXACT, EXACT);
        Tensor[] rounded =
                java.util.Arrays.stream(inputs).map(x -> x.cast(DType.F32)).toArray(Tensor[]::new);
        Tensor inFloats = fast.apply(rounded);
        Close.assertClose(what + " in float32", expected.values(), inFloats.doubles(), 2e-5, 2e-5);
        FiniteDifferences.check(what, fast, inputs);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 2", "7, 4, 6"})
    void linear(int n, int in, int out) {
        Tensor w = draws.weight(out, in);
        check(
                "linear",
                x -> Ops.linear(x[0], x[1], x[2]),
                x -> Naive.linear(x[0], x[1], x[2]),
                draws.doubles(n, in),
                w,
                draws.doubles(out));
        check(
                "linear without bias",
                x -> Ops.linear(x[0], x[1], null),
                x -> Naive.linear(x[0], x[1], null),
                draws.doubles(n, in),
                w);
        check(
                "linear of tokens",
                x -> Ops.linear(x[0], x[1], x[2]),
                x -> Naive.linear3(x[0], x[1], x[2]),
                draws.doubles(2, n, in),
                w,
                draws.doubles(out));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1, 4, 3", "3, 1, 1, 4, 5", "3, 1, 2, 5, 4", "3, 1, 2, 4, 1", "3, 0, 2, 5, 7", "2, 2, 3, 4, 4"})
    void conv2d(int kernel, int padding, int stride, int height, int width) {
        check(
                "conv2d",
                x -> Ops.conv2d(x[0], x[1], x[2], stride, padding),
                x -> Naive.conv2d(x[0], x[1], x[2], stride, padding),
                draws.doubles(2, 3, height, width),
                draws.weight(4, 3, kernel, kernel),
                draws.doubles(4));
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 1e-5", "2, 6, 1e-6", "4, 4, 0.1", "3, 6, 1e-5"})
    void groupNorm(int groups, int channels, double eps) {
        Tensor x = draws.doubles(2, channels, 3, 2).mul(3).add(5);
        Tensor weight = draws.scales(channels);
        Tensor bias = draws.doubles(channels);
        check(
                "group norm",
                in -> Ops.groupNorm(in[0], groups, in[1], in[2], eps),
                in -> Naive.groupNorm4(in[0], groups, in[1], in[2], eps),
                x,
                weight,
                bias);
        check(
                "group norm and silu",
                in -> Ops.groupNormSilu(in[0], groups, in[1], in[2], eps),
                in -> Naive.silu(Naive.groupNorm4(in[0], groups, in[1], in[2], eps)),
                x,
                weight,
                bias);
        check(
                "group norm of a permuted clip",
                in -> Ops.groupNorm(in[0].permute(0, 2, 1), groups, in[1], in[2], eps),
                in -> Naive.groupNorm(transposed(in[0]), groups, in[1], in[2], eps),
                draws.doubles(2, 3, channels),
                weight,
                bias);
    }

    private static Nd transposed(Nd x) {
        return Nd.fill(i -> x.at(i[0], i[2], i[1]), x.size(0), x.size(2), x.size(1));
    }

    /** The fused version writes in place; it must not write into its input. */
    @Test
    void groupNormSiluLeavesItsInputAlone() {
        Tensor x = draws.floats(1, 4, 2, 2);
        float[] before = x.floats();
        Ops.groupNormSilu(x, 2, Tensor.full(1, 4), Tensor.full(0, 4), 1e-5);
        assertArrayEquals(before, x.floats());
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1e-5", "3, 7, 1e-5", "4, 5, 0.5"})
    void layerNorm(int tokens, int width, double eps) {
        check(
                "layer norm",
                x -> Ops.layerNorm(x[0], x[1], x[2], eps),
                x -> Naive.layerNorm(x[0], x[1], x[2], eps),
                draws.doubles(2, tokens, width).mul(2).add(1),
                draws.scales(width),
                draws.doubles(width));
    }

    @Test
    void silu() {
        check(
                "silu",
                x -> Ops.silu(x[0]),
                x -> Naive.silu(x[0]),
                draws.doubles(3, 4, 5).mul(4));
    }

    @Test
    void gelus() {
        Tensor x = draws.doubles(3, 4, 5);
        check("gelu", in -> Ops.gelu(in[0]), in -> Naive.gelu(in[0]), x);
        check("quick gelu", in -> Ops.quickGelu(in[0]), in -> Naive.quickGelu(in[0]), x);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 4", "5, 4, 3"})
    void geglu(int tokens, int in, int out) {
        check(
                "geglu",
                x -> Ops.geglu(x[0], x[1], x[2]),
                x -> Naive.geglu(x[0], x[1], x[2]),
                draws.doubles(2, tokens, in),
                draws.weight(2 * out, in),
                draws.doubles(2 * out));
    }

    /** The exact GELU and its tanh approximation differ by up to 5e-4; a switch between them must show. */
    @Test
    void gegluIsTheExactOne() {
        Tensor one = Tensor.of(new double[] {1}, 1, 1, 1);
        Tensor weight = Tensor.of(new double[] {0, 1}, 2, 1);
        Tensor bias = Tensor.of(new double[] {1, 1}, 2);
        // GELU(2) = 1 + erf(sqrt 2) = 1.954499736..., its tanh form 1.954597694...
        Close.assertClose(
                "geglu",
                new double[] {1.9544997361036416},
                Ops.geglu(one, weight, bias).doubles(),
                1e-12,
                0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 2", "1, 4, 4, 3", "2, 5, 3, 4", "4, 2, 7, 8", "3, 6, 1, 6"})
    void attention(int heads, int queries, int keys, int width) {
        check(
                "attention",
                x -> Ops.attention(x[0], x[1], x[2], heads),
                x -> Naive.attention(x[0], x[1], x[2], heads),
                draws.doubles(2, queries, width),
                draws.doubles(2, keys, width),
                draws.doubles(2, keys, width));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "1, 4, 3", "2, 5, 4", "3, 7, 6"})
    void causalAttention(int heads, int tokens, int width) {
        check(
                "causal attention",
                x -> Ops.causalAttention(x[0], x[1], x[2], heads),
                x -> Naive.causalAttention(x[0], x[1], x[2], heads),
                draws.doubles(2, tokens, width),
                draws.doubles(2, tokens, width),
                draws.doubles(2, tokens, width));
    }

    /** Large scores would overflow a softmax that does not subtract its maximum. */
    @Test
    void attentionOfLargeScoresPicksOneValue() {
        Tensor q = Tensor.of(new float[] {100, 0}, 1, 1, 2);
        Tensor k = Tensor.of(new float[] {100, 0, -100, 0}, 1, 2, 2);
        Tensor v = Tensor.of(new float[] {1, 2, 3, 4}, 1, 2, 2);
        assertArrayEquals(new float[] {1, 2}, Ops.attention(q, k, v, 1).floats());
    }

    @ParameterizedTest
    @CsvSource({"2, 3, 4, 6", "2, 3, 3, 5", "3, 4, 5, 7", "5, 4, 2, 3", "3, 3, 3, 3", "1, 2, 7, 1"})
    void upsampleNearest(int height, int width, int newHeight, int newWidth) {
        check(
                "nearest",
                x -> Ops.upsampleNearest(x[0], newHeight, newWidth),
                x -> Naive.nearest(x[0], newHeight, newWidth),
                draws.doubles(2, 2, height, width));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void pixelShuffles(int factor) {
        Tensor image = draws.doubles(2, 3, 2L * factor, factor);
        check("unshuffle", x -> Ops.pixelUnshuffle(x[0], factor), x -> Naive.pixelUnshuffle(x[0], factor), image);
        Tensor packed = draws.doubles(2, 3L * factor * factor, 2, 1);
        check("shuffle", x -> Ops.pixelShuffle(x[0], factor), x -> Naive.pixelShuffle(x[0], factor), packed);
        assertArrayEquals(
                image.doubles(),
                Ops.pixelShuffle(Ops.pixelUnshuffle(image, factor), factor).doubles());
        assertArrayEquals(
                packed.doubles(),
                Ops.pixelUnshuffle(Ops.pixelShuffle(packed, factor), factor).doubles());
    }

    @Test
    void embedding() {
        long[] ids = {4, 0, 0, 2, 1, 4};
        Tensor at = Tensor.of(ids, 2, 3);
        Tensor table = draws.doubles(5, 3);
        Nd host = Nd.of(table);
        Nd expected = Nd.fill(i -> host.at((int) ids[i[0] * 3 + i[1]], i[2]), 2, 3, 3);
        Close.assertClose(
                "embedding", expected.values(), Ops.embedding(table, at).doubles(), 0, 0);
        FiniteDifferences.check("embedding", x -> Ops.embedding(x[0], at), table);
        double[] uses =
                Autograd.of(table, w -> Ops.embedding(w, at).sum()).gradient().doubles();
        assertArrayEquals(
                LongStream.of(2, 2, 2, 1, 1, 1, 1, 1, 1, 0, 0, 0, 2, 2, 2)
                        .asDoubleStream()
                        .toArray(),
                uses);
    }

    @Test
    void elementaryGradients() {
        Tensor x = draws.doubles(3, 4);
        Tensor y = draws.doubles(4).abs().add(1);
        FiniteDifferences.check("add, sub", in -> in[0].add(in[1]).sub(in[0].mul(3)), x, y);
        FiniteDifferences.check("mul, div", in -> in[0].mul(in[1]).div(in[1].square()), x, y);
        FiniteDifferences.check("sqrt", in -> in[0].sqrt(), y);
        FiniteDifferences.check("abs, neg", in -> in[0].abs().mul(in[0].neg()), x);
        FiniteDifferences.check("clamp", in -> in[0].clamp(-0.5, 0.7), x);
        FiniteDifferences.check("mean, std", in -> in[0].mean(1).add(in[0].std(0)), x);
        FiniteDifferences.check("sum, max", in -> in[0].sum(0).mul(in[0].max()), x);
        FiniteDifferences.check("matmul", in -> in[0].matmul(in[0].permute(1, 0)), x);
        FiniteDifferences.check("narrow, select", in -> in[0].narrow(1, 1, 2).mul(in[0].select(1, 3, 3)), x);
        FiniteDifferences.check(
                "chunk, cat", in -> Tensor.cat(0, in[0].chunk(2, 1)).mul(2), x);
        FiniteDifferences.check("stack", in -> Tensor.stack(1, in[0], in[0].square()), x);
        FiniteDifferences.check("repeat", in -> in[0].repeatInterleave(3, 1).reshape(9, -1), x);
    }

    /** A mean over no number of dimensions and broadcasting sum their gradients over what was repeated. */
    @Test
    void broadcastingSumsGradients() {
        Tensor row = Tensor.of(new double[] {1, 2, 3}, 3);
        Tensor many = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        double[] gradient = Autograd.of(row, r -> r.mul(many).sum()).gradient().doubles();
        assertArrayEquals(new double[] {5, 7, 9}, gradient);
    }
}
