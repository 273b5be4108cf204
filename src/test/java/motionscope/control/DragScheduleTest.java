package motionscope.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;

/** When a drag uses which features. */
class DragScheduleTest {
    private static String used(DragSchedule schedule, int steps) {
        StringBuilder used = new StringBuilder();
        for (int i = 0; i < steps; i++) {
            boolean moft = schedule.moft(i, steps);
            boolean dift = schedule.dift(i, steps);
            used.append(moft && dift ? 'b' : moft ? 'm' : dift ? 'd' : '.');
        }
        return used.toString();
    }

    @Test
    void thePapersStepsAndThoseThatBeginLater() {
        assertEquals("mmmmmmmbddddddddddddd....", used(DragSchedule.PAPER, 25));
        assertEquals("ddddddddddddddddddddd....", used(DragSchedule.plainFeaturesOnly(), 25));
        assertEquals("...mmmmmmmmmmmmmmmddd....", used(new DragSchedule(22, 8, 8, 5), 25));
        assertEquals(used(DragSchedule.PAPER, 25), used(new DragSchedule(25, 19, 18, 5), 25));
    }

    @Test
    void theyStretchWithTheRun() {
        String fifty = used(DragSchedule.PAPER, 50);
        for (int i = 0; i < 25; i++) {
            assertEquals(used(DragSchedule.PAPER, 25).charAt(i), fifty.charAt(2 * i), "step " + 2 * i + " of 50");
        }
        assertTrue(used(DragSchedule.PAPER, 5).startsWith("m"));
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        for (int[] t : new int[][] {
            {25, 5, 18, 19}, {25, 18, 19, 5}, {25, 19, 18, 0}, {25, 27, 18, 5}, {0, 19, 18, 5}, {26, 19, 18, 5}
        }) {
            String message = assertThrows(MotionScopeException.class, () -> new DragSchedule(t[0], t[1], t[2], t[3]))
                    .getMessage();
            assertTrue(message.contains("must fall and lie in 1..26"), message);
            assertEquals(1, message.lines().count());
        }
    }
}
