package motionscope.experiment.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import motionscope.sampler.GoldenRow;
import motionscope.sampler.GoldenSchedules;
import motionscope.tensor.JsonFile;

/** Loops of diffusers' schedulers: a JSON file for each family, and the sums that its own tests print. */
final class SchedulersCase implements CheckCase {
    private static final String JSON = ".json";
    private static final String PUBLISHED = "published.json";
    /** Files of any case that are no object of a family. */
    private static final Set<String> OTHERS = Set.of(Golden.META, ClipTokenizerCase.IDS);

    @Override
    public String kind() {
        return "schedulers";
    }

    @Override
    public boolean computesNetworks() {
        return false;
    }

    @Override
    public boolean accepts(Path folder) {
        return Files.isRegularFile(folder.resolve(Golden.META))
                && !families(folder).isEmpty();
    }

    /** Names of the families that a folder has. */
    static List<String> families(Path folder) {
        return Golden.files(folder, name -> name.endsWith(JSON) && !OTHERS.contains(name)).stream()
                .filter(name -> isFamily(folder.resolve(name)))
                .map(name -> name.substring(0, name.length() - JSON.length()))
                .toList();
    }

    private static boolean isFamily(Path file) {
        JsonFile json = JsonFile.read(file);
        return json.isList("cases") && json.has("steps") && json.has("sample");
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        JsonFile meta = JsonFile.read(folder.resolve(Golden.META));
        Set<String> only = settings.only();
        List<Row> rows = new ArrayList<>();
        for (String family : families(folder)) {
            if (only.isEmpty() || only.contains(family)) {
                JsonFile recorded = JsonFile.read(folder.resolve(family + JSON));
                GoldenSchedules.compare(family, recorded, meta).forEach(row -> rows.add(row(row)));
            }
        }
        Path published = folder.resolve(PUBLISHED);
        if (Files.isRegularFile(published)) {
            rows.addAll(PublishedSums.compare(JsonFile.read(published), Golden.tolerance(folder), only));
        }
        return rows;
    }

    private static Row row(GoldenRow row) {
        Row.Outcome outcome = row.passes() ? Row.Outcome.OK : Row.Outcome.FAIL;
        return new Row(row.name(), row.maxError(), row.relativeError(), row.tolerance(), outcome, row.note());
    }
}
