package motionscope.notebook.widget;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;

/**
 * What a person drew over a frame. Places are shares of the picture, (0, 0) the upper left corner, (1, 1) the lower right.
 *
 * @param kind what is drawn
 * @param points of a box its upper left and lower right corner, of a path its stops in order; (x, y) each
 * @param columns of a painted mask's grid
 * @param rows of a painted mask's grid
 * @param runs of a painted mask: lengths of runs along its rows, outside and inside by turns, outside first
 */
public record Drawing(Kind kind, List<List<Double>> points, int columns, int rows, List<Integer> runs) {
    /** Nothing is drawn. */
    public static final Drawing NONE = new Drawing(Kind.NONE, List.of(), 0, 0, List.of());

    private static final int MOST_POINTS = 1000;
    private static final int MOST_CELLS = 1 << 20;

    /** What can be drawn. */
    public enum Kind {
        NONE,
        BOX,
        MASK,
        PATH
    }

    /** @throws MotionScopeException if a point is off the picture, or the numbers do not fit each other */
    public Drawing {
        points = List.copyOf(points);
        runs = List.copyOf(runs);
        for (List<Double> p : points) {
            if (p.size() != 2 || !(p.get(0) >= 0 && p.get(0) <= 1 && p.get(1) >= 0 && p.get(1) <= 1)) {
                throw new MotionScopeException("The point " + p + " is off the picture; give two shares of it, 0..1.");
            }
        }
        boolean fits =
                switch (kind) {
                    case NONE -> points.isEmpty();
                    case BOX ->
                        points.size() == 2
                                && points.get(0).get(0) < points.get(1).get(0)
                                && points.get(0).get(1) < points.get(1).get(1);
                    case PATH -> points.size() >= 2 && points.size() <= MOST_POINTS;
                    case MASK -> covers(columns, rows, runs);
                };
        if (!fits) {
            throw new MotionScopeException("The drawn " + kind + " has " + points.size() + " points and " + runs.size()
                    + " runs; a box has an area, a path 2 to " + MOST_POINTS + " points, a mask covers its grid.");
        }
    }

    private static boolean covers(int columns, int rows, List<Integer> runs) {
        long cells = (long) columns * rows;
        return columns > 0
                && rows > 0
                && cells <= MOST_CELLS
                && runs.stream().allMatch(r -> r >= 0)
                && runs.stream().mapToLong(r -> r).sum() == cells;
    }

    /** A box between two corners. */
    public static Drawing box(double left, double top, double right, double bottom) {
        return new Drawing(Kind.BOX, List.of(List.of(left, top), List.of(right, bottom)), 0, 0, List.of());
    }

    /** A painted mask by rows and columns; true is inside. */
    public boolean[][] mask() {
        boolean[][] mask = new boolean[rows][columns];
        int at = 0;
        boolean inside = false;
        for (int run : runs) {
            for (int i = 0; i < run; i++, at++) {
                mask[at / columns][at % columns] = inside;
            }
            inside = !inside;
        }
        return mask;
    }

    static Drawing read(JsonElement json) {
        JsonObject o = json.getAsJsonObject();
        Kind kind = Kind.valueOf(o.get("kind").getAsString());
        List<List<Double>> points = new ArrayList<>();
        for (JsonElement one : array(o, "points")) {
            JsonArray p = one.getAsJsonArray();
            points.add(List.of(p.get(0).getAsDouble(), p.get(1).getAsDouble()));
        }
        List<Integer> runs = new ArrayList<>();
        array(o, "runs").forEach(run -> runs.add(run.getAsInt()));
        return new Drawing(kind, points, integer(o, "columns"), integer(o, "rows"), runs);
    }

    private static JsonArray array(JsonObject o, String name) {
        return o.has(name) ? o.getAsJsonArray(name) : new JsonArray();
    }

    private static int integer(JsonObject o, String name) {
        return o.has(name) ? o.get(name).getAsInt() : 0;
    }

    Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("kind", kind.name());
        plain.put("points", points);
        plain.put("columns", columns);
        plain.put("rows", rows);
        plain.put("runs", runs);
        return plain;
    }
}
