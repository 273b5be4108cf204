package motionscope.video.world;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A large picture with something else in each place, as a photograph has: patches of every texture, in many colours and
 * grains from fine to coarse, with ragged borders; shapes from pebbles to hills; light and shade over all of it.
 */
final class Landscape {
    private static final int PATCH = 170; // mean distance of patches, in pixels
    private static final int SHAPE = 120; // and of shapes
    private static final float RAGGED = 26; // how far borders wander

    private final int width;
    private final int height;
    private final List<Patch> patches = new ArrayList<>();
    private final List<SceneObject> shapes = new ArrayList<>();
    private final Pattern border;
    private final Pattern light;

    /** Ground of one kind around a point; {@code scale} enlarges its texture. */
    private record Patch(float x, float y, Pattern pattern, float[] colour, float scale) {}

    Landscape(long seed, int width, int height) {
        this.width = width;
        this.height = height;
        SplittableRandom random = new SplittableRandom(seed);
        border = new Pattern(Texture.CLOUDS, Grain.random(random));
        light = new Pattern(Texture.CLOUDS, Grain.random(random));
        for (float y = 0; y < height + PATCH; y += PATCH) {
            for (float x = 0; x < width + PATCH; x += PATCH) {
                patches.add(patch(random, x, y));
            }
        }
        int count = (int) (1 + (long) width * height / (SHAPE * SHAPE));
        for (int i = 0; i < count; i++) {
            // as many of 6 to 12 pixels as of 12 to 24, 24 to 48, 48 to 96
            float radius = 6 * (float) StrictMath.pow(2, Draw.between(random, 0, 4));
            shapes.add(SceneObject.of(Draw.of(random, Shape.values()), Draw.of(random, Colour.values()))
                    .radius(radius)
                    .at(Draw.between(random, 0, width), Draw.between(random, 0, height)));
        }
        shapes.sort(Comparator.comparingDouble(shape -> -shape.radius())); // the small ones in front
    }

    private static Patch patch(SplittableRandom random, float x, float y) {
        Pattern pattern = new Pattern(Draw.of(random, Texture.values()), Grain.random(random));
        Colour main = Draw.of(random, Colour.values());
        Colour tint = Draw.other(random, Colour.values(), main);
        float share = Draw.between(random, 0, 0.5f);
        float[] colour = new float[3];
        for (int c = 0; c < 3; c++) {
            colour[c] = main.channel(c) * (1 - share) + tint.channel(c) * share;
        }
        float away = PATCH / 2f;
        return new Patch(
                x + Draw.between(random, -away, away), y + Draw.between(random, -away, away), pattern, colour, (float)
                        StrictMath.pow(2, Draw.between(random, 0, 3)));
    }

    BufferedImage paint() {
        float[] rgb = new float[3 * width * height]; // (height, width, 3), 0 to 1
        for (int i = 0; i < width * height; i++) {
            ground(i % width, i / width, rgb, 3 * i);
        }
        shapes.forEach(shape -> lay(shape, rgb));
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            float shade = 0.6f + 0.5f * light.grey(i % width / 16f, i / width / 16f);
            int packed = 0;
            for (int c = 0; c < 3; c++) {
                packed = packed << 8 | Math.round(255 * Math.min(1, shade * rgb[3 * i + c]));
            }
            picture.setRGB(i % width, i / width, packed);
        }
        return picture;
    }

    private void ground(int x, int y, float[] rgb, int at) {
        // borders wander: a pixel belongs to the patch that is nearest to a place nearby
        float nearX = x + RAGGED * (2 * border.grey(x / 5f, y / 5f) - 1);
        float nearY = y + RAGGED * (2 * border.grey(y / 5f + 500, x / 5f + 500) - 1);
        Patch patch = patches.get(0);
        float least = Float.MAX_VALUE;
        for (Patch other : patches) {
            float dx = other.x - nearX;
            float dy = other.y - nearY;
            if (dx * dx + dy * dy < least) {
                least = dx * dx + dy * dy;
                patch = other;
            }
        }
        float grey = patch.pattern.grey(x / patch.scale, y / patch.scale);
        for (int c = 0; c < 3; c++) {
            rgb[at + c] = patch.colour[c] * 0.25f + (patch.colour[c] * 0.65f + 0.1f) * grey;
        }
    }

    private void lay(SceneObject shape, float[] rgb) {
        int reach = (int) (1.3f * shape.radius()) + 4;
        float[] pixel = new float[3];
        for (int y = Math.max(0, (int) shape.y() - reach); y < Math.min(height, shape.y() + reach); y++) {
            for (int x = Math.max(0, (int) shape.x() - reach); x < Math.min(width, shape.x() + reach); x++) {
                int at = 3 * (y * width + x);
                System.arraycopy(rgb, at, pixel, 0, 3);
                Renderer.lay(shape, 0, x, y, pixel);
                System.arraycopy(pixel, 0, rgb, at, 3);
            }
        }
    }
}
