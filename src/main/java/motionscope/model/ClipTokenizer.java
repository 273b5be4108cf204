package motionscope.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * CLIP's byte-pair tokenizer: Hugging Face's own library, through DJL, with the rules of its fast tokenizer.
 *
 * <p>Any text that is Unicode has ids; the empty one has only the start and the end. Several threads may use one.
 */
public final class ClipTokenizer implements AutoCloseable {
    private static final String FLAVOR = "RUST_FLAVOR";
    private static final int SHOWN = 120;

    /**
     * A prompt as a text encoder takes it.
     *
     * @param ids start, tokens, end, padding
     * @param tokens of the whole prompt, without start and end
     * @param unread the end of the prompt, which did not fit; empty where all of it did
     */
    public record Reading(long[] ids, int tokens, String unread) {}

    private final ClipVocabulary vocabulary;
    private final HuggingFaceTokenizer library;

    private ClipTokenizer(ClipVocabulary vocabulary, HuggingFaceTokenizer library) {
        this.vocabulary = vocabulary;
        this.library = library;
    }

    /**
     * Reads {@code vocab.json} and {@code merges.txt} (or {@code tokenizer.json} instead) and, where they are there, {@code special_tokens_map.json} and {@code
     * tokenizer_config.json}.
     *
     * @throws MotionScopeException if a file is missing or damaged
     */
    public static ClipTokenizer of(Path folder) {
        ClipVocabulary vocabulary = ClipVocabulary.of(folder);
        requireLibrary();
        byte[] rules = ClipTokenizerRules.json(vocabulary).getBytes(StandardCharsets.UTF_8);
        try {
            HuggingFaceTokenizer library = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(rules), Map.of("truncation", "false", "padding", "false"));
            return new ClipTokenizer(vocabulary, library);
        } catch (IOException | RuntimeException e) {
            throw new MotionScopeException(
                    "The tokenizer of " + folder + " was refused (" + e.getMessage() + "); download its files again.",
                    e);
        }
    }

    /**
     * Loads Hugging Face's library, which lies in a jar.
     *
     * @throws MotionScopeException if it does not load
     */
    public static void requireLibrary() {
        // On a CUDA host the library would otherwise download another build of itself.
        if (System.getProperty(FLAVOR) == null) {
            System.setProperty(FLAVOR, "cpu");
        }
        try {
            LibUtils.checkStatus();
        } catch (RuntimeException | LinkageError e) {
            throw new MotionScopeException(
                    "The tokenizer library did not load (" + e + "); check that the folder ~/.djl.ai can be written.",
                    e);
        }
    }

    /** Ids of a filled-up prompt. */
    public int length() {
        return vocabulary.length();
    }

    /** One more than the largest id. */
    public int size() {
        return vocabulary.ids().size();
    }

    /**
     * All ids of a prompt, start and end included, however many.
     *
     * @throws MotionScopeException if the prompt is not Unicode text
     */
    public long[] ids(String prompt) {
        return encode(prompt).getIds();
    }

    /**
     * A prompt of exactly {@link #length()} ids. A longer one loses its last tokens, as the reference does it; which part of the
     * text that is, the result says.
     *
     * @throws MotionScopeException if the prompt is not Unicode text
     */
    public Reading read(String prompt) {
        Encoding whole = encode(prompt);
        long[] ids = whole.getIds();
        long[] read = Arrays.copyOf(ids, length());
        if (ids.length > read.length) {
            read[read.length - 1] = vocabulary.id(vocabulary.end());
        } else {
            Arrays.fill(read, ids.length, read.length, vocabulary.id(vocabulary.padding()));
        }
        return new Reading(
                read, ids.length - 2, ids.length > read.length ? behind(prompt, whole, read.length - 1) : "");
    }

    private Encoding encode(String prompt) {
        int broken = IntStream.range(0, prompt.length())
                .filter(i -> isHalf(prompt, i))
                .findFirst()
                .orElse(-1);
        if (broken >= 0) {
            throw new MotionScopeException("The prompt has half a character (an unpaired surrogate) at position "
                    + broken + "; remove it or write the character again.");
        }
        return library.encode(prompt);
    }

    /** Whether the char at an index is a surrogate without its other half. */
    private static boolean isHalf(String text, int index) {
        char c = text.charAt(index);
        return Character.isSurrogate(c)
                && Character.charCount(text.codePointAt(index)) == 1
                && (index == 0 || !Character.isSurrogatePair(text.charAt(index - 1), c));
    }

    /** The text from the token of this index on. The library counts in code points. */
    private static String behind(String prompt, Encoding whole, int token) {
        int start = whole.getCharTokenSpans()[token].getStart();
        String rest = prompt.substring(prompt.offsetByCodePoints(0, start)).strip();
        return rest.codePointCount(0, rest.length()) > SHOWN
                ? rest.substring(0, rest.offsetByCodePoints(0, SHOWN)) + "..."
                : rest;
    }

    /** Frees the library's memory. */
    @Override
    public void close() {
        library.close();
    }
}
