package motionscope.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import motionscope.video.world.Direction;
import org.junit.jupiter.api.Test;

class VelocityTest {
    private static List<Direction> ways(double degrees, double speed) {
        double angle = Math.toRadians(degrees);
        Velocity velocity = new Velocity(speed * Math.cos(angle), speed * Math.sin(angle));
        return Arrays.stream(Direction.values()).filter(velocity::goes).toList();
    }

    @Test
    void directionsAreQuarters() {
        assertEquals(List.of(Direction.RIGHT), ways(0, 1));
        assertEquals(List.of(Direction.RIGHT), ways(44, 1));
        assertEquals(List.of(Direction.DOWN), ways(46, 1));
        assertEquals(List.of(Direction.DOWN), ways(90, 1)); // y grows downwards
        assertEquals(List.of(Direction.LEFT), ways(180, 1));
        assertEquals(List.of(Direction.UP), ways(-90, 1));
    }

    @Test
    void slowIsStill() {
        assertEquals(List.of(Direction.STILL), ways(17, 0.29));
        assertEquals(List.of(Direction.RIGHT), ways(17, 0.31));
        assertEquals(List.of(Direction.STILL), ways(0, 0));
    }

    @Test
    void relativeMotion() {
        assertEquals(new Velocity(2, -1), new Velocity(3, 1).minus(new Velocity(1, 2)));
        assertEquals(new Velocity(2, 1), Velocity.mean(List.of(new Velocity(1, 0), new Velocity(3, 2))));
    }
}
