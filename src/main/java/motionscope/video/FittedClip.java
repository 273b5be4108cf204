package motionscope.video;

import java.nio.file.Path;
import motionscope.MotionScopeException;

/**
 * A clip from a file, made to fit a model's input, and what was done to it.
 *
 * @param name of the file or folder
 * @param clip the clip
 * @param how what it was and what was kept, in words
 */
public record FittedClip(String name, Clip clip, String how) {
    /**
     * Reads the first frames of a clip; of each, the middle square is scaled. The clip's pace is left as it is.
     *
     * @param file anything that {@link ClipReader} reads: a video, a GIF, a folder of pictures
     * @param frames how many frames
     * @param side their width and height
     * @throws MotionScopeException if the clip has fewer frames, or cannot be read
     */
    public static FittedClip read(Path file, int frames, int side) {
        ReadOptions whole = ReadOptions.all();
        Clip first = ClipReader.read(file, whole.frames(1)); // its own size
        Clip found = ClipReader.read(file, whole.frames(frames + 1).size(side, side)); // one more: are there more?
        if (found.frames() < frames) {
            throw new MotionScopeException(
                    file + " has " + found.frames() + (found.frames() == 1 ? " frame" : " frames") + ", but " + frames
                            + " are needed; take a longer clip, or ask for fewer frames.");
        }
        boolean longer = found.frames() > frames;
        boolean fits = first.width() == side && first.height() == side;
        String size = first.width() + "x" + first.height();
        String how = (longer ? "the first " : "all ") + frames + " frames, "
                + (fits
                        ? size + " as they are"
                        : (first.width() == first.height() ? size : "the middle square of " + size) + " scaled to "
                                + side + "x" + side);
        return new FittedClip(file.getFileName().toString(), longer ? found.frames(0, frames) : found, how);
    }

    /** {@code walk.mp4: the first 16 frames, the middle square of 640x360 scaled to 64x64}. */
    @Override
    public String toString() {
        return name + ": " + how;
    }
}
