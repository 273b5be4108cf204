package motionscope.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number that diffusers' own schedulers gave. */
class GoldenSchedulesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/schedulers");

    @ParameterizedTest
    @CsvSource({"ddim, 400", "ddim_inverse, 152", "euler, 80"})
    void everyRecordedQuantityAgrees(String family, int rows) throws IOException {
        List<GoldenRow> compared = GoldenSchedules.compare(family, json(family), json("meta"));
        List<GoldenRow> failing = compared.stream().filter(row -> !row.passes()).toList();
        assertEquals(List.of(), failing);
        assertEquals(rows, compared.size());
    }

    @Test
    void aWrongNumberFails() throws IOException {
        JsonObject recorded = json("euler");
        JsonObject one = recorded.getAsJsonArray("cases").get(0).getAsJsonObject();
        one.addProperty("init_noise_sigma", 700.2);
        List<String> failing = GoldenSchedules.compare("euler", recorded, json("meta")).stream()
                .filter(row -> !row.passes())
                .map(GoldenRow::name)
                .toList();
        assertEquals(List.of("euler/svd/init_noise_sigma"), failing);
    }

    @Test
    void whatIsNotImplementedDoesNotPass() {
        JsonObject recorded = JsonParser.parseString("""
                {"model": "m(x, t) = x * (0.2 + 0.3 * t / 1000) + 0.1, in float32, t as a float32 number",
                 "cases": [{"name": "wan", "config": {"_class_name": "UniPCMultistepScheduler"}, "latents": []}]}
                """).getAsJsonObject();
        JsonObject meta = JsonParser.parseString("{\"tolerance\": {\"abs\": 1e-5, \"rel\": 1e-4}}")
                .getAsJsonObject();
        List<GoldenRow> rows = GoldenSchedules.compare("unipc", recorded, meta);
        assertEquals(1, rows.size());
        assertFalse(rows.get(0).passes());
        assertTrue(
                rows.get(0).note().contains("UniPCMultistepScheduler"),
                rows.get(0).note());
    }

    private static JsonObject json(String name) throws IOException {
        return JsonParser.parseString(Files.readString(FOLDER.resolve(name + ".json")))
                .getAsJsonObject();
    }
}
