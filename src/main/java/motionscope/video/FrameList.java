package motionscope.video;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;

/** Frames while they are read: each is fitted and kept at 8 bits a channel; the budget holds whatever a header said. */
final class FrameList {
    private final String name;
    private final ReadOptions options;
    private final List<BufferedImage> frames = new ArrayList<>();

    FrameList(String name, ReadOptions options) {
        this.name = name;
        this.options = options;
    }

    boolean full() {
        return options.maxFrames() > 0 && frames.size() >= options.maxFrames();
    }

    int size() {
        return frames.size();
    }

    void add(BufferedImage frame) {
        options.check(name, frames.size() + 1L, frame.getWidth(), frame.getHeight());
        BufferedImage fitted = options.width() == 0
                ? frame
                : options.fit(Clip.of(List.of(frame), 1)).image(0);
        if (!frames.isEmpty()
                && (fitted.getWidth() != frames.get(0).getWidth()
                        || fitted.getHeight() != frames.get(0).getHeight())) {
            throw new MotionScopeException(
                    name + " has frames of different sizes: " + frames.get(0).getWidth() + "x"
                            + frames.get(0).getHeight() + ", then " + fitted.getWidth() + "x" + fitted.getHeight()
                            + "; ask for one with ReadOptions.all().size(width, height).");
        }
        frames.add(fitted);
    }

    Clip clip(double frameRate) {
        if (frames.isEmpty()) {
            throw new MotionScopeException(name + " has no frame that can be decoded; it is damaged or no video.");
        }
        return Clip.of(frames, frameRate);
    }
}
