package motionscope.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * CLIP's rules as the {@code tokenizer.json} that Hugging Face's library reads. Folders of Stable Diffusion 1.5 have no such
 * file; transformers makes the same one from {@code vocab.json} and {@code merges.txt} when it loads them.
 */
final class ClipTokenizerRules {
    /** Special tokens, contractions, runs of letters, single digits, runs of anything else but white space. */
    private static final String WORDS =
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d" + "|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

    private ClipTokenizerRules() {}

    static String json(ClipVocabulary vocabulary) {
        JsonObject rules = new JsonObject();
        rules.addProperty("version", "1.0");
        rules.add("truncation", JsonNull.INSTANCE);
        rules.add("padding", JsonNull.INSTANCE);
        rules.add("added_tokens", specialTokens(vocabulary));
        rules.add("normalizer", normalizer());
        rules.add("pre_tokenizer", words());
        rules.add("post_processor", between(vocabulary));
        rules.add("decoder", JsonNull.INSTANCE);
        rules.add("model", pairs(vocabulary));
        return rules.toString();
    }

    private static JsonArray specialTokens(ClipVocabulary vocabulary) {
        Set<String> special = new LinkedHashSet<>(Arrays.asList(vocabulary.start(), vocabulary.end()));
        JsonArray tokens = new JsonArray();
        special.forEach(token -> tokens.add(object(Map.of(
                "id", vocabulary.id(token),
                "content", token,
                "single_word", false,
                "lstrip", false,
                "rstrip", false,
                "normalized", true,
                "special", true))));
        return tokens;
    }

    /** One form for accents, one space for any run of white space, lower case. */
    private static JsonObject normalizer() {
        JsonObject spaces = object(Map.of("type", "Replace", "content", " "));
        spaces.add("pattern", object(Map.of("Regex", "\\s+")));
        JsonObject all = object(Map.of("type", "Sequence"));
        all.add("normalizers", array(object(Map.of("type", "NFC")), spaces, object(Map.of("type", "Lowercase"))));
        return all;
    }

    private static JsonObject words() {
        JsonObject split = object(Map.of("type", "Split", "behavior", "Removed", "invert", true));
        split.add("pattern", object(Map.of("Regex", WORDS)));
        JsonObject bytes = object(Map.of("type", "ByteLevel", "add_prefix_space", false, "trim_offsets", true));
        JsonObject all = object(Map.of("type", "Sequence"));
        all.add("pretokenizers", array(split, bytes));
        return all;
    }

    private static JsonObject between(ClipVocabulary vocabulary) {
        JsonObject both = object(Map.of("type", "RobertaProcessing", "trim_offsets", false, "add_prefix_space", false));
        both.add("cls", token(vocabulary, vocabulary.start()));
        both.add("sep", token(vocabulary, vocabulary.end()));
        return both;
    }

    private static JsonArray token(ClipVocabulary vocabulary, String text) {
        JsonArray pair = new JsonArray();
        pair.add(text);
        pair.add(vocabulary.id(text));
        return pair;
    }

    private static JsonObject pairs(ClipVocabulary vocabulary) {
        JsonObject model = object(Map.of(
                "type", "BPE",
                "unk_token", vocabulary.end(),
                "continuing_subword_prefix", "",
                "end_of_word_suffix", "</w>",
                "fuse_unk", false));
        JsonObject ids = new JsonObject();
        vocabulary.ids().forEach(ids::addProperty);
        JsonArray merges = new JsonArray();
        vocabulary.merges().forEach(merges::add);
        model.add("vocab", ids);
        model.add("merges", merges);
        return model;
    }

    private static JsonObject object(Map<String, Object> members) {
        JsonObject object = new JsonObject();
        members.forEach((name, value) -> {
            if (value instanceof Boolean flag) {
                object.addProperty(name, flag);
            } else if (value instanceof Number number) {
                object.addProperty(name, number);
            } else {
                object.addProperty(name, (String) value);
            }
        });
        return object;
    }

    private static JsonArray array(JsonObject... items) {
        JsonArray array = new JsonArray();
        Arrays.asList(items).forEach(array::add);
        return array;
    }
}
