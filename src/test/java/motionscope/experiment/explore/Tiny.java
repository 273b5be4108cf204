package motionscope.experiment.explore;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.World;

/** Clips of known motion that the tiny model takes: 4 frames of 16 x 16. */
public final class Tiny {
    public static final int FRAMES = 4;
    public static final int SIDE = 16;

    private Tiny() {}

    public static LabelledClips<Direction> pans(int scenes, Direction... ways) {
        LabelledClips<Direction> pans = World.pans(scenes, ways, 5);
        List<Clip> small = pans.clips().stream()
                .map(clip -> clip.frames(0, FRAMES).resize(SIDE, SIDE))
                .toList();
        return new LabelledClips<>(small, pans.motions(), pans.scenes());
    }

    public static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertTrue(message.indexOf('\n') < 0, "one line: " + message);
    }
}
