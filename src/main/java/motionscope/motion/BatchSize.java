package motionscope.motion;

import java.util.OptionalLong;
import motionscope.model.DiffusionModel;
import motionscope.tensor.MemoryBudget;
import motionscope.video.Clip;

/** How many clips go through a network together where nobody says. */
final class BatchSize {
    /** A processor is busy with one clip: two together save a twentieth of the time, four save no more. */
    private static final int ON_PROCESSOR = 2;

    private static final int ON_CUDA = 32;
    /** The rest is left to others. */
    private static final double SHARE_OF_FREE = 0.5;

    private BatchSize() {}

    /** At least one: whether that fits is for the pass to say. */
    static int fitting(DiffusionModel model, Clip clip) {
        int factor = model.codec().downscale();
        long one = model.estimateBytes(1, clip.frames(), clip.height() / factor, clip.width() / factor, false);
        int most = model.placement().device().isCuda() ? ON_CUDA : ON_PROCESSOR;
        OptionalLong free = MemoryBudget.freeBytes(model.placement().device());
        return free.isEmpty() ? most : of(one, free.getAsLong(), most);
    }

    /** As many as {@code most}, fewer where half of what is free has no room for them, at least one. */
    static int of(long bytesOfOne, long free, int most) {
        return (int) Math.max(1, Math.min(most, SHARE_OF_FREE * free / Math.max(1, bytesOfOne)));
    }
}
