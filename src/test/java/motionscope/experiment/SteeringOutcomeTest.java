package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.metric.Velocity;
import motionscope.video.world.Direction;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class SteeringOutcomeTest {
    private static Table row(String asked, int success, int ground, String shapes) {
        Table table = SteeringMeasure.emptyRows();
        Row row = table.appendRow();
        row.setString("asked", asked);
        row.setInt("success", success);
        row.setInt("ground_ok", ground);
        row.setString("shapes", shapes);
        return table;
    }

    private static SteeringOutcome of(String asked, int ground, String shapes) {
        return SteeringOutcome.of(row(asked, 0, ground, shapes).row(0));
    }

    @Test
    void everyReasonIsToldFromTheOthers() {
        String apart = "ground still, shapes right left";
        String against = "ground left, shapes right";
        assertEquals(
                SteeringOutcome.AS_ASKED,
                SteeringOutcome.of(row(apart, 1, 1, "1.20 0.00; -1.00 0.10").row(0)));
        assertEquals(SteeringOutcome.BACKGROUND, of(apart, 0, "1.20 0.00; -1.00 0.10"));
        assertEquals(SteeringOutcome.NOT_WHOLE, of(apart, 1, "?; -1.00 0.10"));
        assertEquals(SteeringOutcome.JUMPS, of(apart, 1, "5.00 0.00; -1.00 0.10"));
        assertEquals(SteeringOutcome.SWAPPED, of(apart, 1, "-1.00 0.00; 1.00 0.10"));
        assertEquals(SteeringOutcome.STAYS, of(apart, 1, "1.20 0.00; 0.10 0.10"));
        assertEquals(SteeringOutcome.WITH_BACKGROUND, of(against, 1, "-1.00 0.10"));
        assertEquals(SteeringOutcome.ASTRAY, of(against, 1, "0.10 1.00"));
        assertEquals(SteeringOutcome.ASTRAY, of(apart, 1, "1.20 0.00; 1.00 0.00"), "both one way");
    }

    @Test
    void onlyShapesOfWhichSomethingWasAskedCount() {
        assertEquals(SteeringOutcome.ASTRAY, of("shapes up", 1, "1.00 0.00; ?"));
        assertEquals(SteeringOutcome.BACKGROUND, of("ground right", 0, "none"));
    }

    @Test
    void everyOutcomeIsCountedAlsoThoseThatNeverHappen() {
        Table rows = row("shapes up", 0, 1, "?");
        rows.append(row("shapes up", 0, 1, "?"));
        Map<SteeringOutcome, Integer> counts = SteeringOutcome.count(rows);
        assertEquals(List.of(SteeringOutcome.values()), List.copyOf(counts.keySet()));
        assertEquals(2, counts.get(SteeringOutcome.NOT_WHOLE));
        assertEquals(0, counts.get(SteeringOutcome.SWAPPED));
    }

    @Test
    void motionsAndWaysAreReadFromTheWords() {
        Row row = row("ground still, shapes up down", 0, 1, "?; -0.50 2.00").row(0);
        assertNull(SteeringOutcome.shapes(row).get(0));
        assertEquals(new Velocity(-0.5, 2), SteeringOutcome.shapes(row).get(1));
        assertEquals(Direction.STILL, SteeringOutcome.ground(row));
        assertEquals(List.of(Direction.UP, Direction.DOWN), SteeringOutcome.ways(row));
        assertEquals(
                List.of(), SteeringOutcome.ways(row("nothing", 0, 1, "none").row(0)));
        assertEquals(
                List.of(), SteeringOutcome.shapes(row("nothing", 0, 1, "none").row(0)));
    }

    @Test
    void damagedWordsAreNamed() {
        var motion = assertThrows(MotionScopeException.class, () -> of("shapes up", 1, "1.00"));
        assertTrue(motion.getMessage().contains("'1.00'"));
        var way = assertThrows(MotionScopeException.class, () -> of("shapes sideways", 1, "1.00 0.00"));
        assertTrue(way.getMessage().contains("'sideways'"));
    }
}
