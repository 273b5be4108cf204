package motionscope.tensor;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.MotionScopeException;

/**
 * A pull parser for JSON from anywhere: RFC 8259 to the letter, UTF-8 checked, nesting limited, names unique.
 *
 * <p>It reads as a stream, so a hostile document costs no more memory than what its reader keeps. Every fault is a
 * {@link MotionScopeException} that names the document, the fault, its position and the advice given by the caller.
 */
final class JsonStrict {
    /** Reads one value; called once, at the start of the document. */
    interface Body<T> {
        T read(JsonStrict json) throws IOException;
    }

    private static final int MAX_DEPTH = 64;
    private static final int SHOWN = 80;
    private static final Pattern POSITION = Pattern.compile("at (line \\d+ column \\d+)");
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,19}");

    private final JsonReader reader;
    private final String document;
    private final String advice;
    private int depth;

    private JsonStrict(JsonReader reader, String document, String advice) {
        this.reader = reader;
        this.document = document;
        this.advice = advice;
    }

    /**
     * Reads a document that must hold one value and nothing behind it.
     *
     * @param document what errors call it
     * @param advice what errors tell the reader to do
     */
    static <T> T parse(InputStream bytes, String document, String advice, Body<T> body) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        JsonReader reader = new JsonReader(new InputStreamReader(bytes, decoder));
        beStrict(reader);
        JsonStrict json = new JsonStrict(reader, document, advice);
        try {
            T result = body.read(json);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw json.bad("has something behind its end");
            }
            return result;
        } catch (CharacterCodingException e) {
            throw json.bad("is not UTF-8 text", e);
        } catch (MalformedJsonException e) {
            throw json.bad("is not valid JSON", e);
        } catch (EOFException e) {
            throw json.bad("ends before its JSON is complete", e);
        } catch (IOException e) {
            throw json.bad("cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * To the letter of RFC 8259. IJava brings an older Gson that comes first on its classpath and has only the default:
     * strict but for the case of true, false and null and for control characters in strings.
     */
    private static void beStrict(JsonReader reader) {
        try {
            reader.setStrictness(Strictness.STRICT);
        } catch (LinkageError olderGson) {
            reader.setLenient(false);
        }
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw bad("is nested too deeply");
        }
    }

    JsonToken peek() throws IOException {
        return reader.peek();
    }

    /** Whether another element or member follows before the closing bracket. */
    boolean more() throws IOException {
        return reader.hasNext();
    }

    void beginObject(String what) throws IOException {
        expect(JsonToken.BEGIN_OBJECT, what, "an object {...}");
        deeper();
        reader.beginObject();
    }

    void endObject() throws IOException {
        depth--;
        reader.endObject();
    }

    void beginArray(String what) throws IOException {
        expect(JsonToken.BEGIN_ARRAY, what, "a list [...]");
        deeper();
        reader.beginArray();
    }

    void endArray() throws IOException {
        depth--;
        reader.endArray();
    }

    /** The next member's name, added to the names seen in this object. */
    String name(Set<String> seen) throws IOException {
        String name = checkText(reader.nextName());
        if (!seen.add(name)) {
            throw bad("has the name " + shown(name) + " twice");
        }
        return name;
    }

    String string(String what) throws IOException {
        expect(JsonToken.STRING, what, "a string");
        return checkText(reader.nextString());
    }

    /** A whole number without point or exponent that fits in 64 bits. */
    long integer(String what) throws IOException {
        String text = numeral(what);
        if (INTEGER.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw bad(what + " is " + text + ", which does not fit in 64 bits");
            }
        }
        throw bad(what + " is " + shown(text) + " instead of a whole number");
    }

    /** A number as it is written. */
    String numeral(String what) throws IOException {
        expect(JsonToken.NUMBER, what, "a number");
        return reader.nextString();
    }

    boolean bool() throws IOException {
        return reader.nextBoolean();
    }

    void nothing() throws IOException {
        reader.nextNull();
    }

    /** The error to throw for a fault found here. */
    MotionScopeException bad(String fault) {
        return bad(fault, null);
    }

    private MotionScopeException bad(String fault, Exception cause) {
        Matcher position = POSITION.matcher(reader.toString());
        String where = position.find() ? " (" + position.group(1) + ")" : "";
        return new MotionScopeException(document + " " + fault + where + "; " + advice, cause);
    }

    private void expect(JsonToken token, String what, String wanted) throws IOException {
        JsonToken found = reader.peek();
        if (found != token) {
            throw bad(what + " is " + found.name().toLowerCase().replace('_', ' ') + " instead of " + wanted);
        }
    }

    /** Refuses half a surrogate pair (an escape such as \ud800 alone): such text cannot be written as UTF-8. */
    private String checkText(String text) {
        if (!isUnicode(text)) {
            throw bad("has text that is not Unicode");
        }
        return text;
    }

    /** Whether every surrogate has its partner; codePoints() leaves single ones as they are. */
    static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** Text from a file made fit for one line of an error message. */
    static String shown(String text) {
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return "'" + cut.replaceAll("\\p{Cntrl}|\\R", "?") + "'";
    }
}
