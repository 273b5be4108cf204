package motionscope.video.world;

import java.util.Objects;
import motionscope.MotionScopeException;

/**
 * What is seen at each pixel of a scene, and how it moves: exact, because the scene is made by rule.
 *
 * @param scene the scene
 * @param size width and height of its pictures
 */
public record Truth(Scene scene, int size) {
    /**
     * Motion from one frame to the next, of what is seen at each pixel of the first: row-major (size, size), in pixels.
     *
     * @param dx to the right
     * @param dy downwards
     */
    public record Flow(float[] dx, float[] dy) {}

    /** For each pixel of a frame, row-major: 0 for the background, 1 for the first shape, 2 for the second, ... */
    public int[] owners(int frame) {
        requireFrame(frame, scene.frames());
        int[] owners = new int[size * size];
        for (int i = 0; i < owners.length; i++) {
            for (int o = scene.objects().size() - 1; o >= 0; o--) { // the first is in front, so it comes last
                if (scene.objects().get(o).distance(frame, at(i % size), at(i / size)) < 0) {
                    owners[i] = o + 1;
                }
            }
        }
        return owners;
    }

    /** For each pixel of a frame, row-major: is shape {@code object} (0 is the first) seen there? */
    public boolean[] mask(int object, int frame) {
        Objects.checkIndex(object, scene.objects().size());
        int[] owners = owners(frame);
        boolean[] mask = new boolean[owners.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = owners[i] == object + 1;
        }
        return mask;
    }

    /** The motion from {@code frame} to {@code frame + 1} of what is seen at each pixel of {@code frame}. */
    public Flow flow(int frame) {
        requireFrame(frame, scene.frames() - 1);
        int[] owners = owners(frame);
        Flow flow = new Flow(new float[owners.length], new float[owners.length]);
        MotionPath ground = scene.background();
        float growth = scene.zoomAt(frame + 1) / scene.zoomAt(frame);
        for (int i = 0; i < owners.length; i++) {
            if (owners[i] == 0) {
                float x = at(i % size);
                float y = at(i / size);
                // the same place of the background, one frame later
                flow.dx[i] = (x - ground.x(frame)) * growth + ground.x(frame + 1) - x;
                flow.dy[i] = (y - ground.y(frame)) * growth + ground.y(frame + 1) - y;
            } else {
                MotionPath path = scene.objects().get(owners[i] - 1).path();
                flow.dx[i] = path.x(frame + 1) - path.x(frame);
                flow.dy[i] = path.y(frame + 1) - path.y(frame);
            }
        }
        return flow;
    }

    /** Coordinate of the middle of a pixel, from the middle of the picture. */
    private float at(int pixel) {
        return pixel - size / 2f + 0.5f;
    }

    private static void requireFrame(int frame, int end) {
        if (frame < 0 || frame >= end) {
            throw new MotionScopeException(
                    "Frame " + frame + " is not there; masks have frames 0 to the last, flow all but the last.");
        }
    }
}
