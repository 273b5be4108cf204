package motionscope.tensor;

import java.util.List;

/** The few objects that a pickle of tensors makes, from what it gives for them. */
final class PickleObjects {
    private static final int MAX_DIMENSIONS = 64;

    private PickleObjects() {}

    /** What calling one of the known names with arguments stands for. */
    static Object made(PickleBytes in, Object callable, Object given) {
        if (!(callable instanceof PickleGlobal global)) {
            throw in.refused("a call of something that has no name");
        }
        List<Object> arguments = sequence(in, given);
        return switch (global.kind()) {
            case ORDERED_DICT -> dictionary(in, arguments);
            case TENSOR -> view(in, arguments);
            case PARAMETER -> {
                if (arguments.isEmpty() || !(arguments.get(0) instanceof PickleValue.View view)) {
                    throw in.bad("has a parameter without a tensor");
                }
                yield view;
            }
            case STORAGE -> throw in.refused("a storage made by a call");
        };
    }

    /** {@code OrderedDict()} or {@code OrderedDict([(key, value), ...])}. */
    private static PickleValue.Dictionary dictionary(PickleBytes in, List<Object> arguments) {
        PickleValue.Dictionary dictionary = new PickleValue.Dictionary();
        if (arguments.size() > 1) {
            throw in.bad("makes a dictionary of " + arguments.size() + " things");
        }
        if (arguments.size() == 1) {
            List<Object> pairs = sequence(in, arguments.get(0));
            in.spend(pairs.size());
            for (Object item : pairs) {
                List<Object> pair = sequence(in, item);
                if (pair.size() != 2) {
                    throw in.bad("makes a dictionary of something that is no pair");
                }
                dictionary.put(pair.get(0), pair.get(1));
            }
        }
        return dictionary;
    }

    /** {@code _rebuild_tensor(storage, offset, sizes, strides, ...)}; whether it wants a gradient is of no interest. */
    private static PickleValue.View view(PickleBytes in, List<Object> arguments) {
        if (arguments.size() < 4 || !(arguments.get(0) instanceof PickleValue.Storage storage)) {
            throw in.bad("has a tensor without storage, offset, sizes and strides");
        }
        PickleValue.View view = new PickleValue.View(
                storage, whole(in, arguments.get(1)), wholes(in, arguments.get(2)), wholes(in, arguments.get(3)));
        if (view.fault() != null) {
            throw in.bad("has a tensor that " + view.fault());
        }
        return view;
    }

    /** {@code ("storage", type, key, location, count)}; older files have a sixth part, which says whether it is a view. */
    static PickleValue.Storage storage(PickleBytes in, Object given) {
        List<Object> parts = sequence(in, given);
        boolean known = parts.size() >= 5
                && parts.size() <= 6
                && "storage".equals(parts.get(0))
                && parts.get(1) instanceof PickleGlobal type
                && type.kind() == PickleGlobal.Kind.STORAGE
                && parts.get(2) instanceof String;
        if (!known) {
            throw in.bad("refers to something outside of it that is no storage of tensors");
        }
        if (parts.size() == 6 && parts.get(5) != PickleValue.Nothing.NOTHING) {
            throw in.bad("has a storage that is a view of another one, which is not read");
        }
        DType type = ((PickleGlobal) parts.get(1)).dtype();
        long count = whole(in, parts.get(4));
        if (count < 0 || count > Long.MAX_VALUE / type.bytes()) {
            throw in.bad("has a storage of " + count + " values");
        }
        PickleValue.Storage storage = new PickleValue.Storage((String) parts.get(2), type, count);
        in.storages().add(storage);
        return storage;
    }

    private static List<Object> sequence(PickleBytes in, Object value) {
        if (value instanceof PickleValue.Sequence sequence) {
            return sequence.items();
        }
        throw in.bad("has something else in the place of a list");
    }

    static long whole(PickleBytes in, Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw in.bad("has something else in the place of a whole number of 64 bits");
    }

    private static long[] wholes(PickleBytes in, Object value) {
        List<Object> items = sequence(in, value);
        if (items.size() > MAX_DIMENSIONS) {
            throw in.bad("has a tensor of " + items.size() + " dimensions");
        }
        return items.stream().mapToLong(item -> whole(in, item)).toArray();
    }
}
