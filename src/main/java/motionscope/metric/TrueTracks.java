package motionscope.metric;

import java.util.Arrays;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.video.world.MotionPath;
import motionscope.video.world.Scene;
import motionscope.video.world.SceneObject;
import motionscope.video.world.Truth;

/** Tracks of a scene of the procedural world: exact, because the scene is made by rule. */
public final class TrueTracks {
    private TrueTracks() {}

    /**
     * Tracks of what is seen at these points in the first frame, wherever it goes, behind other things and out of the
     * picture too.
     *
     * @param starts (points, 2), as in {@link Tracks}
     * @param size width and height of the pictures
     */
    public static Tracks of(Scene scene, int size, double[][] starts) {
        int[] owners = scene.truth(size).owners(0);
        return Tracks.of(Arrays.stream(starts)
                .map(start -> track(scene, size, start, owners[pixel(start, size)]))
                .toArray(double[][][]::new));
    }

    /**
     * The tracks of a grid that stay in the picture and are not covered in any frame.
     *
     * @param step pixels from point to point
     * @throws MotionScopeException if there is none
     */
    public static Tracks grid(Scene scene, int size, int step) {
        double[][] starts = LucasKanade.grid(size, size, step);
        boolean[] seen = seen(scene, size, starts);
        return of(scene, size, starts).where(t -> seen[t]);
    }

    /** Whether what is seen at these points in the first frame is seen in all others too. */
    public static boolean[] seen(Scene scene, int size, double[][] starts) {
        Truth truth = scene.truth(size);
        int[][] owners =
                IntStream.range(0, scene.frames()).mapToObj(truth::owners).toArray(int[][]::new);
        Tracks tracks = of(scene, size, starts);
        boolean[] seen = new boolean[starts.length];
        for (int t = 0; t < seen.length; t++) {
            int owner = owners[0][pixel(starts[t], size)];
            seen[t] = true;
            for (int f = 0; f < scene.frames() && seen[t]; f++) {
                double x = tracks.x(t, f);
                double y = tracks.y(t, f);
                seen[t] = x >= 0 && x < size && y >= 0 && y < size && owners[f][(int) y * size + (int) x] == owner;
            }
        }
        return seen;
    }

    /** The middle of a shape, which may lie outside of the picture: one track. */
    public static Tracks ofObject(Scene scene, int object, int size) {
        if (object < 0 || object >= scene.objects().size()) {
            throw new MotionScopeException("Shape " + object + " was asked for, but the scene has "
                    + scene.objects().size() + " shapes, counted from 0.");
        }
        SceneObject thing = scene.objects().get(object);
        double[][] path = new double[scene.frames()][];
        Arrays.setAll(path, f -> new double[] {thing.centreX(f) + size / 2.0, thing.centreY(f) + size / 2.0});
        return Tracks.of(new double[][][] {path});
    }

    private static double[][] track(Scene scene, int size, double[] start, int owner) {
        double x = start[0] - size / 2.0; // from the middle of the picture, as scenes measure
        double y = start[1] - size / 2.0;
        double[][] path = new double[scene.frames()][];
        for (int f = 0; f < path.length; f++) {
            MotionPath way = owner == 0
                    ? scene.background()
                    : scene.objects().get(owner - 1).path();
            double growth = owner == 0 ? scene.zoomAt(f) / (double) scene.zoomAt(0) : 1;
            path[f] = new double[] {
                (x - way.x(0)) * growth + way.x(f) + size / 2.0, (y - way.y(0)) * growth + way.y(f) + size / 2.0
            };
        }
        return path;
    }

    private static int pixel(double[] point, int size) {
        if (point.length != 2 || !(point[0] >= 0 && point[0] <= size && point[1] >= 0 && point[1] <= size)) {
            throw new MotionScopeException("A point lies in the picture of " + size + "x" + size + ", but "
                    + Arrays.toString(point) + " was given.");
        }
        return Math.min((int) point[1], size - 1) * size + Math.min((int) point[0], size - 1);
    }
}
