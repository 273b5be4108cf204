package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.motion.Interval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class SteeringScoresTest {
    private final Table rows = SteeringMeasure.emptyRows();

    @BeforeEach
    void fill() {
        add("unguided", "unguided", "a", 1, "nothing", 1, -9, 0.2);
        add("unguided", "unguided", "b", 2, "nothing", 1, -9, 0.3);
        add("features", "plain", "a", 1, "ground right", 0, 0.4, 0.2);
        add("features", "plain", "a", 1, "ground up", 1, 0.6, 0.2);
        add("features", "+CR", "a", 1, "ground up", 1, 0.9, 0.3);
        add("features", "+CR", "a", 1, "ground right", 1, 0.8, 0.4);
        add("features", "+CR", "b", 2, "ground right", 0, -9, 0.5);
    }

    private void add(
            String experiment,
            String way,
            String prompt,
            int seed,
            String asked,
            int success,
            double fidelity,
            double contrast) {
        Row row = rows.appendRow();
        row.setString("experiment", experiment);
        row.setString("way", way);
        row.setString("prompt", prompt);
        row.setInt("seed", seed);
        row.setString("asked", asked);
        row.setInt("success", success);
        row.setDouble("fidelity", fidelity);
        row.setDouble("contrast", contrast);
    }

    private SteeringScores all() {
        return new SteeringScores(rows);
    }

    @Test
    void aScoreIsTheMeanOfTheClipsToWhichItApplies() {
        SteeringScores removed = all().of("features", "+CR");
        assertEquals(3, removed.clips());
        assertEquals(0.85, removed.interval(SteeringScores.FIDELITY).mean(), 1e-12);
        assertEquals(Interval.ofShare(2, 3), removed.interval(SteeringScores.SUCCESS));
        assertEquals(Interval.of(0.3, 0.4, 0.5), removed.interval(SteeringScores.CONTRAST));
        assertEquals(List.of("plain", "+CR"), all().ways("features"));
        assertEquals(List.of(), all().ways("strength"));
        assertEquals(2, all().of("features").asked("ground up").clips());
    }

    @Test
    void gainsAreOfPairsWhateverTheOrderOfTheRows() {
        SteeringScores plain = all().of("features", "plain");
        SteeringScores removed = all().of("features", "+CR");
        assertEquals(0.35, removed.gain(plain, SteeringScores.FIDELITY).mean(), 1e-12);
        assertEquals(-0.35, plain.gain(removed, SteeringScores.FIDELITY).mean(), 1e-12);
        Interval over = removed.gain(all().of("unguided"), SteeringScores.CONTRAST);
        assertEquals((0.1 + 0.2 + 0.2) / 3, over.mean(), 1e-12);
        assertTrue(removed.comparedWith(plain, SteeringScores.FIDELITY).startsWith("+35.00 ("));
        assertTrue(removed.comparedWith(plain, SteeringScores.FIDELITY).endsWith(": no difference shown"));
        assertEquals(
                "+0.20 (+0.20 to +0.20): more",
                removed.asked("ground right").alike(plain).comparedWith(plain, SteeringScores.CONTRAST));
        assertEquals(2, removed.alike(plain).clips());
        assertEquals(1, plain.unguided(all()).clips());
        assertEquals(2, removed.unguided(all()).clips());
    }

    @Test
    void theTableForReadingHasARowForEachWay() {
        Table table = all().of("unguided")
                .and(all().of("features"))
                .forReading(SteeringScores.SUCCESS, SteeringScores.FIDELITY);
        assertEquals(
                List.of("unguided", "plain", "+CR"), table.stringColumn("way").asList());
        assertEquals("", table.stringColumn("fidelity x 100").get(0));
        assertTrue(table.stringColumn("fidelity x 100").get(1).startsWith("50.0 ("));
        assertTrue(table.stringColumn("success").get(2).startsWith("0.67 ("));
    }

    @Test
    void whatIsNotThereIsNamed() {
        String message = assertThrows(MotionScopeException.class, () -> all().of("dance"))
                .getMessage();
        assertTrue(message.contains("'dance'") && message.contains("features"), message);
        assertThrows(MotionScopeException.class, () -> all().of("features", "pixels"));
        assertThrows(MotionScopeException.class, () -> all().of("unguided").interval(SteeringScores.FIDELITY));
        assertThrows(MotionScopeException.class, () -> all().of("unguided")
                .gain(all().of("features"), SteeringScores.CONTRAST));
        assertThrows(MotionScopeException.class, () -> SteeringScores.load(Path.of("none.csv")));
    }

    @Test
    void theKeptStudyCanBeRead() {
        Path kept = Path.of("data/studies/steering.csv");
        assertTrue(SteeringScores.origin(kept).contains("SteeringStudy.of(model)"));
        SteeringScores camera = SteeringScores.load(kept).of("camera", "synthetic");
        assertEquals(40, camera.clips());
        assertEquals(8, camera.unguided(SteeringScores.load(kept)).clips());
    }
}
