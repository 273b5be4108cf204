package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class OverSeedsTest {
    private static Table rows() {
        return Table.create(
                "rows",
                StringColumn.create("tap", "up1", "up0", "up1", "up0", "up1", "up1"),
                IntColumn.create("t", 399, 399, 399, 399, 399, 719),
                DoubleColumn.create("score", 0.9, 0.5, 1.0, 0.5, 0.95, 0.3));
    }

    @Test
    void rowsThatAgreeInTheKeysBecomeOneInTheOrderTheyAppear() {
        Table table = OverSeeds.summary(rows(), List.of("tap", "t"), List.of("score"));
        assertEquals(List.of("tap", "t", "score", "score, low", "score, high", "seeds"), table.columnNames());
        assertEquals(List.of("up1", "up0", "up1"), table.stringColumn("tap").asList());
        assertEquals(List.of(399, 399, 719), table.intColumn("t").asList());
        assertEquals(List.of(3, 2, 1), table.intColumn("seeds").asList());
        assertEquals(0.95, table.doubleColumn("score").get(0), 1e-12);
        assertEquals(0.5, table.doubleColumn("score").get(1), 1e-12);
    }

    /** mean +- t s / sqrt(n): t of 2 degrees of freedom is 4.3027, s of (.9, 1, .95) is .05. */
    @Test
    void theIntervalIsStudentsAndAShareEndsAtOne() {
        Table table = OverSeeds.summary(rows(), List.of("tap", "t"), List.of("score"));
        assertEquals(
                0.95 - 4.3027 * 0.05 / Math.sqrt(3),
                table.doubleColumn("score, low").get(0),
                1e-5);
        assertEquals(1, table.doubleColumn("score, high").get(0));
        assertEquals(0.5, table.doubleColumn("score, low").get(1), 1e-12); // no spread
        assertTrue(table.doubleColumn("score, low").isMissing(2), "one seed has no spread");
    }
}
