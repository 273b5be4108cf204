package motionscope.metric;

import java.util.Collection;
import motionscope.video.world.Direction;

/**
 * A motion in pixels per frame.
 *
 * @param x to the right
 * @param y downwards
 */
public record Velocity(double x, double y) {
    /** Slower than this counts as still. */
    public static final double STILL = 0.3;

    /** A direction is met within this many degrees. */
    public static final double ANGLE = 45;

    /** The mean of at least one. */
    static Velocity mean(Collection<Velocity> all) {
        return new Velocity(
                all.stream().mapToDouble(Velocity::x).average().orElseThrow(),
                all.stream().mapToDouble(Velocity::y).average().orElseThrow());
    }

    /** Pixels per frame, whatever the direction. */
    public double speed() {
        return Math.hypot(x, y);
    }

    /** This motion as seen by something that moves itself. */
    public Velocity minus(Velocity other) {
        return new Velocity(x - other.x, y - other.y);
    }

    /** Whether it goes this way: within {@value #ANGLE} degrees and faster than {@value #STILL}; still: slower. */
    public boolean goes(Direction direction) {
        if (direction == Direction.STILL) {
            return speed() < STILL;
        }
        double along = x * direction.x() + y * direction.y(); // a direction has length 1
        return speed() > STILL && along >= speed() * Math.cos(Math.toRadians(ANGLE));
    }
}
