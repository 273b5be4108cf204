package motionscope.experiment.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import motionscope.model.ClipTokenizer;
import motionscope.tensor.JsonFile;

/** The files of a CLIP tokenizer and {@code ids.json}: prompts with the ids that the reference gives them. */
final class ClipTokenizerCase implements CheckCase {
    static final String IDS = "ids.json";
    private static final int NAMED = 40;

    @Override
    public String kind() {
        return "CLIPTokenizer";
    }

    @Override
    public boolean computesNetworks() {
        return false;
    }

    @Override
    public boolean accepts(Path folder) {
        return Files.isRegularFile(folder.resolve(Golden.META))
                && Files.isRegularFile(folder.resolve(IDS))
                && Files.isRegularFile(folder.resolve("merges.txt"));
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        List<JsonFile> prompts = JsonFile.readAll(folder.resolve(IDS));
        List<Row> rows = new ArrayList<>();
        try (ClipTokenizer tokenizer = ClipTokenizer.of(folder)) {
            rows.addAll(compare(
                    "ids", prompts, prompt -> equal(prompt.integers("ids"), tokenizer.ids(prompt.string("text")))));
            rows.addAll(compare(
                    "padded",
                    prompts,
                    prompt -> equal(
                            padded(prompt, tokenizer.length()),
                            tokenizer.read(prompt.string("text")).ids())));
        }
        return rows;
    }

    /** What is not recorded is the ids, the last one repeated up to the length. */
    private static List<Integer> padded(JsonFile prompt, int length) {
        if (prompt.has("padded")) {
            return prompt.integers("padded");
        }
        List<Integer> ids = new ArrayList<>(prompt.integers("ids"));
        while (!ids.isEmpty() && ids.size() < length) {
            ids.add(ids.get(ids.size() - 1));
        }
        return ids;
    }

    private static boolean equal(List<Integer> expected, long[] found) {
        return Arrays.equals(expected.stream().mapToLong(Integer::longValue).toArray(), found);
    }

    /** One row for all prompts, and one for each that has other ids. */
    private static List<Row> compare(String name, List<JsonFile> prompts, Predicate<JsonFile> equal) {
        List<Row> failed = prompts.stream()
                .filter(equal.negate())
                .map(prompt -> Row.failed(name, "other ids for '" + shown(prompt.string("text")) + "'"))
                .toList();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                name,
                failed.size(),
                (double) failed.size() / prompts.size(),
                0,
                failed.isEmpty() && !prompts.isEmpty() ? Row.Outcome.OK : Row.Outcome.FAIL,
                "prompts with other ids, of " + prompts.size()));
        rows.addAll(failed);
        return rows;
    }

    private static String shown(String text) {
        String clean = text.replaceAll("\\p{C}|\\s", " ");
        return clean.length() > NAMED ? clean.substring(0, NAMED) + "..." : clean;
    }
}
