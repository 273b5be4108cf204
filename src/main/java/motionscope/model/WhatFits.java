package motionscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The sizes of a piece of work that a device still has room for: the advice of an error about memory.
 *
 * @param asked what was asked for
 * @param multiple sides are multiples of this
 * @param cost bytes that a size needs
 * @param others what fits into so many bytes at the same size, in words, as in "precision bf16"
 */
public record WhatFits(Size asked, int multiple, Cost cost, LongFunction<List<String>> others) {
    /** What is free wobbles a little until the next try. */
    private static final double SHARE = 0.97;

    /**
     * A size of work.
     *
     * @param clips at once
     * @param frames of each
     * @param height in pixels, or in rows of a latent
     * @param width in pixels, or in columns of a latent
     */
    public record Size(int clips, int frames, int height, int width) {
        @Override
        public String toString() {
            return counted(clips, "clip") + " of " + counted(frames, "frame") + " of " + width + " x " + height;
        }

        private static String counted(int count, String what) {
            return count + " " + what + (count == 1 ? "" : "s");
        }
    }

    /** What a size needs. */
    @FunctionalInterface
    public interface Cost {
        /** Bytes, roughly and on the safe side. */
        long bytes(Size size);
    }

    /** The same advice, of sizes that must fit something else, too. */
    public WhatFits costing(Cost more) {
        return new WhatFits(asked, multiple, more, others);
    }

    /** One sentence: each change by itself that fits into so many bytes, else one of all together. */
    public String within(long free) {
        long room = (long) (SHARE * free);
        List<String> found = new ArrayList<>();
        clips(room).ifPresent(found::add);
        frames(room).ifPresent(found::add);
        sides(room).ifPresent(found::add);
        found.addAll(others.apply(room));
        if (!found.isEmpty()) {
            return "What would fit: " + String.join(", or ", found) + ".";
        }
        return smallest(room)
                .map(size -> "What would fit: " + size + ".")
                .orElse("Nothing of it would fit: free some memory, or use another device.");
    }

    private Optional<String> clips(long room) {
        for (int clips = asked.clips() - 1; clips >= 1; clips--) {
            if (fits(new Size(clips, asked.frames(), asked.height(), asked.width()), room)) {
                return Optional.of(Size.counted(clips, "clip") + " at once");
            }
        }
        return Optional.empty();
    }

    private Optional<String> frames(long room) {
        for (int frames = asked.frames() - 1; frames >= 1; frames--) {
            if (fits(new Size(asked.clips(), frames, asked.height(), asked.width()), room)) {
                return Optional.of(Size.counted(frames, "frame"));
            }
        }
        return Optional.empty();
    }

    /** The largest frame of about the same form. */
    private Optional<String> sides(long room) {
        for (int height = asked.height() - multiple; height >= multiple; height -= multiple) {
            Size size = new Size(asked.clips(), asked.frames(), height, widthFor(height));
            if (fits(size, room)) {
                return Optional.of("frames of " + size.width() + " x " + size.height());
            }
        }
        return Optional.empty();
    }

    private int widthFor(int height) {
        long steps = Math.round((double) asked.width() * height / asked.height() / multiple);
        return (int) Math.max(1, steps) * multiple;
    }

    /** One clip with ever smaller sides, and as many frames as fit. */
    private Optional<Size> smallest(long room) {
        for (int height = halved(asked.height()); height >= multiple; height = halved(height)) {
            for (int frames = asked.frames(); frames >= 1; frames--) {
                Size size = new Size(1, frames, height, widthFor(height));
                if (fits(size, room)) {
                    return Optional.of(size);
                }
            }
        }
        return Optional.empty();
    }

    private int halved(int side) {
        return side / 2 / multiple * multiple;
    }

    private boolean fits(Size size, long room) {
        return cost.bytes(size) <= room;
    }
}
