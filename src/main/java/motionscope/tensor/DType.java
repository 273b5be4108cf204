package motionscope.tensor;

import ai.djl.ndarray.types.DataType;
import motionscope.MotionScopeException;

/**
 * The element types that files and tensors may have.
 *
 * <p>This is an allow-list on purpose: asking the engine for a type outside of it ends the JVM.
 */
public enum DType {
    F64(8, 7, DataType.FLOAT64),
    F32(4, 6, DataType.FLOAT32),
    F16(2, 5, DataType.FLOAT16),
    /** Only ever created by a cast inside TorchScript: the engine's own calls abort on it. */
    BF16(2, 15, null),
    I64(8, 4, DataType.INT64),
    I32(4, 3, DataType.INT32),
    I8(1, 1, DataType.INT8),
    U8(1, 0, DataType.UINT8),
    BOOL(1, 11, DataType.BOOLEAN);

    private final int bytes;
    private final int torchCode;
    private final DataType engineType;

    DType(int bytes, int torchCode, DataType engineType) {
        this.bytes = bytes;
        this.torchCode = torchCode;
        this.engineType = engineType;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** Whether a gradient can pass through values of this type. */
    public boolean isFloating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /** The number TorchScript knows this type by (c10::ScalarType). */
    int torchCode() {
        return torchCode;
    }

    /** The engine's type that is safe to ask for. */
    DataType engineType() {
        if (engineType == null) {
            throw new IllegalStateException(this + " is created by a cast, never by the engine");
        }
        return engineType;
    }

    /**
     * The type named in a safetensors header.
     *
     * @throws MotionScopeException if the name is not one of those read here
     */
    public static DType of(String name) {
        for (DType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new MotionScopeException("Element type '" + name + "' is not read; types that are: "
                + "F64, F32, F16, BF16, I64, I32, I8, U8, BOOL.");
    }
}
