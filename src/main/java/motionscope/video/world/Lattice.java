package motionscope.video.world;

import java.util.HashMap;
import java.util.Map;

/** Points scattered by a hash, one in each cell of a square lattice: the middles of stones and spots. */
final class Lattice {
    /**
     * @param first distance to the nearest point
     * @param second distance to the second nearest
     * @param shade random number of the nearest, 0 to 1
     */
    record Near(float first, float second, float shade) {}

    private record Point(float x, float y, float shade, float tile) {}

    private final float seed;
    private final Map<Long, Point> points = new HashMap<>(); // a clip looks at a few hundred cells, a million times

    Lattice(float seed) {
        this.seed = seed;
    }

    Near near(float x, float y, float cell) {
        float column = (float) Math.floor(x / cell);
        float row = (float) Math.floor(y / cell);
        float first = 1e9f;
        float second = 1e9f;
        float shade = 0;
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                Point point = point(column + i, row + j);
                float dx = x - point.x * cell;
                float dy = y - point.y * cell;
                float distance = (float) Math.sqrt(dx * dx + dy * dy);
                if (distance < first) {
                    second = first;
                    first = distance;
                    shade = point.shade;
                } else {
                    second = Math.min(second, distance);
                }
            }
        }
        return new Near(first, second, shade);
    }

    /** The random number of a tile, 0 to 1. */
    float tile(float column, float row) {
        return point(column, row).tile;
    }

    private Point point(float column, float row) {
        return points.computeIfAbsent((long) column << 32 | (int) row & 0xffffffffL, key -> {
            float tile = hash(column, row, seed);
            float down = hash(column, row, seed + 1.7f);
            return new Point(column + tile, row + down, hash(column, row, seed + 3.1f), tile);
        });
    }

    /** As world.py's h1. StrictMath, because the factor at the end makes a last-bit difference of the sine visible. */
    private static float hash(float column, float row, float seed) {
        float argument = column * 12.9898f + row * 78.233f + seed * 37.719f;
        return Math.abs(Pattern.fraction((float) StrictMath.sin(argument) * 43758.5453f));
    }
}
