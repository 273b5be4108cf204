package motionscope.tensor;

import java.util.Map;

/**
 * The names that a pickle may ask for. None of them is code here: each stands for a kind of data.
 *
 * @param dtype the type of a storage's values; null where this is no storage
 */
record PickleGlobal(Kind kind, DType dtype) {
    /** What a name stands for. */
    enum Kind {
        /** A dictionary that keeps its order. */
        ORDERED_DICT,
        /** A tensor: a view of a storage. */
        TENSOR,
        /** A tensor that is trained: the same data. */
        PARAMETER,
        /** The type of a storage. */
        STORAGE
    }

    private static final Map<String, PickleGlobal> KNOWN = Map.ofEntries(
            Map.entry("collections.OrderedDict", new PickleGlobal(Kind.ORDERED_DICT, null)),
            Map.entry("torch._utils._rebuild_tensor", new PickleGlobal(Kind.TENSOR, null)),
            Map.entry("torch._utils._rebuild_tensor_v2", new PickleGlobal(Kind.TENSOR, null)),
            Map.entry("torch._utils._rebuild_parameter", new PickleGlobal(Kind.PARAMETER, null)),
            Map.entry("torch.DoubleStorage", storage(DType.F64)),
            Map.entry("torch.FloatStorage", storage(DType.F32)),
            Map.entry("torch.HalfStorage", storage(DType.F16)),
            Map.entry("torch.BFloat16Storage", storage(DType.BF16)),
            Map.entry("torch.LongStorage", storage(DType.I64)),
            Map.entry("torch.IntStorage", storage(DType.I32)),
            Map.entry("torch.CharStorage", storage(DType.I8)),
            Map.entry("torch.ByteStorage", storage(DType.U8)),
            Map.entry("torch.BoolStorage", storage(DType.BOOL)));

    private static PickleGlobal storage(DType type) {
        return new PickleGlobal(Kind.STORAGE, type);
    }

    /** What a name stands for, or null: such a name is refused. */
    static PickleGlobal of(String name) {
        return KNOWN.get(name);
    }
}
