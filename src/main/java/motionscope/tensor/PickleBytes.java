package motionscope.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;

/** The bytes of a pickle, read in order; every fault is one line that names the file and the position. */
final class PickleBytes {
    private static final String ADVICE = "; download it again, as safetensors if there is such a file.";

    /** Opcodes and copied items that one file may cost: far above what a checkpoint of thousands of tensors needs. */
    private static final int MAX_STEPS = 4_000_000;

    private final String file;
    private final ByteBuffer bytes;
    private final List<PickleValue.Storage> storages = new ArrayList<>();
    private int steps;

    PickleBytes(String file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The storages that were referred to so far. */
    List<PickleValue.Storage> storages() {
        return storages;
    }

    int position() {
        return bytes.position();
    }

    /** Counts work: a short pickle can ask for a lot of it. */
    void spend(int work) {
        steps += work;
        if (steps > MAX_STEPS) {
            throw bad("has more than " + MAX_STEPS + " steps");
        }
    }

    int u8() {
        return need(1).get() & 0xff;
    }

    int u16() {
        return need(2).getShort() & 0xffff;
    }

    int i32() {
        return need(4).getInt();
    }

    long u32() {
        return need(4).getInt() & 0xffffffffL;
    }

    long i64() {
        return need(8).getLong();
    }

    double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(need(8).getLong()));
    }

    byte[] raw(long count) {
        byte[] copy = new byte[(int) checked(count)];
        bytes.get(copy);
        return copy;
    }

    void skip(long count) {
        bytes.position(bytes.position() + (int) checked(count));
    }

    String text(long count) {
        return text(count, StandardCharsets.UTF_8);
    }

    /** Text of the time before Unicode: a character is a byte. */
    String oldText(long count) {
        return text(count, StandardCharsets.ISO_8859_1);
    }

    private String text(long count, Charset charset) {
        ByteBuffer part = ByteBuffer.wrap(raw(count));
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(part)
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("has text that is not " + charset);
        }
    }

    /** Text up to the end of the line. */
    String line() {
        for (int end = bytes.position(); end < bytes.limit(); end++) {
            if (bytes.get(end) == '\n') {
                String text = text(end - bytes.position());
                bytes.get();
                return text;
            }
        }
        throw bad("ends in the middle of a line");
    }

    MotionScopeException bad(String fault) {
        return new MotionScopeException(file + " " + fault + " (byte " + position() + " of its pickle)" + ADVICE);
    }

    /** The error for something that is no data. */
    MotionScopeException refused(String what) {
        return new MotionScopeException(file + " asks for " + JsonStrict.shown(what)
                + ", which is not data: only tensors, numbers, text and containers are read, and nothing was run."
                + " Use a safetensors file, or one from a source you trust.");
    }

    private ByteBuffer need(int count) {
        checked(count);
        return bytes;
    }

    private long checked(long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw bad("ends too early");
        }
        return count;
    }
}
