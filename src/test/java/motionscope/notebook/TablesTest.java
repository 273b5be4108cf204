package motionscope.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTest {
    private static final Table SMALL = Table.create(
            "t",
            StringColumn.create("tap", "up0", "<up1>"),
            IntColumn.create("t", 119, 399),
            DoubleColumn.create("accuracy", 0.37123, 1.0),
            DoubleColumn.create("seconds", 1234.567, 2.5));

    @Test
    void textIsAligned() {
        assertEquals("""
                tap      t  accuracy  seconds
                up0    119     0.371   1234.6
                <up1>  399     1.000      2.5""", Tables.text(SMALL));
    }

    @Test
    void htmlAlignsNumbersToTheRightAndEscapes() {
        String html = Tables.html(SMALL);
        assertTrue(html.contains("text-align:right\">0.371</td>"), html);
        assertTrue(html.contains("text-align:left\">&lt;up1&gt;</td>"), html);
        assertFalse(html.contains("<up1>"));
        assertFalse(html.contains("more rows"));
    }

    @Test
    void digitsFitTheColumn() {
        assertEquals(0, Tables.decimals(DoubleColumn.create("x", 1.0, 200.0)));
        assertEquals(3, Tables.decimals(DoubleColumn.create("x", 0.5)));
        assertEquals(2, Tables.decimals(DoubleColumn.create("x", 12.345)));
        assertEquals(4, Tables.decimals(DoubleColumn.create("x", 0.0123)));
        assertEquals(-1, Tables.decimals(DoubleColumn.create("x", 1e-7)));
        assertEquals(0, Tables.decimals(DoubleColumn.create("x")));
    }

    @Test
    void missingAndStrangeNumbersAreNamed() {
        var column = DoubleColumn.create("x", 1.5, Double.POSITIVE_INFINITY);
        column.appendMissing();
        String html = Tables.html(Table.create("t", column));
        assertTrue(html.contains(">\u221e<") && html.contains("right\"></td>"), html);
    }

    @Test
    void longTablesAreCutWithANote() {
        var table = Table.create("t", IntColumn.create("n", IntStream.range(0, 1500)));
        assertTrue(Tables.html(table).contains("and 1,440 more rows (1,500 in all)"));
        assertTrue(Tables.text(table).endsWith("and 1,440 more rows (1,500 in all)"));
        assertEquals(62, Tables.text(table).lines().count());
    }

    @Test
    void anEmptyTableStillHasItsHead() {
        assertTrue(Tables.html(SMALL.emptyCopy()).contains(">accuracy</th>"));
        assertEquals("tap  t  accuracy  seconds", Tables.text(SMALL.emptyCopy()));
    }
}
