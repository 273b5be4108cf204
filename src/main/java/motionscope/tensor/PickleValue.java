package motionscope.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a pickle can hold besides Java's Long, Double, Boolean and String: no code, no class.
 *
 * <p>Containers may hold each other in circles, so nothing here is hashed, compared or printed as a whole.
 */
interface PickleValue {
    /** Python's None, and what is skipped because nobody needs it. */
    enum Nothing implements PickleValue {
        NOTHING
    }

    /** A list, a tuple or a set. */
    final class Sequence implements PickleValue {
        private final List<Object> items;

        Sequence(List<Object> items) {
            this.items = items;
        }

        List<Object> items() {
            return items;
        }
    }

    /** A dictionary: keys and values in the order in which they were put. */
    final class Dictionary implements PickleValue {
        private final List<Object> keys = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void put(Object key, Object value) {
            keys.add(key);
            values.add(value);
        }

        List<Object> keys() {
            return keys;
        }

        List<Object> values() {
            return values;
        }
    }

    /**
     * Values in a row that tensors are views of.
     *
     * @param key its name in the file
     * @param count number of values
     */
    record Storage(String key, DType dtype, long count) implements PickleValue {}

    /**
     * A view of a storage.
     *
     * @param offset of the first value, in values
     * @param strides how many values lie between neighbours along each dimension
     */
    record View(Storage storage, long offset, long[] sizes, long[] strides) implements PickleValue {
        /**
         * Why these numbers make no tensor, or null if they make one: every value lies in the storage, and there are no
         * more of them than the storage has.
         */
        String fault() {
            if (sizes.length != strides.length) {
                return "has " + sizes.length + " sizes and " + strides.length + " strides";
            }
            boolean negative = offset < 0
                    || Arrays.stream(sizes).anyMatch(n -> n < 0)
                    || Arrays.stream(strides).anyMatch(n -> n < 0);
            if (negative) {
                return "has a negative size, stride or offset";
            }
            try {
                long count = 1;
                long last = offset;
                for (int i = 0; i < sizes.length; i++) {
                    count = Math.multiplyExact(count, sizes[i]);
                    last = Math.addExact(last, Math.multiplyExact(Math.max(0, sizes[i] - 1), strides[i]));
                }
                if (count > 0 && (last >= storage.count() || count > storage.count())) {
                    return "reaches past its storage of " + storage.count() + " values";
                }
            } catch (ArithmeticException e) {
                return "has the impossible size " + Arrays.toString(sizes);
            }
            return null;
        }

        /** Whether the values lie one after the other. */
        boolean isContiguous() {
            long expected = 1;
            for (int i = sizes.length - 1; i >= 0; i--) {
                if (sizes[i] != 1 && strides[i] != expected) {
                    return false;
                }
                expected *= sizes[i];
            }
            return true;
        }
    }
}
