package motionscope.tensor;

import java.util.Locale;
import motionscope.MotionScopeException;

/** The element type that a network computes in. */
public enum Precision {
    F32(DType.F32),
    BF16(DType.BF16),
    F16(DType.F16);

    private final DType dtype;

    Precision(DType dtype) {
        this.dtype = dtype;
    }

    /** The element type of weights and activations. */
    public DType dtype() {
        return dtype;
    }

    /**
     * Reads {@code f32}, {@code bf16} or {@code f16}.
     *
     * @throws MotionScopeException if the name is none of these
     */
    public static Precision of(String name) {
        for (Precision precision : values()) {
            if (precision.toString().equals(name.strip().toLowerCase(Locale.ROOT))) {
                return precision;
            }
        }
        throw new MotionScopeException("Precision '" + name + "' is not known; use f32, bf16 or f16.");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
