package motionscope.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import motionscope.experiment.check.Check;
import motionscope.experiment.check.CheckReport;
import motionscope.experiment.check.CheckSettings;
import motionscope.experiment.check.Row;
import motionscope.testing.Leaks;
import org.junit.jupiter.api.Test;

/** Losses, gradients, inversion, drag, synthetic references and whole runs against the reference code's. */
class GuidanceGoldenTest {
    @Test
    void everyTensorOfTheCaseAgrees() {
        Leaks.assertNone(() -> {
            CheckReport report = Check.run(Path.of("src/test/resources/golden/guidance"), CheckSettings.CPU);
            List<Row> failed =
                    report.rows().stream().filter(row -> !row.passes()).toList();
            assertEquals(List.of(), failed);
            long compared = report.rows().stream()
                    .filter(row -> row.outcome() == Row.Outcome.OK)
                    .count();
            assertTrue(compared > 110, compared + " tensors compared");
        });
    }
}
