package motionscope.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import motionscope.MotionScopeException;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * Channels of a tap that are switched off during a pass: the layers behind the tap do not get what they carry. A causal
 * question: what becomes of a clip when the network cannot use these channels?
 *
 * <p>The paper chooses channels for its loss and leaves the network as it is; this changes the network.
 *
 * @param tap whose output loses them
 * @param channels by index; none leaves the pass as it is
 * @param part what of them is taken away
 */
public record ChannelsOff(Tap tap, int[] channels, Part part) {
    /** What of a channel is taken away. */
    public enum Part {
        /** X' = X - mean over frames (eq. 1): what is left is the same in all frames. */
        MOTION,
        /** All of it: the channel is 0. */
        WHOLE;

        /** As it stands in captions and files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws MotionScopeException if a channel is negative or named twice */
    public ChannelsOff {
        channels = channels.clone();
        if (Arrays.stream(channels).anyMatch(c -> c < 0)
                || Arrays.stream(channels).distinct().count() != channels.length) {
            throw new MotionScopeException("Channels " + Arrays.toString(channels)
                    + " were to be switched off; name each once, by an index of 0 or more.");
        }
    }

    @Override
    public int[] channels() {
        return channels.clone();
    }

    /**
     * What the layers behind the tap get.
     *
     * @param x (b f, c, h, w), the frame index running fastest
     * @param clips b
     */
    Tensor apply(Tensor x, long clips) {
        if (channels.length == 0) {
            return x;
        }
        return Scope.of(() -> {
            Tensor taken = part == Part.MOTION ? motion(x, clips) : x; // (b f, c, h, w)
            return x.sub(taken.mul(mask(x)));
        });
    }

    private static Tensor motion(Tensor x, long clips) {
        Tensor maps = x.reshape(clips, -1, x.size(1), x.size(2), x.size(3)); // (b, f, c, h, w)
        // (1) X' = X - (1/F) sum_f X_f
        return maps.sub(maps.mean(1)).reshape(x.shape());
    }

    /** 1 where a channel is off, (1, c, 1, 1). */
    private Tensor mask(Tensor x) {
        float[] off = new float[Math.toIntExact(x.size(1))];
        for (int channel : channels) {
            if (channel >= off.length) {
                throw new MotionScopeException("Channel " + channel + " was to be switched off at " + tap
                        + ", which has channels 0.." + (off.length - 1) + ".");
            }
            off[channel] = 1;
        }
        return Tensor.of(off, 1, off.length, 1, 1).to(x.device()).cast(x.dtype());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChannelsOff that
                && tap.equals(that.tap)
                && part == that.part
                && Arrays.equals(channels, that.channels);
    }

    @Override
    public int hashCode() {
        return List.of(tap, part, Arrays.hashCode(channels)).hashCode();
    }

    /** For captions and settings files: {@code motion of channels [3, 7] of up1}. */
    @Override
    public String toString() {
        return part.word() + " of channels " + Arrays.toString(channels) + " of " + tap;
    }
}
