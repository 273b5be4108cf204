package motionscope.metric;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import motionscope.video.world.Colour;
import motionscope.video.world.Scene;
import motionscope.video.world.SceneObject;
import motionscope.video.world.Shape;
import motionscope.video.world.Texture;

/** The shapes of the procedural world in all sizes, to lay over a region: the one that covers it best is its shape. */
final class ShapeTemplates {
    private static final int SIDE = 48;
    private static final double SMALLEST = 7;
    private static final double LARGEST = 17;
    private static final double STEP = 0.5;
    private static final int REACH = 2; // pixels around the region's middle

    private static final Map<Shape, List<Template>> ALL = all();

    private ShapeTemplates() {}

    /** A shape in the middle of a square, and its own middle of mass. */
    private record Template(boolean[] mask, double x, double y) {}

    private static Map<Shape, List<Template>> all() {
        Map<Shape, List<Template>> all = new EnumMap<>(Shape.class);
        for (Shape shape : Shape.values()) {
            List<Template> sizes = new ArrayList<>();
            for (double radius = SMALLEST; radius <= LARGEST; radius += STEP) {
                SceneObject object = SceneObject.of(shape, Colour.WHITE).radius(radius);
                Scene scene = Scene.of(Texture.TILES, Colour.RED).with(object);
                sizes.add(template(scene.truth(SIDE).mask(0, 0)));
            }
            all.put(shape, sizes);
        }
        return all;
    }

    private static Template template(boolean[] mask) {
        double x = 0;
        double y = 0;
        int area = 0;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i]) {
                x += i % SIDE + 0.5;
                y += i / SIDE + 0.5;
                area++;
            }
        }
        return new Template(mask, x / area, y / area);
    }

    /** For each shape the largest overlap (intersection over union, 0 to 1) that it reaches in any size. */
    static Map<Shape, Double> overlaps(Region region, int height, int width) {
        Map<Shape, Double> best = new EnumMap<>(Shape.class);
        ALL.forEach((shape, sizes) -> best.put(
                shape,
                sizes.stream()
                        .mapToDouble(size -> overlap(size, region, height, width))
                        .max()
                        .orElseThrow()));
        return best;
    }

    private static double overlap(Template template, Region region, int height, int width) {
        int left = (int) Math.round(region.x() - template.x);
        int top = (int) Math.round(region.y() - template.y);
        double best = 0;
        for (int dy = -REACH; dy <= REACH; dy++) {
            for (int dx = -REACH; dx <= REACH; dx++) {
                best = Math.max(best, overlap(template, region, left + dx, top + dy, height, width));
            }
        }
        return best;
    }

    /** Parts of the template outside of the frame do not count: nobody can see them. */
    private static double overlap(Template template, Region region, int left, int top, int height, int width) {
        int both = 0;
        int visible = 0;
        for (int y = Math.max(0, -top); y < Math.min(SIDE, height - top); y++) {
            for (int x = Math.max(0, -left); x < Math.min(SIDE, width - left); x++) {
                if (template.mask[y * SIDE + x]) {
                    visible++;
                    both += region.mask()[(y + top) * width + x + left] ? 1 : 0;
                }
            }
        }
        return (double) both / (region.area() + visible - both);
    }
}
