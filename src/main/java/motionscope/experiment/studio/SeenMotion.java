package motionscope.experiment.studio;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.control.Region;
import motionscope.metric.CameraMotion;
import motionscope.metric.ColourSegmentation;
import motionscope.metric.LucasKanade;
import motionscope.metric.Velocity;
import motionscope.metric.WorldPrompt;
import motionscope.video.Clip;
import smile.math.MathEx;

/**
 * What moves in a clip, in pixels per frame.
 *
 * @param ground the background; empty where it cannot be followed
 * @param zoom its growth in each frame, 0 where it cannot be followed
 * @param shape what is in the region; empty where none was asked of, or it cannot be followed
 * @param from where the shape is in the first frame, in shares of the picture; null where there is none
 */
public record SeenMotion(Optional<Velocity> ground, double zoom, Optional<Velocity> shape, double[] from) {
    private static final int GRID = 3; // pixels between points in a region

    /**
     * Of the procedural world's prompts shapes are known by their colours; in other clips the largest set of points that move
     * together is the background, and points in the region are the shape.
     *
     * @param place of the shape; null where none is asked of
     */
    public static SeenMotion of(Clip clip, String prompt, Place place) {
        Optional<ColourSegmentation> shapes = WorldPrompt.find(prompt)
                .filter(world -> !world.colours().isEmpty())
                .flatMap(world -> segmentation(clip, world));
        Optional<CameraMotion> camera = camera(clip, shapes);
        Optional<Track> track = place == null
                ? Optional.empty()
                : shapes.isPresent() ? known(shapes.get(), place) : followed(clip, place.region());
        return new SeenMotion(
                camera.map(CameraMotion::shift),
                camera.map(CameraMotion::zoom).orElse(0.0),
                track.map(Track::velocity),
                track.map(t -> new double[] {t.x() / clip.width(), t.y() / clip.height()})
                        .orElse(null));
    }

    /** Something that was followed: where it begins, in pixels. */
    private record Track(double x, double y, Velocity velocity) {}

    private static Optional<ColourSegmentation> segmentation(Clip clip, WorldPrompt world) {
        try {
            return Optional.of(ColourSegmentation.of(clip, world.background(), world.colours()));
        } catch (MotionScopeException e) { // a colour twice
            return Optional.empty();
        }
    }

    private static Optional<CameraMotion> camera(Clip clip, Optional<ColourSegmentation> shapes) {
        try {
            return Optional.of(
                    shapes.isPresent() ? CameraMotion.outside(clip, shapes.get()::covered) : CameraMotion.of(clip));
        } catch (MotionScopeException e) { // too little detail to be followed: nothing is said
            return Optional.empty();
        }
    }

    /** The shape that is nearest to the middle of the region in the middle of the clip. */
    private static Optional<Track> known(ColourSegmentation shapes, Place place) {
        double[] box = place.box();
        double x = (box[0] + box[2]) / 2 * shapes.width();
        double y = (box[1] + box[3]) / 2 * shapes.height();
        return IntStream.range(0, shapes.colours().size())
                .filter(k -> shapes.seen(k) == 1 && shapes.isMeasurable(k))
                .boxed()
                .min(Comparator.comparingDouble(k -> {
                    double[] at = shapes.middles(k).positions()[0][shapes.frames() / 2];
                    return Math.hypot(at[0] - x, at[1] - y);
                }))
                .map(k -> {
                    double[] first = shapes.middles(k).positions()[0][0];
                    return new Track(first[0], first[1], shapes.velocity(k));
                });
    }

    /** The middle one of the points that begin in the region. */
    private static Optional<Track> followed(Clip clip, Region region) {
        try {
            float[] inside = region.hard(1, clip.height(), clip.width());
            double[][] starts = Arrays.stream(LucasKanade.grid(clip.width(), clip.height(), GRID))
                    .filter(p -> inside[(int) p[1] * clip.width() + (int) p[0]] > 0)
                    .toArray(double[][]::new);
            double[][][] kept = starts.length == 0
                    ? new double[0][][]
                    : LucasKanade.usualFor(clip).follow(clip, starts).positions();
            if (kept.length == 0) {
                return Optional.empty();
            }
            int last = clip.frames() - 1;
            List<double[][]> tracks = List.of(kept);
            Velocity velocity = new Velocity(
                    MathEx.median(tracks.stream()
                            .mapToDouble(t -> (t[last][0] - t[0][0]) / last)
                            .toArray()),
                    MathEx.median(tracks.stream()
                            .mapToDouble(t -> (t[last][1] - t[0][1]) / last)
                            .toArray()));
            double x = tracks.stream().mapToDouble(t -> t[0][0]).average().orElseThrow();
            double y = tracks.stream().mapToDouble(t -> t[0][1]).average().orElseThrow();
            return Optional.of(new Track(x, y, velocity));
        } catch (MotionScopeException e) { // a clip of one frame, or masks that do not fit: nothing to follow
            return Optional.empty();
        }
    }
}
