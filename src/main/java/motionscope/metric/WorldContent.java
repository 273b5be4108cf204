package motionscope.metric;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import motionscope.video.Clip;
import motionscope.video.world.Colour;
import motionscope.video.world.Shape;
import motionscope.video.world.Texture;

/**
 * What a clip of the procedural world shows, or one that a model drew of it, as far as looking tells. How often it is right,
 * {@link EstimatorErrors} measures.
 *
 * @param background its colour
 * @param texture its pattern
 * @param things the shapes that stand out, the largest first
 */
public record WorldContent(Colour background, Texture texture, List<Thing> things) {
    private static final int LOOKS = 4; // frames that are looked at
    private static final int LEAST_AREA = 40; // pixels of a frame of 64 x 64
    private static final double SIDE = 64;

    /** A shape of a colour. */
    public record Thing(Colour colour, Shape shape) {
        @Override
        public String toString() {
            return colour.word() + " " + shape.word();
        }
    }

    /** Looks at a few frames. */
    public static WorldContent of(Clip clip) {
        Colour background = BackgroundColour.of(clip);
        Map<Colour, List<Sighting>> seen = new EnumMap<>(Colour.class);
        double[] texture = new double[Texture.values().length];
        int looks = Math.min(LOOKS, clip.frames());
        for (int look = 0; look < looks; look++) {
            int frame = looks == 1 ? 0 : look * (clip.frames() - 1) / (looks - 1);
            boolean[] covered = new boolean[clip.height() * clip.width()];
            look(clip, frame, background, covered, seen);
            double[] probabilities = TextureClassifier.probabilities(clip, frame, background, covered);
            for (int k = 0; k < texture.length; k++) {
                texture[k] += probabilities[k];
            }
        }
        List<Sighting> things = seen.values().stream()
                .flatMap(List::stream)
                .filter(sighting -> sighting.looks > looks / 2)
                .sorted((a, b) -> Double.compare(b.area, a.area))
                .toList();
        return new WorldContent(
                background,
                Texture.values()[largest(texture)],
                things.stream().map(Sighting::thing).toList());
    }

    /** A region of one colour, followed from look to look, and how well each shape covers it, summed. */
    private static final class Sighting {
        private final Colour colour;
        private final Map<Shape, Double> overlaps = new EnumMap<>(Shape.class);
        private Region last;
        private int looks;
        private double area;

        private Sighting(Colour colour) {
            this.colour = colour;
        }

        private void add(Region region, Clip clip) {
            // a shape that is cut off by the edge says less about what it is
            double weight = region.atBorder() ? 0.25 : 1;
            ShapeTemplates.overlaps(region, clip.height(), clip.width())
                    .forEach((shape, overlap) -> overlaps.merge(shape, weight * overlap, Double::sum));
            last = region;
            looks++;
            area += region.area();
        }

        private Thing thing() {
            Shape best = overlaps.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            return new Thing(colour, best);
        }
    }

    private static void look(
            Clip clip, int frame, Colour background, boolean[] covered, Map<Colour, List<Sighting>> seen) {
        Map<Colour, boolean[]> masks = ColourSegmentation.masks(clip, frame, background, others(background));
        int least = (int) (LEAST_AREA * clip.height() / SIDE * clip.width() / SIDE);
        masks.forEach((colour, mask) -> {
            List<Sighting> known = seen.computeIfAbsent(colour, c -> new ArrayList<>());
            List<Sighting> free = new ArrayList<>(known);
            for (Region region : Region.of(mask, clip.height(), clip.width(), Math.max(1, least))) {
                Sighting nearest = free.stream()
                        .min((a, b) -> Double.compare(a.last.to(region), b.last.to(region)))
                        .orElseGet(() -> {
                            Sighting fresh = new Sighting(colour);
                            known.add(fresh);
                            return fresh;
                        });
                free.remove(nearest);
                nearest.add(region, clip);
            }
            for (int i = 0; i < mask.length; i++) {
                covered[i] |= mask[i];
            }
        });
    }

    private static List<Colour> others(Colour background) {
        return List.of(Colour.values()).stream().filter(c -> c != background).toList();
    }

    private static int largest(double[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            best = values[k] > values[best] ? k : best;
        }
        return best;
    }

    /** In the words of a prompt. */
    @Override
    public String toString() {
        String ground = background.word() + " " + texture.word() + " background";
        return things.isEmpty()
                ? ground
                : things.stream().map(Thing::toString).collect(Collectors.joining(" and ")) + " on " + ground;
    }
}
