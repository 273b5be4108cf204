package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class StudyFileTest {
    private static final Table EMPTY = Table.create(
            "things", StringColumn.create("setting"), LongColumn.create("seed"), DoubleColumn.create("score"));
    private static final StudyOrigin ORIGIN = new StudyOrigin(
            "things", "mini-model", "0123456789", "1.2", "PyTorch", "cpu", "f32", Map.of("scenes", "24"), 61.4);

    @TempDir
    Path folder;

    private static Table rows() {
        Table rows = EMPTY.copy();
        rows.stringColumn("setting").append("a red circle, \"quoted\"").append("only clouds");
        rows.longColumn("seed").append(1).append(50_000_000_000L);
        rows.doubleColumn("score").append(1).append(1 / 3.);
        return rows;
    }

    @Test
    void rowsAndOriginComeBackAsTheyWere() {
        StudyFile file = new StudyFile(folder.resolve("new/things.csv"));
        file.save(rows(), ORIGIN);
        Table back = file.rows(EMPTY);
        assertEquals(rows().printAll(), back.printAll());
        assertEquals(1 / 3., back.doubleColumn("score").get(1));
        StudyOrigin origin = file.origin();
        assertEquals("mini-model", origin.model());
        assertEquals(Map.of("scenes", "24"), origin.settings());
        assertEquals(61, origin.seconds());
        assertEquals(
                "study 'things' of mini-model (weights 01234567) by MotionScope 1.2 on cpu, f32, in 61 s",
                origin.toString());
    }

    @Test
    void damagedAndAbsentFilesAreOneLineErrors() throws IOException {
        Path csv = folder.resolve("things.csv");
        StudyFile file = new StudyFile(csv);
        assertRefused("no such file", file);
        for (String text : new String[] {
            "",
            "setting,seed\nx,1\n",
            "setting,seed,other\nx,1,1\n",
            "setting,seed,score\nx,1\n",
            "setting,seed,score\nx,one,1\n",
            "setting,seed,score\nx,1,\n",
            "setting,seed,score\nx,1,NaN\n",
            "\0\1\2",
        }) {
            Files.writeString(csv, text);
            assertRefused("things.csv", file);
        }
        Files.write(csv, new byte[] {'s', (byte) 0xc3, (byte) 0x28, '\n'});
        assertRefused("things.csv", file);
    }

    private static void assertRefused(String mention, StudyFile file) {
        String message =
                assertThrows(MotionScopeException.class, () -> file.rows(EMPTY)).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }
}
