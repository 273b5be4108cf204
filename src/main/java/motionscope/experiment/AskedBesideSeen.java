package motionscope.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import motionscope.experiment.guide.AskedMotions;
import motionscope.metric.ColourSegmentation;
import motionscope.metric.SceneMotion;
import motionscope.metric.TrackDistance;
import motionscope.metric.Tracks;
import motionscope.metric.WorldPrompt;
import motionscope.video.Clip;

/**
 * The motion that was asked for beside the one that a clip shows.
 *
 * @param seen motion of the background and of the shapes of the prompt
 * @param byShape what was asked of each shape, by its number in the prompt: of each place, the shape that is nearest to it
 */
record AskedBesideSeen(AskedMotions asked, SceneMotion seen, TreeMap<Integer, AskedMotions.Thing> byShape) {
    private static final double LEAST_ZOOM = 1 / 3.0; // of what was asked

    static AskedBesideSeen of(AskedMotions asked, SceneMotion seen, List<ShapePlace> places) {
        record Pair(int shape, AskedMotions.Thing thing, double distance) {}
        List<Pair> pairs = new ArrayList<>();
        for (int k = 0; k < places.size(); k++) {
            for (AskedMotions.Thing thing : asked.things()) {
                ShapePlace place = places.get(k);
                pairs.add(new Pair(k, thing, Math.hypot(place.x() - thing.x(), place.y() - thing.y())));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::distance));
        TreeMap<Integer, AskedMotions.Thing> byShape = new TreeMap<>();
        for (Pair pair : pairs) {
            if (!byShape.containsKey(pair.shape()) && !byShape.containsValue(pair.thing())) {
                byShape.put(pair.shape(), pair.thing());
            }
        }
        return new AskedBesideSeen(asked, seen, byShape);
    }

    /** Whether every motion that was asked is there; empty if one of them cannot be measured. */
    Optional<Boolean> met() {
        if (byShape.size() < asked.things().size()
                || byShape.keySet().stream().anyMatch(k -> seen.shapes().get(k).isEmpty())) {
            return Optional.empty();
        }
        boolean camera = asked.camera().map(seen.camera().shift()::goes).orElse(true);
        boolean zoom = asked.zoom() == 0 || seen.camera().zoom() / asked.zoom() > LEAST_ZOOM;
        boolean shapes = byShape.entrySet().stream().allMatch(e -> seen.shapes()
                .get(e.getKey())
                .orElseThrow()
                .goes(e.getValue().velocity()));
        return Optional.of(camera && zoom && shapes);
    }

    /**
     * Mean distance in pixels of the middle of each dragged shape to its path; empty if none was dragged.
     *
     * @throws motionscope.MotionScopeException if one is not seen in every frame
     */
    Optional<Double> dragDistance(Clip clip, WorldPrompt prompt) {
        ColourSegmentation found = ColourSegmentation.of(clip, prompt.background(), prompt.colours());
        List<Double> distances = new ArrayList<>();
        byShape.forEach((shape, thing) -> thing.path().ifPresent(path -> {
            double[][] target = Arrays.stream(path.points())
                    .map(point -> new double[] {point[0] * clip.width(), point[1] * clip.height()})
                    .toArray(double[][]::new);
            Tracks wanted = Tracks.of(new double[][][] {target});
            distances.add(
                    TrackDistance.of(found.middles(shape), wanted, clip.width()).pixels());
        }));
        return distances.isEmpty()
                ? Optional.empty()
                : Optional.of(distances.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow());
    }
}
