package motionscope.video.world;

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

    /**
     * The cells of a grid that a shape reaches into: rows {@code row} to {@code row + height - 1}, columns likewise.
     *
     * @param row first row
     * @param column first column
     */
    public record Box(int row, int column, int height, int width) {}

    /** For each pixel of a frame, row-major: 0 for the background, 1 for the first shape, 2 for the second, ... */
    public int[] owners(int frame) {
        return owners(frame, size);
    }

    /**
     * For each cell of a grid of {@code side} x {@code side} cells over a frame, row-major: what is seen in its middle, 0 for
     * the background, 1 for the first shape, ... The grid may be that of a feature map, or finer than the pixels.
     */
    public int[] owners(int frame, int side) {
        requireFrame(frame, scene.frames());
        int[] owners = new int[World.requireSize(side) * side]; // (side, side)
        for (int i = 0; i < owners.length; i++) {
            for (int o = scene.objects().size() - 1; o >= 0; o--) { // the first is in front, so it comes last
                if (scene.objects().get(o).distance(frame, at(i % side, side), at(i / side, side)) < 0) {
                    owners[i] = o + 1;
                }
            }
        }
        return owners;
    }

    /** For each pixel of a frame, row-major: is shape {@code object} (0 is the first) seen there? */
    public boolean[] mask(int object, int frame) {
        return mask(object, frame, size);
    }

    /** For each cell of a grid of {@code side} x {@code side} cells, row-major: is that shape seen in its middle? */
    public boolean[] mask(int object, int frame, int side) {
        requireObject(object);
        int[] owners = owners(frame, side);
        boolean[] mask = new boolean[owners.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = owners[i] == object + 1;
        }
        return mask;
    }

    /**
     * The smallest box of cells, of {@code side} x {@code side}, in which all pixels of a shape are.
     *
     * @throws MotionScopeException if nothing of the shape is seen in that frame
     */
    public Box box(int object, int frame, int side) {
        World.requireSize(side);
        boolean[] mask = mask(object, frame);
        int top = side;
        int left = side;
        int bottom = -1;
        int right = -1;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i]) {
                top = Math.min(top, i / size * side / size);
                left = Math.min(left, i % size * side / size);
                bottom = Math.max(bottom, ((i / size + 1) * side - 1) / size);
                right = Math.max(right, ((i % size + 1) * side - 1) / size);
            }
        }
        if (bottom < 0) {
            throw new MotionScopeException(
                    "Shape " + object + " is not seen in frame " + frame + ": it is hidden or outside of the picture.");
        }
        return new Box(top, left, bottom - top + 1, right - left + 1);
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
                float x = at(i % size, size);
                float y = at(i / size, size);
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

    /** Coordinate in pixels of the middle of a cell of a grid, from the middle of the picture. */
    private float at(int cell, int side) {
        return (cell + 0.5f) * ((float) size / side) - size / 2f;
    }

    private void requireObject(int object) {
        if (object < 0 || object >= scene.objects().size()) {
            throw new MotionScopeException("Shape " + object + " is not in this scene; it has "
                    + scene.objects().size() + ", counted from 0.");
        }
    }

    private static void requireFrame(int frame, int end) {
        if (frame < 0 || frame >= end) {
            throw new MotionScopeException(
                    "Frame " + frame + " is not there; masks have frames 0 to the last, flow all but the last.");
        }
    }
}
