package motionscope.nn;

import java.util.List;
import java.util.stream.IntStream;
import motionscope.testing.Draws;
import motionscope.testing.Naive;
import motionscope.testing.Nd;

/** Random layers in double precision, and the same layers once more in plain loops. */
final class Layers {
    static final double EPS = 1e-5;
    private final Draws draws;

    Layers(long seed) {
        draws = new Draws(seed);
    }

    Linear linear(int in, int out) {
        return new Linear(draws.weight(out, in), draws.doubles(out));
    }

    Conv2d conv(int in, int out, int kernel) {
        return new Conv2d(draws.weight(out, in, kernel, kernel), draws.doubles(out), 1, kernel / 2);
    }

    GroupNorm groupNorm(int channels, int groups, double eps) {
        return new GroupNorm(draws.scales(channels), draws.doubles(channels), groups, eps);
    }

    LayerNorm layerNorm(int width) {
        return new LayerNorm(draws.scales(width), draws.doubles(width), EPS);
    }

    Attention attention(int width, int contextWidth, int heads) {
        return new Attention(
                new Linear(draws.weight(width, width), null),
                new Linear(draws.weight(width, contextWidth), null),
                new Linear(draws.weight(width, contextWidth), null),
                linear(width, width),
                heads);
    }

    FeedForward feed(int width) {
        return new FeedForward(linear(width, 8 * width), linear(4 * width, width));
    }

    ResnetBlock resnet(int in, int out, int timeWidth, int groups) {
        return new ResnetBlock(
                groupNorm(in, groups, EPS),
                conv(in, out, 3),
                linear(timeWidth, out),
                groupNorm(out, groups, EPS),
                conv(out, out, 3),
                in == out ? null : conv(in, out, 1));
    }

    SpatialTransformer spatial(int channels, int textWidth, int heads, int depth, int groups) {
        List<SpatialTransformer.Block> blocks = IntStream.range(0, depth)
                .mapToObj(i -> new SpatialTransformer.Block(
                        layerNorm(channels),
                        attention(channels, channels, heads),
                        layerNorm(channels),
                        attention(channels, textWidth, heads),
                        layerNorm(channels),
                        feed(channels)))
                .toList();
        return new SpatialTransformer(
                groupNorm(channels, groups, 1e-6), linear(channels, channels), blocks, linear(channels, channels));
    }

    MotionModule motion(int channels, int heads, int depth, int groups, int maxFrames) {
        List<MotionModule.Block> blocks = IntStream.range(0, depth)
                .mapToObj(i -> new MotionModule.Block(
                        layerNorm(channels),
                        attention(channels, channels, heads),
                        layerNorm(channels),
                        attention(channels, channels, heads),
                        layerNorm(channels),
                        feed(channels),
                        draws.doubles(1, maxFrames, channels)))
                .toList();
        return new MotionModule(
                groupNorm(channels, groups, 1e-6), linear(channels, channels), blocks, linear(channels, channels));
    }

    // ---- in plain loops ---------------------------------------------------------------------------------------------

    static Nd slow(Linear layer, Nd x) {
        Nd bias = layer.bias() == null ? null : Nd.of(layer.bias());
        return x.shape().length == 2
                ? Naive.linear(x, Nd.of(layer.weight()), bias)
                : Naive.linear3(x, Nd.of(layer.weight()), bias);
    }

    static Nd slow(Conv2d layer, Nd x) {
        return Naive.conv2d(x, Nd.of(layer.weight()), Nd.of(layer.bias()), layer.stride(), layer.padding());
    }

    static Nd slow(GroupNorm layer, Nd x) {
        return x.shape().length == 3
                ? Naive.groupNorm(x, layer.groups(), Nd.of(layer.weight()), Nd.of(layer.bias()), layer.eps())
                : Naive.groupNorm4(x, layer.groups(), Nd.of(layer.weight()), Nd.of(layer.bias()), layer.eps());
    }

    static Nd slow(LayerNorm layer, Nd x) {
        return Naive.layerNorm(x, Nd.of(layer.weight()), Nd.of(layer.bias()), layer.eps());
    }

    static Nd slow(Attention layer, Nd x, Nd context) {
        Nd mixed = Naive.attention(
                slow(layer.query(), x), slow(layer.key(), context), slow(layer.value(), context), layer.heads());
        return slow(layer.out(), mixed);
    }

    static Nd slow(FeedForward layer, Nd x) {
        return slow(
                layer.out(),
                Naive.geglu(x, Nd.of(layer.in().weight()), Nd.of(layer.in().bias())));
    }

    /** x (b f, in, h, w), embedding (b, timeWidth). */
    static Nd slow(ResnetBlock layer, Nd x, Nd embedding) {
        int frames = x.size(0) / embedding.size(0);
        Nd time = slow(layer.time(), Naive.silu(embedding));
        Nd first = slow(layer.conv1(), Naive.silu(slow(layer.norm1(), x)));
        Nd timed = Nd.fill(i -> first.at(i) + time.at(i[0] / frames, i[1]), first.shape());
        Nd second = slow(layer.conv2(), Naive.silu(slow(layer.norm2(), timed)));
        return second.plus(layer.shortcut() == null ? x : slow(layer.shortcut(), x));
    }

    /** x (b f, c, h, w), text (b, tokens, textWidth). */
    static Nd slow(SpatialTransformer layer, Nd x, Nd text) {
        int frames = x.size(0) / text.size(0);
        Nd perFrame = Nd.fill(i -> text.at(i[0] / frames, i[1], i[2]), x.size(0), text.size(1), text.size(2));
        int columns = x.size(3);
        Nd normed = slow(layer.norm(), x);
        Nd h = Nd.fill(
                i -> normed.at(i[0], i[2], i[1] / columns, i[1] % columns), x.size(0), x.size(2) * columns, x.size(1));
        h = slow(layer.in(), h);
        for (SpatialTransformer.Block block : layer.blocks()) {
            Nd one = slow(block.norm1(), h);
            h = h.plus(slow(block.self(), one, one));
            h = h.plus(slow(block.text(), slow(block.norm2(), h), perFrame));
            h = h.plus(slow(block.feed(), slow(block.norm3(), h)));
        }
        Nd out = slow(layer.out(), h);
        return Nd.fill(i -> x.at(i) + out.at(i[0], i[2] * columns + i[3], i[1]), x.shape());
    }

    /** x (b f, c, h, w). */
    static Nd slow(MotionModule layer, Nd x, int clips, MotionModule.Norm statistics) {
        int frames = x.size(0) / clips;
        int channels = x.size(1);
        int columns = x.size(3);
        int positions = x.size(2) * columns;
        Nd normed;
        if (statistics == MotionModule.Norm.PER_FRAME) {
            normed = slow(layer.norm(), x);
        } else {
            Nd clipwise = Nd.fill( // (b, c, f p)
                    i -> x.at(
                            i[0] * frames + i[2] / positions,
                            i[1],
                            i[2] % positions / columns,
                            i[2] % positions % columns),
                    clips,
                    channels,
                    frames * positions);
            Nd clipNorm = slow(layer.norm(), clipwise);
            normed = Nd.fill(
                    i -> clipNorm.at(i[0] / frames, i[1], i[0] % frames * positions + i[2] * columns + i[3]),
                    x.shape());
        }
        Nd h = Nd.fill( // (b p, f, c)
                i -> normed.at(
                        i[0] / positions * frames + i[1], i[2], i[0] % positions / columns, i[0] % positions % columns),
                clips * positions,
                frames,
                channels);
        h = slow(layer.in(), h);
        for (MotionModule.Block block : layer.blocks()) {
            Nd table = Nd.of(block.position());
            Nd one = positioned(slow(block.norm1(), h), table);
            h = h.plus(slow(block.first(), one, one));
            Nd two = positioned(slow(block.norm2(), h), table);
            h = h.plus(slow(block.second(), two, two));
            h = h.plus(slow(block.feed(), slow(block.norm3(), h)));
        }
        Nd out = slow(layer.out(), h);
        return Nd.fill(
                i -> x.at(i) + out.at(i[0] / frames * positions + i[2] * columns + i[3], i[0] % frames, i[1]),
                x.shape());
    }

    private static Nd positioned(Nd x, Nd table) {
        return Nd.fill(i -> x.at(i) + table.at(0, i[1], i[2]), x.shape());
    }
}
