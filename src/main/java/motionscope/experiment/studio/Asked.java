package motionscope.experiment.studio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.control.Motion;
import motionscope.control.Trajectory;
import motionscope.metric.Velocity;

/** A motion that a person asks for. */
public sealed interface Asked {
    /** How the background is asked to move, in pixels per frame; empty where nothing is said of it. */
    default Optional<Velocity> ground() {
        return Optional.empty();
    }

    /** How the shape in the region is asked to move, in pixels per frame; empty where nothing is said of it. */
    default Optional<Velocity> shape() {
        return Optional.empty();
    }

    /** In a few words. */
    String words();

    /** The unguided clip. */
    record Nothing() implements Asked {
        @Override
        public String words() {
            return "nothing asked";
        }
    }

    /**
     * All that is seen moves one way, or what is in the region.
     *
     * @param degrees 0 is right, 90 is up
     * @param speed in pixels per frame; 0 is still
     */
    record Camera(double degrees, double speed) implements Asked {
        public Camera {
            requireWay(degrees, speed);
        }

        @Override
        public Optional<Velocity> ground() {
            return Optional.of(velocity(degrees, speed));
        }

        @Override
        public String words() {
            return speed == 0 ? "still" : "camera " + way(degrees) + " at " + Numbers.short3(speed) + " px/frame";
        }
    }

    /** All that is seen keeps still. */
    record Still() implements Asked {
        @Override
        public Optional<Velocity> ground() {
            return Optional.of(new Velocity(0, 0));
        }

        @Override
        public String words() {
            return "still";
        }
    }

    /** The background grows by this much in each frame (0.03: 3 %), or shrinks below 0. */
    record Zoom(double growth) implements Asked {
        public Zoom {
            Numbers.require("zoom", growth, -0.2, 0.2);
        }

        @Override
        public String words() {
            return "zoom " + (growth < 0 ? "out " : "in ") + Numbers.short3(100 * Math.abs(growth)) + " % a frame";
        }
    }

    /** The shape in the region moves one way before a still background. */
    record Shape(double degrees, double speed) implements Asked {
        public Shape {
            requireWay(degrees, speed);
        }

        @Override
        public Optional<Velocity> ground() {
            return Optional.of(new Velocity(0, 0));
        }

        @Override
        public Optional<Velocity> shape() {
            return Optional.of(velocity(degrees, speed));
        }

        @Override
        public String words() {
            return "shape " + way(degrees) + " at " + Numbers.short3(speed) + " px/frame";
        }
    }

    /**
     * A shape follows a drawn trajectory before a still background.
     *
     * @param points (x, y) at equal times, in shares of the picture; 2 to 16
     */
    record Drawn(List<List<Double>> points) implements Asked {
        private static final int MOST = 16;

        /** @throws MotionScopeException if there are too few or too many points, or one is off the picture */
        public Drawn {
            Numbers.require("number of points of the trajectory", points.size(), 2, MOST);
            List<List<Double>> kept = new ArrayList<>();
            for (List<Double> point : points) {
                Numbers.require("number of values of a point", point.size(), 2, 2);
                Numbers.require("place of a point of the trajectory", point.get(0), 0, 1);
                Numbers.require("place of a point of the trajectory", point.get(1), 0, 1);
                kept.add(List.of(Numbers.short3(point.get(0)), Numbers.short3(point.get(1))));
            }
            points = List.copyOf(kept);
        }

        /** From a line of many points, as a mouse draws it: a few of them, equally far apart. */
        public static Drawn through(double[]... line) {
            return new Drawn(Line.spread(line, 6));
        }

        /** The place in each of the first frames of a clip, all of which follow the whole line. */
        Trajectory first(int count, int of) {
            Trajectory whole = Trajectory.through(of, stops(of).toArray(Trajectory.Stop[]::new));
            return count == of ? whole : new Trajectory(Arrays.copyOf(whole.points(), count));
        }

        List<Trajectory.Stop> stops(int frames) {
            List<Trajectory.Stop> stops = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                int frame = Math.round(i * (frames - 1f) / (points.size() - 1));
                stops.add(new Trajectory.Stop(
                        frame, points.get(i).get(0), points.get(i).get(1)));
            }
            return stops;
        }

        /** Mean step of a trajectory of this clip, in pixels per frame. */
        static Velocity mean(Trajectory path, int width, int height) {
            int last = path.frames() - 1;
            double[] from = path.points()[0];
            double[] to = path.points()[last];
            return new Velocity((to[0] - from[0]) * width / last, (to[1] - from[1]) * height / last);
        }

        @Override
        public Optional<Velocity> ground() {
            return Optional.of(new Velocity(0, 0));
        }

        @Override
        public String words() {
            return "shape along a line through " + points.size() + " points";
        }
    }

    /** As in a clip in a file. */
    record Reference(Path file) implements Asked {
        public Reference {
            if (file.toString().isBlank()) {
                throw new MotionScopeException("No reference file was named; choose a GIF, a video or a folder.");
            }
        }

        @Override
        public String words() {
            return "as in " + file.getFileName();
        }
    }

    private static void requireWay(double degrees, double speed) {
        Numbers.require("direction in degrees", degrees, -360, 360);
        Numbers.require("speed in pixels per frame", speed, 0, 16);
    }

    /** Rounded, so that code shows what is used. */
    static Velocity velocity(double degrees, double speed) {
        Motion unit = Motion.toward(degrees);
        return new Velocity(Numbers.short4(speed * unit.right()), Numbers.short4(speed * unit.down()));
    }

    /** A word where there is one. */
    private static String way(double degrees) {
        double turn = ((degrees % 360) + 360) % 360;
        if (turn == 0) {
            return "right";
        }
        if (turn == 90) {
            return "up";
        }
        if (turn == 180) {
            return "left";
        }
        return turn == 270 ? "down" : "toward " + Numbers.short3(turn) + " degrees";
    }
}
