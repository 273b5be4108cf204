package motionscope.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import motionscope.nn.KeyValues;
import motionscope.nn.MotionModule;
import motionscope.tensor.DType;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * What one pass through a UNet carries beside the hidden state: conditions, switches, and the taps to collect.
 *
 * <p>Internal to the architectures of this package.
 */
final class UNetCall {
    private final Tensor embedding; // (b, 4 channels of the first level)
    private final Tensor text; // (b, tokens, textWidth)
    private final long height;
    private final long width;
    private final MotionModule.Norm motionNorm;
    private final AttentionSharing sharing;
    private final List<ChannelsOff> off;
    private final Set<Tap> wanted;
    private final Scope results;
    private final Map<Tap, Tensor> seen = new LinkedHashMap<>();

    UNetCall(
            Tensor embedding,
            Tensor text,
            long height,
            long width,
            MotionModule.Norm motionNorm,
            AttentionSharing sharing,
            List<ChannelsOff> off,
            Set<Tap> wanted,
            Scope results) {
        this.embedding = embedding;
        this.text = text;
        this.height = height;
        this.width = width;
        this.motionNorm = motionNorm;
        this.sharing = sharing;
        this.off = off;
        this.wanted = wanted;
        this.results = results;
    }

    Tensor embedding() {
        return embedding;
    }

    Tensor text() {
        return text;
    }

    long clips() {
        return embedding.size(0);
    }

    MotionModule.Norm motionNorm() {
        return motionNorm;
    }

    /** Rows of the feature maps of a level: each downsampler halves, rounding up. */
    long height(int level) {
        return halved(height, level);
    }

    /** Columns of the feature maps of a level. */
    long width(int level) {
        return halved(width, level);
    }

    private static long halved(long size, int times) {
        return times == 0 ? size : halved((size + 1) / 2, times - 1);
    }

    /** What the self-attentions of a spatial transformer do with their keys and values. */
    List<KeyValues> keyValues(Tap attention, int blocks) {
        return IntStream.range(0, blocks)
                .mapToObj(i -> sharing.of(attention, i))
                .toList();
    }

    /** Switches channels off that are to be, and collects what is left if it was asked for. */
    Tensor at(Tap tap, Tensor x) {
        Tensor left = x;
        for (ChannelsOff some : off) {
            left = some.tap().equals(tap) ? some.apply(left, clips()) : left;
        }
        if (wanted.contains(tap)) {
            seen.put(tap, results.adopt(left));
        }
        return left;
    }

    /** The taps that were asked for. */
    Set<Tap> wanted() {
        return wanted;
    }

    /** Whether every tap that was asked for has been passed. */
    boolean complete() {
        return seen.size() == wanted.size();
    }

    /** What was collected, as (b f, c, h, w) in float32. */
    Map<Tap, Tensor> features() {
        Map<Tap, Tensor> features = new LinkedHashMap<>();
        seen.forEach((tap, x) -> features.put(tap, x.cast(DType.F32)));
        return features;
    }
}
