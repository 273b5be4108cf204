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
        return goes(new Velocity(direction.x(), direction.y()));
    }

    /** Whether it goes the way of another motion, however fast that is: as above. */
    public boolean goes(Velocity way) {
        if (way.speed() == 0) {
            return speed() < STILL;
        }
        double along = (x * way.x + y * way.y) / way.speed();
        return speed() > STILL && along >= speed() * Math.cos(Math.toRadians(ANGLE));
    }
}
