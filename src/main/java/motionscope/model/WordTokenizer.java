package motionscope.model;

import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

/** One id a word, from a small fixed vocabulary. The empty prompt is all padding. */
final class WordTokenizer {
    private static final String PADDING = "<pad>";
    private static final int MAX_WORDS = 100_000;

    private final Map<String, Integer> ids;
    private final int length;
    private final int padding;

    private WordTokenizer(Map<String, Integer> ids, int length) {
        this.ids = ids;
        this.length = length;
        this.padding = ids.get(PADDING);
    }

    /**
     * @param vocabulary a JSON object from word to id
     * @param length ids of a prompt, padded
     * @param tableRows rows of the embedding table that ids must lie in
     */
    static WordTokenizer of(Path vocabulary, int length, int tableRows) {
        JsonFile json = JsonFile.read(vocabulary);
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : json.tree().entrySet()) {
            ids.put(entry.getKey(), json.integer(entry.getKey(), 0, Math.min(tableRows, MAX_WORDS) - 1));
        }
        if (!ids.containsKey(PADDING)) {
            throw json.wrong(PADDING, "missing", "the id of padding");
        }
        return new WordTokenizer(ids, length);
    }

    /**
     * The ids of a prompt, padded to the fixed length.
     *
     * @throws MotionScopeException if a word is unknown (the message lists the vocabulary) or there are too many
     */
    long[] ids(String prompt) {
        String[] words = prompt.isBlank() ? new String[0] : prompt.strip().split("\\s+");
        if (words.length > length) {
            throw new MotionScopeException("The prompt has " + words.length + " words; this model reads at most "
                    + length + ": '" + prompt + "'.");
        }
        long[] found = new long[length];
        java.util.Arrays.fill(found, padding);
        for (int i = 0; i < words.length; i++) {
            Integer id = ids.get(words[i]);
            if (id == null || id == padding) {
                throw new MotionScopeException(
                        "The word '" + words[i] + "' is not in this model's vocabulary: " + words() + ".");
            }
            found[i] = id;
        }
        return found;
    }

    /** The words, in the order of their ids. */
    private String words() {
        List<Map.Entry<String, Integer>> known = List.copyOf(new TreeMap<>(ids).entrySet());
        return known.stream()
                .filter(entry -> !entry.getKey().equals(PADDING))
                .sorted(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
    }
}
