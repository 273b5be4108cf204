package motionscope.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import motionscope.control.Guidance;
import motionscope.control.MotionReference;
import motionscope.model.Tap;
import motionscope.video.Clip;
import motionscope.video.world.Direction;
import motionscope.video.world.World;

/** For each direction one clip of a scene that no statistics have seen, whose motion is copied. */
final class SourceClips {
    private static final long SEED = 991;

    private final VideoModel model;
    private final Map<Direction, Clip> clips = new LinkedHashMap<>();

    SourceClips(VideoModel model) {
        this.model = model;
        for (Direction way : Direction.values()) {
            clips.put(way, World.pans(1, new Direction[] {way}, SEED).clips().get(0));
        }
    }

    Guidance guidance(Direction way, int[] channels) {
        return Guidance.adaptive().toward(MotionReference.of(model, clips.get(way), Tap.UP1, channels));
    }

    /** Without content correlation removal. */
    MotionReference plain(Direction way, int[] channels) {
        return MotionReference.plain(model, clips.get(way), 0, Tap.UP1, channels);
    }
}
