package motionscope.model;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a codec needs, and what would need less.
 *
 * @param codec whose estimates are used
 * @param times of what decoding needs: more for a gradient
 */
public record CodecMemory(Codec codec, double times) implements WhatFits.Cost {
    /** Tiles are made of quarters, see {@link Tiling}. */
    private static final int QUARTERS = 4;

    @Override
    public long bytes(WhatFits.Size size) {
        return (long) (times * codec.estimateBytes(size.clips() * size.frames(), size.height(), size.width()));
    }

    /** What to advise where this size, in pixels, does not fit. */
    public WhatFits whatFits(WhatFits.Size asked) {
        return new WhatFits(asked, codec.downscale(), this, room -> tiles(asked, room).stream()
                .toList());
    }

    /** The largest tiles that fit; none of a codec without a network. */
    private Optional<String> tiles(WhatFits.Size asked, long room) {
        if (bytes(asked) <= 0) {
            return Optional.empty();
        }
        int step = QUARTERS * codec.downscale();
        int whole = Math.min(asked.height(), asked.width());
        int largest = codec.tile() == 0 ? whole : Math.min(whole, codec.tile());
        return IntStream.iterate((largest - 1) / step * step, side -> side >= step, side -> side - step)
                .filter(side -> new CodecMemory(codec.tiled(side), times).bytes(asked) <= room)
                .mapToObj(side -> "tiles of " + side + " pixels in the codec, codecTiles(" + side + ")")
                .findFirst();
    }
}
