package motionscope.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import motionscope.nn.Conv2d;
import motionscope.nn.MotionModule;
import motionscope.nn.ResnetBlock;
import motionscope.nn.SpatialTransformer;
import motionscope.tensor.Ops;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** The blocks of {@link UNetMotion}: built from weights by name, each one stage of the network. */
final class UNetMotionBlocks {
    static final Tap TEMB = new Tap("temb");
    private static final Tap CONV_IN = new Tap("conv_in");
    private static final int TIME_FACTOR = 4;

    private final UNetMotionConfig config;
    private final Weights weights;
    private final long timeWidth;
    private final Set<Tap> blockTaps = new LinkedHashSet<>();
    private final Set<Tap> layerTaps = new LinkedHashSet<>();

    UNetMotionBlocks(UNetMotionConfig config, Weights weights) {
        this.config = config;
        this.weights = weights;
        this.timeWidth = (long) TIME_FACTOR * config.channels().get(0);
    }

    /** The taps of everything built so far: blocks first. */
    Set<Tap> taps() {
        Set<Tap> all = new LinkedHashSet<>(blockTaps);
        layerTaps.add(TEMB);
        all.addAll(layerTaps);
        return all;
    }

    Stage entry() {
        layerTaps.add(CONV_IN);
        return new Entry(Conv2d.same3x3(
                weights.at("conv_in"), config.inChannels(), config.channels().get(0)));
    }

    Stage down(int level) {
        Tap tap = Tap.down(level);
        blockTaps.add(tap);
        Weights mine = weights.at("down_blocks", level);
        int out = config.channels().get(level);
        int in = level == 0 ? out : config.channels().get(level - 1);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < config.layers().get(level); i++) {
            layers.add(layer(
                    mine,
                    tap,
                    i,
                    i == 0 ? in : out,
                    out,
                    level,
                    config.downAttention().get(level)));
        }
        boolean last = level == config.levels() - 1;
        Conv2d downsampler = last ? null : Conv2d.of(mine.at("downsamplers", 0).at("conv"), out, out, 3, 2, 1);
        return new Down(tap, layers, downsampler);
    }

    Stage middle() {
        blockTaps.add(Tap.MID);
        Weights mine = weights.at("mid_block");
        int level = config.levels() - 1;
        int width = config.channels().get(level);
        List<Layer> layers = new ArrayList<>();
        ResnetBlock first = resnet(mine, Tap.MID, 0, width, width);
        for (int i = 0; i < config.midLayers(); i++) {
            SpatialTransformer attention = attention(mine, Tap.MID, i, level, config.midDepth());
            MotionModule motion =
                    config.motionMidBlock() ? motion(mine, Tap.MID, i, level, config.midMotionDepth()) : null;
            layers.add(new Layer(Tap.MID, i, resnet(mine, Tap.MID, i + 1, width, width), attention, motion));
        }
        return new Middle(first, layers);
    }

    /** Up block {@code index}; it works on the levels from the coarsest to the finest. */
    Stage up(int index) {
        Tap tap = Tap.up(index);
        blockTaps.add(tap);
        Weights mine = weights.at("up_blocks", index);
        int level = config.levels() - 1 - index;
        int out = config.channels().get(level);
        int before = config.channels().get(Math.min(level + 1, config.levels() - 1));
        int finer = config.channels().get(Math.max(level - 1, 0));
        int count = config.layers().get(level) + 1;
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int hidden = i == 0 ? before : out;
            int skip = i == count - 1 ? finer : out;
            layers.add(layer(
                    mine,
                    tap,
                    i,
                    hidden + skip,
                    out,
                    level,
                    config.upAttention().get(index)));
        }
        Conv2d upsampler =
                level == 0 ? null : Conv2d.same3x3(mine.at("upsamplers", 0).at("conv"), out, out);
        return new Up(tap, layers, upsampler, level - 1);
    }

    private Layer layer(Weights mine, Tap tap, int i, int in, int out, int level, boolean attends) {
        ResnetBlock resnet = resnet(mine, tap, i, in, out);
        SpatialTransformer attention =
                attends ? attention(mine, tap, i, level, config.spatialDepth().get(level)) : null;
        MotionModule motion = config.motionModules()
                ? motion(mine, tap, i, level, config.motionDepth().get(level))
                : null;
        return new Layer(tap, i, resnet, attention, motion);
    }

    private ResnetBlock resnet(Weights mine, Tap tap, int i, int in, int out) {
        layerTaps.add(tap.inside("resnet", i));
        return ResnetBlock.of(mine.at("resnets", i), in, out, timeWidth, config.normGroups(), config.normEps());
    }

    private SpatialTransformer attention(Weights mine, Tap tap, int i, int level, int depth) {
        layerTaps.add(tap.inside("attention", i));
        int heads = config.spatialHeads().get(level);
        return SpatialTransformer.of(
                mine.at("attentions", i),
                config.channels().get(level),
                config.textWidth(),
                heads,
                depth,
                config.normGroups());
    }

    private MotionModule motion(Weights mine, Tap tap, int i, int level, int depth) {
        layerTaps.add(tap.inside("motion", i));
        return MotionModule.of(
                mine.at("motion_modules", i),
                config.channels().get(level),
                config.motionHeads().get(level),
                depth,
                config.normGroups(),
                config.maxFrames());
    }

    /** Resnet, attention within frames (not in every block), attention over frames (not in every network or mid block). */
    private record Layer(Tap block, int index, ResnetBlock resnet, SpatialTransformer attention, MotionModule motion) {
        Tensor forward(Tensor x, UNetCall call) {
            return attend(resnet(x, call), call);
        }

        Tensor resnet(Tensor x, UNetCall call) {
            return call.at(block.inside("resnet", index), resnet.forward(x, call.embedding()));
        }

        Tensor attend(Tensor x, UNetCall call) {
            Tensor h = x;
            if (attention != null) {
                Tap tap = block.inside("attention", index);
                int depth = attention.blocks().size();
                h = call.at(tap, attention.forward(h, call.text(), call.keyValues(tap, depth)));
            }
            if (motion != null) {
                h = call.at(block.inside("motion", index), motion.forward(h, call.clips(), call.motionNorm()));
            }
            return h;
        }
    }

    private record Entry(Conv2d conv) implements Stage {
        @Override
        public int skipsTaken() {
            return 0;
        }

        @Override
        public Tensor[] run(Tensor[] inputs, UNetCall call) {
            Tensor h = call.at(CONV_IN, conv.forward(inputs[0])); // (b f, c, h, w)
            return new Tensor[] {h, h};
        }
    }

    private record Down(Tap tap, List<Layer> layers, Conv2d downsampler) implements Stage {
        @Override
        public int skipsTaken() {
            return 0;
        }

        @Override
        public Tensor[] run(Tensor[] inputs, UNetCall call) {
            Tensor h = inputs[0];
            List<Tensor> outputs = new ArrayList<>();
            for (Layer layer : layers) {
                h = layer.forward(h, call);
                outputs.add(h);
            }
            if (downsampler != null) {
                h = downsampler.forward(h); // (b f, c, h/2, w/2), rounded up
                outputs.add(h);
            }
            h = call.at(tap, h);
            outputs.set(outputs.size() - 1, h);
            outputs.add(0, h);
            return outputs.toArray(Tensor[]::new);
        }
    }

    /** A resnet, then attention before each further resnet. */
    private record Middle(ResnetBlock first, List<Layer> layers) implements Stage {
        @Override
        public int skipsTaken() {
            return 0;
        }

        @Override
        public Tensor[] run(Tensor[] inputs, UNetCall call) {
            return new Tensor[] {
                Scope.of(() -> {
                    Tensor h = call.at(Tap.MID.inside("resnet", 0), first.forward(inputs[0], call.embedding()));
                    for (Layer layer : layers) {
                        h = layer.attend(h, call);
                        h = call.at(
                                Tap.MID.inside("resnet", layer.index() + 1),
                                layer.resnet().forward(h, call.embedding()));
                    }
                    return call.at(Tap.MID, h);
                })
            };
        }
    }

    private record Up(Tap tap, List<Layer> layers, Conv2d upsampler, int finerLevel) implements Stage {
        @Override
        public int skipsTaken() {
            return layers.size();
        }

        @Override
        public Tensor[] run(Tensor[] inputs, UNetCall call) {
            return new Tensor[] {
                Scope.of(() -> {
                    Tensor h = inputs[0];
                    for (Layer layer : layers) {
                        Tensor skip = inputs[1 + layer.index()];
                        h = layer.forward(Tensor.cat(1, h, skip), call); // (b f, c + skip, h, w) -> (b f, c, h, w)
                    }
                    if (upsampler == null) {
                        return call.at(tap, h);
                    }
                    // To the size of the next skip connection: twice, or one less where that size is odd.
                    h = Ops.upsampleNearest(h, call.height(finerLevel), call.width(finerLevel));
                    return call.at(tap, upsampler.forward(h));
                })
            };
        }
    }
}
