package motionscope.tensor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Python's pickles as data: a stack machine that knows numbers, text, containers and PyTorch's tensors, and refuses
 * every other name. It has no way to run anything.
 *
 * <p>Source: {@code pickletools} of CPython, protocols 2 to 5 (PyTorch writes 2).
 */
final class Pickle {
    private static final int MAX_NUMBER = 32;

    private final PickleBytes in;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();

    private Pickle(PickleBytes in) {
        this.in = in;
    }

    /**
     * Reads one pickle, up to its end; the position is then behind it.
     *
     * @return a Long, BigInteger, Double, Boolean, String, or a {@link PickleValue}
     * @throws motionscope.MotionScopeException if it is damaged or asks for anything but data
     */
    static Object read(PickleBytes in) {
        return new Pickle(in).run();
    }

    private Object run() {
        for (int opcode = in.u8(); opcode != '.'; opcode = in.u8()) {
            in.spend(1);
            step(opcode);
        }
        return pop();
    }

    private void step(int opcode) {
        switch (opcode) {
            case 0x80 -> requireProtocol(in.u8());
            case 0x95 -> in.i64(); // the length of a frame: the end of the data is known without it
            case '(' -> marks.add(stack.size());
            case '0' -> pop();
            case '1' -> items();
            case '2' -> push(top());
            case 'N' -> push(PickleValue.Nothing.NOTHING);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push((long) in.u8());
            case 'M' -> push((long) in.u16());
            case 'J' -> push((long) in.i32());
            case 0x8a -> push(number(in.u8()));
            case 0x8b -> push(number(in.i32()));
            case 'G' -> push(in.bigEndianDouble());
            case 0x8c -> push(in.text(in.u8()));
            case 'X' -> push(in.text(in.u32()));
            case 0x8d -> push(in.text(in.i64()));
            case 'U' -> push(in.oldText(in.u8()));
            case 'T' -> push(in.oldText(in.i32()));
            case 'C' -> skipped(in.u8());
            case 'B' -> skipped(in.u32());
            case 0x8e, 0x96 -> skipped(in.i64());
            case 'q' -> memo.put((long) in.u8(), top());
            case 'r' -> memo.put(in.u32(), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'h' -> push(remembered(in.u8()));
            case 'j' -> push(remembered(in.u32()));
            default -> container(opcode);
        }
    }

    private void container(int opcode) {
        switch (opcode) {
            case ')', ']', 0x8f -> push(new PickleValue.Sequence(new ArrayList<>()));
            case 't', 'l', 0x91 -> push(new PickleValue.Sequence(items()));
            case 0x85 -> push(new PickleValue.Sequence(last(1)));
            case 0x86 -> push(new PickleValue.Sequence(last(2)));
            case 0x87 -> push(new PickleValue.Sequence(last(3)));
            case 'a' -> append(last(1));
            case 'e', 0x90 -> append(items());
            case '}' -> push(new PickleValue.Dictionary());
            case 'd' -> {
                List<Object> pairs = items();
                push(new PickleValue.Dictionary());
                put(pairs);
            }
            case 's' -> put(last(2));
            case 'u' -> put(items());
            case 'c' -> push(global(in.line(), in.line()));
            case 0x93 -> {
                List<Object> names = last(2);
                push(global(text(names.get(0)), text(names.get(1))));
            }
            case 'R' -> {
                List<Object> call = last(2);
                push(PickleObjects.made(in, call.get(0), call.get(1)));
            }
            case 'Q' -> push(PickleObjects.storage(in, pop()));
            case 'b' -> build(pop());
            default -> throw unknown(opcode);
        }
    }

    private RuntimeException unknown(int opcode) {
        return switch (opcode) {
            case 'i' -> in.refused(in.line() + "." + in.line());
            case 'o', 0x81, 0x92 -> in.refused("an object of a class");
            case 'P' -> in.refused("the object " + in.line());
            case 0x82, 0x83, 0x84 -> in.refused("a registered extension");
            case 0x97, 0x98 -> in.refused("a buffer outside of the file");
            default -> in.bad("has the opcode 0x" + Integer.toHexString(opcode) + ", which is not read");
        };
    }

    private void requireProtocol(int version) {
        if (version > 5) {
            throw in.bad("is a pickle of protocol " + version + ", which is not read");
        }
    }

    private Object global(String module, String name) {
        PickleGlobal known = PickleGlobal.of(module + "." + name);
        if (known == null) {
            throw in.refused(module + "." + name);
        }
        return known;
    }

    private String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw in.bad("has a name that is no text");
    }

    /** Attributes of an object: an OrderedDict has some ({@code _metadata}: versions of modules), which nobody needs. */
    private void build(Object state) {
        if (!(top() instanceof PickleValue.Dictionary)) {
            throw in.refused("an object with attributes");
        }
    }

    private void skipped(long bytes) {
        in.skip(bytes);
        push(PickleValue.Nothing.NOTHING);
    }

    private Object number(int bytes) {
        if (bytes < 0 || bytes > MAX_NUMBER) {
            throw in.bad("has a number of " + bytes + " bytes");
        }
        byte[] little = in.raw(bytes);
        byte[] big = new byte[bytes + 1];
        for (int i = 0; i < bytes; i++) {
            big[bytes - i] = little[i];
        }
        big[0] = (byte) (bytes > 0 && big[1] < 0 ? -1 : 0);
        BigInteger value = new BigInteger(big);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    // ---- the stack --------------------------------------------------------------------------------------------------

    private void push(Object value) {
        stack.add(value);
    }

    /** The lowest position that may be taken: what lies under a mark belongs to it. */
    private int floor() {
        return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    }

    private Object top() {
        if (stack.size() <= floor()) {
            throw in.bad("takes from an empty stack");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        Object value = top();
        stack.remove(stack.size() - 1);
        return value;
    }

    private List<Object> last(int count) {
        if (stack.size() - count < floor()) {
            throw in.bad("takes from an empty stack");
        }
        return cut(stack.size() - count);
    }

    /** Everything above the last mark. */
    private List<Object> items() {
        if (marks.isEmpty()) {
            throw in.bad("takes up to a mark that is not there");
        }
        return cut(marks.remove(marks.size() - 1));
    }

    private List<Object> cut(int from) {
        List<Object> above = stack.subList(from, stack.size());
        List<Object> copy = new ArrayList<>(above);
        above.clear();
        return copy;
    }

    private Object remembered(long index) {
        Object value = memo.get(index);
        if (value == null) {
            throw in.bad("refers to an object that is not there");
        }
        return value;
    }

    private void append(List<Object> items) {
        if (!(top() instanceof PickleValue.Sequence sequence)) {
            throw in.bad("appends to something that is no list");
        }
        sequence.items().addAll(items);
    }

    private void put(List<Object> pairs) {
        if (!(top() instanceof PickleValue.Dictionary dictionary) || pairs.size() % 2 != 0) {
            throw in.bad("puts something that is no pair, or into something that is no dictionary");
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            dictionary.put(pairs.get(i), pairs.get(i + 1));
        }
    }
}
