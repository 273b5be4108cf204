package motionscope.model;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

/**
 * What the files of a CLIP tokenizer say: {@code vocab.json} and {@code merges.txt}, or {@code tokenizer.json} where only that
 * one is there (transformers 5 writes no other); and the special tokens of {@code special_tokens_map.json} or {@code
 * tokenizer_config.json} where these are there.
 *
 * @param ids token to id, 0 to one less than their number
 * @param merges pairs of tokens that become one, "a b", the first to be joined first
 * @param start token before every prompt
 * @param end token behind every prompt, and in place of what is unknown
 * @param padding token that fills a prompt up
 * @param length ids of a filled-up prompt
 */
record ClipVocabulary(
        Map<String, Integer> ids, List<String> merges, String start, String end, String padding, int length) {
    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    private static final int LENGTH = 77;
    private static final int MAX_TOKENS = 1_000_000;
    private static final long MAX_BYTES = 16_000_000;
    private static final int NAMED = 80;

    /** @throws MotionScopeException if a file is missing, damaged, or does not fit the others */
    static ClipVocabulary of(Path folder) {
        Path merged = folder.resolve("tokenizer.json");
        Path plain = folder.resolve("vocab.json");
        if (Files.exists(plain) || !Files.exists(merged)) {
            JsonFile vocabulary = JsonFile.read(plain);
            Map<String, Integer> ids = ids(vocabulary);
            return of(folder, vocabulary, ids, merges(folder.resolve("merges.txt"), ids));
        }
        JsonFile model = JsonFile.read(merged).object("model");
        if (!model.string("end_of_word_suffix", "").equals("</w>")) {
            throw model.wrong(
                    "end_of_word_suffix", model.string("end_of_word_suffix", "nothing"), "</w>, as CLIP has it");
        }
        Map<String, Integer> ids = ids(model.object("vocab"));
        return of(folder, model.object("vocab"), ids, merges(model, ids));
    }

    private static ClipVocabulary of(Path folder, JsonFile vocabulary, Map<String, Integer> ids, List<String> merges) {
        List<JsonFile> settings = new ArrayList<>(); // the first that has a key decides
        for (String name : List.of("special_tokens_map.json", "tokenizer_config.json")) {
            if (Files.exists(folder.resolve(name))) {
                settings.add(JsonFile.read(folder.resolve(name)));
            }
        }
        String end = special(settings, "eos_token", END, ids, vocabulary);
        return new ClipVocabulary(
                ids,
                merges,
                special(settings, "bos_token", START, ids, vocabulary),
                end,
                special(settings, "pad_token", end, ids, vocabulary),
                length(settings));
    }

    int id(String token) {
        return ids.get(token);
    }

    private static Map<String, Integer> ids(JsonFile vocabulary) {
        int count = Math.min(vocabulary.tree().size(), MAX_TOKENS);
        Map<String, Integer> ids = new LinkedHashMap<>();
        Set<Integer> seen = new HashSet<>();
        for (Map.Entry<String, JsonElement> entry : vocabulary.tree().entrySet()) {
            int id = vocabulary.integer(entry.getKey(), 0, count - 1);
            if (!seen.add(id)) {
                throw vocabulary.wrong(entry.getKey(), id + " like another token", "an id of its own");
            }
            ids.put(entry.getKey(), id);
        }
        return ids;
    }

    /** A special token, written as its text or as an object with the text as its content. */
    private static String special(
            List<JsonFile> settings, String key, String otherwise, Map<String, Integer> ids, JsonFile vocabulary) {
        String token = otherwise;
        for (JsonFile file : settings) {
            if (file.has(key)) {
                token = file.tree().get(key).isJsonObject() ? file.object(key).string("content") : file.string(key);
                break;
            }
        }
        if (!ids.containsKey(token)) {
            throw vocabulary.wrong(token, "missing", "there: it is the " + key);
        }
        return token;
    }

    private static int length(List<JsonFile> settings) {
        for (JsonFile file : settings) {
            if (file.has("model_max_length")) {
                return file.integer("model_max_length", 3, MAX_TOKENS);
            }
        }
        return LENGTH;
    }

    private static List<String> merges(Path path, Map<String, Integer> ids) {
        List<String> merges = new ArrayList<>();
        List<String> lines = lines(path);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || i == 0 && line.startsWith("#version")) {
                continue;
            }
            requireMerge(line, ids, path + " line " + (i + 1));
            merges.add(line);
        }
        return merges;
    }

    /** Of {@code tokenizer.json}: "a b", or ["a", "b"] in newer files. */
    private static List<String> merges(JsonFile model, Map<String, Integer> ids) {
        if (!model.isList("merges")) {
            throw model.wrong("merges", "no list", "a list [...]");
        }
        List<String> merges = new ArrayList<>();
        for (JsonElement entry : model.tree().getAsJsonArray("merges")) {
            String line = entry.isJsonArray()
                    ? StreamSupport.stream(entry.getAsJsonArray().spliterator(), false)
                            .map(part -> part.isJsonPrimitive() ? part.getAsString() : "")
                            .collect(Collectors.joining(" "))
                    : entry.isJsonPrimitive() ? entry.getAsString() : "";
            requireMerge(line, ids, model + " merge " + (merges.size() + 1));
            merges.add(line);
        }
        return merges;
    }

    private static void requireMerge(String line, Map<String, Integer> ids, String where) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 2
                || !ids.containsKey(parts[0])
                || !ids.containsKey(parts[1])
                || !ids.containsKey(parts[0] + parts[1])) {
            String shown = line.length() > NAMED ? line.substring(0, NAMED) + "..." : line;
            throw new MotionScopeException(
                    where + " is '" + shown
                            + "', but must be two tokens of the vocabulary that together are one; download the tokenizer again.");
        }
    }

    private static List<String> lines(Path path) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new MotionScopeException(
                        path + " is over " + MAX_BYTES + " bytes long; such files are not read.");
            }
            return Files.readAllLines(path);
        } catch (NoSuchFileException e) {
            throw new MotionScopeException(path + " does not exist; check the name, or download it.", e);
        } catch (IOException e) {
            throw new MotionScopeException(path + " cannot be read as text (" + e + "); download it again.", e);
        }
    }
}
