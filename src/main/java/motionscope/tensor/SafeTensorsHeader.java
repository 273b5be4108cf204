package motionscope.tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;

/**
 * What the header of one safetensors file says, checked.
 *
 * @param slots where each tensor lies, in the order of the header
 * @param metadata the strings of {@code __metadata__}
 */
record SafeTensorsHeader(Map<String, Slot> slots, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";
    static final int LENGTH_BYTES = 8;
    static final int MAX_BYTES = 100_000_000;

    /** @param begin position in the file of the first byte */
    record Slot(Checkpoint.Entry entry, long begin) {
        long end() {
            return begin + entry.bytes();
        }
    }

    /** The tensors by position in the file; empty ones come before the one that starts where they are. */
    List<Slot> byPosition() {
        List<Slot> sorted = new ArrayList<>(slots.values());
        sorted.sort(Comparator.comparingLong(Slot::begin).thenComparingLong(Slot::end));
        return sorted;
    }

    /**
     * Checks that the tensors follow each other from dataStart to the end of the file, without overlap or gap.
     *
     * @return this
     */
    SafeTensorsHeader checkLayout(String file, long dataStart, long size) {
        long expected = dataStart;
        for (Slot slot : byPosition()) {
            if (slot.begin() != expected) {
                String fault = slot.begin() < expected ? " has overlapping tensors" : " has a gap between tensors";
                throw new MotionScopeException(
                        file + fault + " at " + JsonStrict.shown(slot.entry().name()) + " (byte " + slot.begin()
                                + ", expected " + expected + "); download it again.");
            }
            expected = slot.end();
        }
        if (expected != size) {
            throw new MotionScopeException(
                    file + " has " + (size - expected) + " bytes behind its last tensor; download it again.");
        }
        return this;
    }
}
