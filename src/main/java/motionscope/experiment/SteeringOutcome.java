package motionscope.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import motionscope.MotionScopeException;
import motionscope.metric.Velocity;
import motionscope.video.world.Direction;
import motionscope.video.world.World;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Whether a steered clip does what was asked of its shapes and background, else the first reason why not. */
public enum SteeringOutcome {
    /** Everything goes its way. */
    AS_ASKED("as asked"),
    /** The background does not. */
    BACKGROUND("background astray"),
    /** A shape that no two neighbouring frames show whole: it overlaps another one, is cut by the edge, or is not there. */
    NOT_WHOLE("overlaps, cut or gone"),
    /** A shape is found so far away in the next frame that it would leave the picture: two things of its colour. */
    JUMPS("found here and there"),
    /** Each of two shapes goes the other one's way. */
    SWAPPED("ways swapped"),
    /** A shape that should move stays. */
    STAYS("one stays"),
    /** A shape goes with the background instead of against it. */
    WITH_BACKGROUND("goes with background"),
    /** A shape goes another way. */
    ASTRAY("another way");

    /** A mean speed above this crosses more than the whole picture, in pixels per frame. */
    private static final double FASTEST = World.SIZE / (World.FRAMES - 1.0);

    private static final String SHAPES = "shapes ";
    private static final String GROUND = "ground ";

    private final String word;

    SteeringOutcome(String word) {
        this.word = word;
    }

    /** In words. */
    public String word() {
        return word;
    }

    /** Of a row of {@link SteeringStudy}. */
    public static SteeringOutcome of(Row row) {
        List<Velocity> found = shapes(row);
        List<Direction> ways = ways(row);
        List<Velocity> asked = found.subList(0, Math.min(found.size(), ways.size()));
        if (row.getInt("success") == 1) {
            return AS_ASKED;
        }
        if (row.getInt("ground_ok") == 0) {
            return BACKGROUND;
        }
        if (asked.stream().anyMatch(Objects::isNull)) {
            return NOT_WHOLE;
        }
        if (asked.stream().anyMatch(v -> v.speed() > FASTEST)) {
            return JUMPS;
        }
        if (asked.size() == 2 && asked.get(0).goes(ways.get(1)) && asked.get(1).goes(ways.get(0))) {
            return SWAPPED;
        }
        if (asked.stream().anyMatch(v -> v.goes(Direction.STILL))) {
            return STAYS;
        }
        Direction ground = ground(row);
        boolean along = ground != Direction.STILL && asked.stream().anyMatch(v -> v.goes(ground));
        return along ? WITH_BACKGROUND : ASTRAY;
    }

    /** How many rows have each outcome; every outcome is there, in the order of this list. */
    public static Map<SteeringOutcome, Integer> count(Table rows) {
        Map<SteeringOutcome, Integer> counts = new EnumMap<>(SteeringOutcome.class);
        Arrays.stream(values()).forEach(outcome -> counts.put(outcome, 0));
        for (Row row : rows) {
            counts.merge(of(row), 1, Integer::sum);
        }
        return counts;
    }

    /** The shapes' motions in pixels per frame, in the order of the prompt; null for one that could not be measured. */
    public static List<Velocity> shapes(Row row) {
        List<Velocity> all = new ArrayList<>();
        String text = row.getString("shapes");
        if (text.equals("none")) {
            return all;
        }
        for (String one : text.split("; ")) {
            all.add(one.equals("?") ? null : velocity(one));
        }
        return all;
    }

    private static Velocity velocity(String text) {
        String[] xy = text.split(" ");
        try {
            return new Velocity(Double.parseDouble(xy[0]), Double.parseDouble(xy[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new MotionScopeException(
                    "The study has '" + text + "' for the motion of a shape; it should read '1.20 0.00' or '?'.", e);
        }
    }

    /** The ways that were asked of the shapes, in the order of the prompt; none where nothing was asked of them. */
    public static List<Direction> ways(Row row) {
        return words(row, SHAPES).stream().map(SteeringOutcome::direction).toList();
    }

    /** The way that was asked of the background; still where nothing was asked of it. */
    public static Direction ground(Row row) {
        return words(row, GROUND).stream()
                .findFirst()
                .map(SteeringOutcome::direction)
                .orElse(Direction.STILL);
    }

    private static List<String> words(Row row, String what) {
        return Arrays.stream(row.getString("asked").split(", "))
                .filter(part -> part.startsWith(what))
                .flatMap(part -> Arrays.stream(part.substring(what.length()).split(" ")))
                .toList();
    }

    private static Direction direction(String word) {
        return Arrays.stream(Direction.values())
                .filter(way -> way.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new MotionScopeException("The study asks a shape to go '" + word
                        + "'; it should be one of right, left, up, down, still."));
    }
}
