package motionscope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Runs a TorchScript module. The engine's own way, {@code IValueUtils.forward}, frees the arguments of a call only when it
 * succeeds. One that fails for want of memory would keep its arguments for ever, and with them the graph that made them and
 * the weights in it: 12 GB of a GPU, when measured. So the arguments are made and freed here. The native method under it is
 * not public, and the public {@code runMethod} switches autograd off.
 */
final class ModuleCall {
    private static final String METHOD = "forward";
    private static final MethodHandle RUN = nativeMethod();

    private ModuleCall() {}

    /**
     * Runs the module with autograd as it is on this thread.
     *
     * @return its tensor, or the tensors of its tuple or list, attached to the manager
     * @throws ai.djl.engine.EngineException if it fails
     */
    static NDList run(PtSymbolBlock module, List<NDArray> arguments, PtNDManager manager) {
        IValue[] values = new IValue[arguments.size()];
        long[] handles = new long[values.length];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = IValue.from((PtNDArray) arguments.get(i));
                handles[i] = values[i].getHandle();
            }
            try (IValue result = run(module.getHandle(), handles)) {
                return result.toNDList(manager);
            }
        } finally {
            for (IValue value : values) {
                if (value != null) {
                    value.close();
                }
            }
        }
    }

    private static IValue run(long module, long[] arguments) {
        try {
            // "true" only means: do not switch autograd off; "false": on the current stream
            return (IValue) RUN.invokeExact(module, METHOD, arguments, true, false);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e); // the native method declares none
        }
    }

    private static MethodHandle nativeMethod() {
        try {
            Class<?> library = Class.forName("ai.djl.pytorch.jni.PyTorchLibrary");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(library, MethodHandles.lookup());
            MethodType type = MethodType.methodType(
                    long.class, long.class, String.class, long[].class, boolean.class, boolean.class);
            Object instance = lookup.findStaticGetter(library, "LIB", library).invoke();
            MethodHandle wrap = MethodHandles.privateLookupIn(IValue.class, lookup)
                    .findConstructor(IValue.class, MethodType.methodType(void.class, long.class));
            return MethodHandles.filterReturnValue(
                    lookup.findVirtual(library, "moduleRunMethod", type).bindTo(instance), wrap);
        } catch (Throwable e) { // an invocation may throw anything
            throw new IllegalStateException("This is not the version of DJL that the library was built with.", e);
        }
    }
}
