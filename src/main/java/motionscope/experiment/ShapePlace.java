package motionscope.experiment;

import java.util.ArrayList;
import java.util.List;
import motionscope.metric.ColourSegmentation;
import motionscope.metric.WorldPrompt;
import motionscope.video.Clip;
import motionscope.video.world.Direction;

/**
 * Where a shape is in a clip, on average over frames.
 *
 * @param x in pixels from the middle of the picture
 * @param y in pixels from the middle of the picture, downwards
 * @param radius of a disc of its area
 */
public record ShapePlace(double x, double y, double radius) {
    private static final double SMALLEST = 8;
    private static final double LARGEST = 14;
    private static final double GAP = 1; // pixels between shapes that pass each other
    private static final double MARGIN = 6; // pixels that a shape's middle keeps from the edge

    /** Of each shape of the prompt; one that is not seen counts as in the middle. */
    public static List<ShapePlace> of(Clip clip, String prompt) {
        return of(clip, WorldPrompt.of(prompt));
    }

    static List<ShapePlace> of(Clip clip, WorldPrompt world) {
        ColourSegmentation found = ColourSegmentation.of(clip, world.background(), world.colours());
        List<ShapePlace> places = new ArrayList<>();
        for (int k = 0; k < world.colours().size(); k++) {
            places.add(of(found, k));
        }
        return places;
    }

    private static ShapePlace of(ColourSegmentation found, int shape) {
        double x = 0;
        double y = 0;
        double radius = 0;
        int seen = 0;
        for (int f = 0; f < found.frames(); f++) {
            boolean[] mask = found.mask(shape, f);
            double area = 0;
            double sumX = 0;
            double sumY = 0;
            for (int i = 0; i < mask.length; i++) {
                if (mask[i]) {
                    area++;
                    sumX += i % found.width() + 0.5;
                    sumY += i / found.width() + 0.5;
                }
            }
            if (area > 0) {
                seen++;
                x += sumX / area - found.width() / 2.0;
                y += sumY / area - found.height() / 2.0;
                radius += Math.sqrt(area / Math.PI);
            }
        }
        return seen == 0
                ? new ShapePlace(0, 0, (SMALLEST + LARGEST) / 2)
                : new ShapePlace(x / seen, y / seen, Math.min(LARGEST, Math.max(SMALLEST, radius / seen)));
    }

    /**
     * The nearest place from which a shape can move one way, at a speed, over a clip, and stay in the picture; where none has
     * so much room, the middle.
     */
    public ShapePlace roomFor(Direction way, double speed, int frames, int size) {
        double reach = speed * (frames - 1) / 2;
        double mostX = Math.max(0, size / 2.0 - MARGIN - Math.abs(way.x()) * reach);
        double mostY = Math.max(0, size / 2.0 - MARGIN - Math.abs(way.y()) * reach);
        return new ShapePlace(Math.max(-mostX, Math.min(mostX, x)), Math.max(-mostY, Math.min(mostY, y)), radius);
    }

    /** Two shapes that go opposite ways, moved apart across the way so far that they pass and do not cover each other. */
    public static List<ShapePlace> passing(ShapePlace one, ShapePlace other, Direction way, int size) {
        boolean sideways = way.x() != 0;
        double a = sideways ? one.y : one.x;
        double b = sideways ? other.y : other.x;
        double lack = Math.max(0, one.radius + other.radius + GAP - Math.abs(b - a));
        double sign = a <= b ? 1 : -1;
        a -= sign * lack / 2;
        b += sign * lack / 2;
        double most = size / 2.0 - MARGIN;
        double over = Math.max(0, Math.max(a, b) - most) - Math.max(0, -most - Math.min(a, b)); // back into the picture
        return List.of(one.across(sideways, a - over), other.across(sideways, b - over));
    }

    private ShapePlace across(boolean sideways, double place) {
        return sideways ? new ShapePlace(x, place, radius) : new ShapePlace(place, y, radius);
    }
}
