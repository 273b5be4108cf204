package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokenizer on the recorded prompts, on odd text, and on damaged files. */
class ClipTokenizerTest {
    private static final Path SMALL = Path.of("src/test/resources/golden/clip_tokenizer_small");
    /** CLIP's own vocabulary is not ours to carry; {@code ./motionscope test} says where it was not there. */
    private static final Path WHOLE =
            Path.of(System.getenv().getOrDefault("MOTIONSCOPE_GOLDEN", "../shared/golden"), "clip_tokenizer");

    private static final int START = 1112;
    private static final int END = 1113;

    static Stream<Path> recorded() {
        return Stream.of(SMALL, WHOLE).filter(Files::isDirectory);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void everyRecordedPrompt(Path folder) throws IOException {
        JsonArray prompts = JsonParser.parseString(Files.readString(folder.resolve("ids.json")))
                .getAsJsonArray();
        assertTrue(prompts.size() > 200);
        try (ClipTokenizer tokenizer = ClipTokenizer.of(folder)) {
            for (JsonElement element : prompts) {
                JsonObject prompt = element.getAsJsonObject();
                String text = prompt.get("text").getAsString();
                long[] ids = longs(prompt.get("ids"));
                assertArrayEquals(ids, tokenizer.ids(text), text);
                ClipTokenizer.Reading read = tokenizer.read(text);
                assertEquals(ids.length - 2, read.tokens(), text);
                assertEquals(prompt.has("padded"), !read.unread().isEmpty(), text);
                assertArrayEquals(prompt.has("padded") ? longs(prompt.get("padded")) : padded(ids), read.ids(), text);
            }
        }
    }

    private static long[] longs(JsonElement list) {
        return new Gson().fromJson(list, long[].class);
    }

    private static long[] padded(long[] ids) {
        long[] all = Arrays.copyOf(ids, 77);
        Arrays.fill(all, ids.length, 77, ids[ids.length - 1]);
        return all;
    }

    @Test
    void severalThreads() {
        String[] prompts = {"a red circle", "caf\u00e9 \ud83d\udc31", "", "it's 12 frames"};
        try (ClipTokenizer tokenizer = ClipTokenizer.of(SMALL)) {
            long[][] alone = Stream.of(prompts).map(tokenizer::ids).toArray(long[][]::new);
            IntStream.range(0, 400)
                    .parallel()
                    .forEach(i -> assertArrayEquals(alone[i % 4], tokenizer.ids(prompts[i % 4])));
        }
    }

    @Test
    void whatDidNotFitIsSaid() {
        String cat = "\ud83d\udc31"; // three tokens in this vocabulary
        String fits = cat.repeat(20) + " cafe\u0301 " + "the ".repeat(14).strip();
        try (ClipTokenizer tokenizer = ClipTokenizer.of(SMALL)) {
            ClipTokenizer.Reading read = tokenizer.read(fits);
            assertEquals(75, read.tokens());
            assertEquals("", read.unread());
            assertEquals(END, read.ids()[76]);
            read = tokenizer.read(fits + " " + cat + " window");
            assertEquals(79, read.tokens());
            assertEquals(cat + " window", read.unread());
            assertArrayEquals(tokenizer.read(fits).ids(), read.ids());
            read = tokenizer.read("the ".repeat(75) + cat.repeat(200));
            assertEquals(cat.repeat(120) + "...", read.unread());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \ud83d cat", "\udc31", "cat\ud83d", "\ud83d\ud83d\udc31", "\ud83d\udc31\udc31"})
    void halfCharacters(String prompt) {
        try (ClipTokenizer tokenizer = ClipTokenizer.of(SMALL)) {
            MotionScopeException e = assertThrows(MotionScopeException.class, () -> tokenizer.read(prompt));
            assertTrue(e.getMessage().contains("half a character"), e.getMessage());
        }
    }

    @Test
    void anyTextHasIds() {
        String all = IntStream.concat(IntStream.rangeClosed(0, 0xd7ff), IntStream.rangeClosed(0xe000, 0x10ffff))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        try (ClipTokenizer tokenizer = ClipTokenizer.of(SMALL)) {
            for (int i = 0; i < all.length() - 1000; i += 99_991) {
                int from = Character.isLowSurrogate(all.charAt(i)) ? i + 1 : i;
                String some = all.substring(from, all.offsetByCodePoints(from, 400));
                long[] ids = tokenizer.ids(some);
                assertEquals(START, ids[0]);
                assertEquals(END, ids[ids.length - 1]);
                assertTrue(Arrays.stream(ids).allMatch(id -> id >= 0 && id < tokenizer.size()));
            }
        }
    }

    private static Path copy(Path folder) throws IOException {
        for (String name :
                new String[] {"vocab.json", "merges.txt", "special_tokens_map.json", "tokenizer_config.json"}) {
            Files.copy(SMALL.resolve(name), folder.resolve(name));
        }
        return folder;
    }

    @Test
    void paddingLengthAndSpecialTokensAreTheFiles(@TempDir Path folder) throws IOException {
        copy(folder);
        Files.writeString(
                folder.resolve("special_tokens_map.json"),
                "{\"pad_token\": \"!\", \"bos_token\": \"<|endoftext|>\", \"eos_token\": {\"content\": \"~\"}}");
        Files.writeString(
                folder.resolve("tokenizer_config.json"), "{\"model_max_length\": 6, \"pad_token\": \"x</w>\"}");
        try (ClipTokenizer tokenizer = ClipTokenizer.of(folder)) {
            assertArrayEquals(
                    new long[] {END, 320, 320, 93, 0, 0}, tokenizer.read("a a").ids());
            assertEquals("a a", tokenizer.read("a a a a a a").unread());
        }
        Files.delete(folder.resolve("special_tokens_map.json"));
        Files.delete(folder.resolve("tokenizer_config.json"));
        try (ClipTokenizer tokenizer = ClipTokenizer.of(folder)) {
            assertEquals(77, tokenizer.length());
            assertArrayEquals(
                    padded(new long[] {START, 320, END}), tokenizer.read("a").ids());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vocab.json", "merges.txt"})
    void aMissingFile(String name, @TempDir Path folder) throws IOException {
        Files.delete(copy(folder).resolve(name));
        assertRefused(folder, name + " does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vocab.json | '\"a</w>\": 320' | '\"a</w>\": 321' | 321 like another token",
                "vocab.json | '\"a</w>\": 320' | '\"a</w>\": -1' | a whole number from 0",
                "vocab.json | '\"a</w>\": 320' | '\"a</w>\": 99999999' | a whole number from 0",
                "vocab.json | '\"a</w>\": 320' | '\"a</w>\": \"320\"' | the string '320'",
                "vocab.json | '<|startoftext|>' | 'begin' | it is the bos_token",
                "merges.txt | 'th e</w>' | 'th e</w> x' | line 3 is 'th e</w> x'",
                "merges.txt | 'th e</w>' | 'th q</w>' | line 3 is 'th q</w>'",
                "merges.txt | 'th e</w>' | 'the</w>' | line 3",
                "tokenizer_config.json | '\"model_max_length\": 77' | '\"model_max_length\": 2' | from 3 to",
                "special_tokens_map.json | '\"pad_token\": \"<' | '\"pad_token\": \"none' | it is the pad_token",
                "special_tokens_map.json | '{' | '[' | special_tokens_map.json",
            })
    void damagedFiles(String file, String original, String instead, String words, @TempDir Path folder)
            throws IOException {
        Path path = copy(folder).resolve(file);
        String text = Files.readString(path);
        assertTrue(text.contains(original), original);
        int at = text.indexOf(original);
        Files.writeString(path, text.substring(0, at) + instead + text.substring(at + original.length()));
        assertRefused(folder, words);
    }

    /** What transformers 5 writes instead of vocab.json and merges.txt; merges are pairs or two words. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneFileForBoth(boolean pairs, @TempDir Path folder) throws IOException {
        copy(folder);
        String merges = Files.readAllLines(folder.resolve("merges.txt")).stream()
                .skip(1)
                .map(line -> new Gson().toJson(line))
                .map(line -> pairs ? "[" + line.replace(" ", "\", \"") + "]" : line)
                .collect(Collectors.joining(", ", "[", "]"));
        String vocabulary = Files.readString(folder.resolve("vocab.json"));
        Files.delete(folder.resolve("vocab.json"));
        Files.delete(folder.resolve("merges.txt"));
        String whole = "{\"model\": {\"type\": \"BPE\", \"end_of_word_suffix\": \"</w>\", \"vocab\": " + vocabulary
                + ", \"merges\": " + merges + "}}";
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(file, whole);
        try (ClipTokenizer one = ClipTokenizer.of(folder);
                ClipTokenizer two = ClipTokenizer.of(SMALL)) {
            String prompt = "another transparent lantern's caf\u00e9, 12 frames";
            assertArrayEquals(two.read(prompt).ids(), one.read(prompt).ids());
        }
        Files.writeString(file, whole.replace("\"</w>\", \"vocab\"", "\"\", \"vocab\""));
        assertRefused(folder, "</w>, as CLIP has it");
        Files.writeString(file, whole.replace("\"merges\": [", "\"merges\": [3, "));
        assertRefused(folder, "merge 1 is '3'");
        Files.writeString(file, whole.replace("\"merges\": [", "\"merges\": [[\"a\", null], "));
        assertRefused(folder, "merge 1 is 'a '");
        Files.writeString(file, whole.replace("\"merges\": [", "\"merges\": {}, \"others\": ["));
        assertRefused(folder, "a list [...]");
    }

    @Test
    void mergesThatAreNoText(@TempDir Path folder) throws IOException {
        Files.write(copy(folder).resolve("merges.txt"), new byte[] {'#', '\n', (byte) 0xff, ' ', (byte) 0xfe});
        assertRefused(folder, "cannot be read as text");
    }

    private static void assertRefused(Path folder, String words) {
        MotionScopeException e = assertThrows(MotionScopeException.class, () -> ClipTokenizer.of(folder));
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
}
