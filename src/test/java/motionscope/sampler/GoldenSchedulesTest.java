package motionscope.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number that diffusers' own schedulers gave. */
class GoldenSchedulesTest {
    private static final String GOLDEN = "src/test/resources/golden/schedulers/";
    private static final JsonFile META = JsonFile.read(Path.of(GOLDEN + "meta.json"));

    @ParameterizedTest
    @CsvSource({
        "ddim, golden/schedulers/ddim.json, 400",
        "ddim_inverse, golden/schedulers/ddim_inverse.json, 152",
        "euler, golden/schedulers/euler.json, 80",
        "more_options, sampler/more_options.json, 98" // thresholding, trained betas, other sigma curves, ...
    })
    void everyRecordedQuantityAgrees(String family, String file, int rows) {
        JsonFile recorded = JsonFile.read(Path.of("src/test/resources", file));
        List<GoldenRow> compared = GoldenSchedules.compare(family, recorded, META);
        List<GoldenRow> failing = compared.stream().filter(row -> !row.passes()).toList();
        assertEquals(List.of(), failing);
        assertEquals(rows, compared.size());
    }

    @Test
    void aWrongNumberFails() {
        JsonFile recorded = JsonFile.read(Path.of(GOLDEN + "euler.json"));
        recorded.tree().getAsJsonArray("cases").get(0).getAsJsonObject().addProperty("init_noise_sigma", 700.2);
        List<String> failing = GoldenSchedules.compare("euler", recorded, META).stream()
                .filter(row -> !row.passes())
                .map(GoldenRow::name)
                .toList();
        assertEquals(List.of("euler/svd/init_noise_sigma"), failing);
    }

    @Test
    void whatIsNotImplementedOrNotKnownDoesNotPass() {
        JsonFile recorded = JsonFile.read(Path.of(GOLDEN + "euler.json"));
        var cases = recorded.tree().getAsJsonArray("cases");
        cases.get(0).getAsJsonObject().getAsJsonObject("config").addProperty("_class_name", "UniPCMultistepScheduler");
        cases.get(1).getAsJsonObject().addProperty("order", 2);
        List<GoldenRow> rows = GoldenSchedules.compare("unipc", recorded, META).stream()
                .filter(row -> !row.passes())
                .toList();
        assertEquals(2, rows.size());
        assertTrue(
                rows.get(0).note().contains("UniPCMultistepScheduler"),
                rows.get(0).note());
        assertEquals("unipc/svd_trailing/order", rows.get(1).name());
    }

    @Test
    void anotherModelFormulaIsNotComparedInSilence() {
        JsonFile recorded = JsonFile.read(Path.of(GOLDEN + "euler.json"));
        recorded.tree().addProperty("model", "m(x, t) = x");
        List<GoldenRow> rows = GoldenSchedules.compare("euler", recorded, META);
        assertEquals(1, rows.size());
        assertFalse(rows.get(0).passes());
    }

    @Test
    void whatCannotBeComparedDoesNotPassAndDoesNotHideTheRest() {
        JsonFile recorded = JsonFile.read(Path.of(GOLDEN + "ddim.json"));
        recorded.tree().getAsJsonArray("variance_noise").remove(24);
        recorded.tree().getAsJsonArray("variance_noise").remove(23);
        var first = recorded.tree().getAsJsonArray("cases").get(0).getAsJsonObject();
        first.add("sigmas", first.get("timesteps"));
        first.getAsJsonObject("alphas_cumprod").addProperty("late", 0.5);
        List<GoldenRow> rows = GoldenSchedules.compare("ddim", recorded, META);
        List<String> failing = rows.stream()
                .filter(row -> !row.passes())
                .map(GoldenRow::name)
                .filter(name -> name.startsWith("ddim/moft_official"))
                .toList();
        assertEquals(
                List.of(
                        "ddim/moft_official/eta_0.5", // its noise ends two steps early
                        "ddim/moft_official/alphas_cumprod",
                        "ddim/moft_official/sigmas"),
                failing);
        assertTrue(rows.size() > 350, "rows " + rows.size());
    }

    @Test
    void aFileOfAnotherLayoutIsRefused() {
        JsonFile recorded = JsonFile.read(Path.of(GOLDEN + "published.json"));
        assertThrows(MotionScopeException.class, () -> GoldenSchedules.compare("published", recorded, META));
    }
}
