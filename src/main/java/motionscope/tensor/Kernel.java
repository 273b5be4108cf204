package motionscope.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A small TorchScript function, compiled from text on its first use and kept for the life of the process.
 *
 * <p>Numbers that choose a kernel (groups, strides, dimensions) stand in the text as literals; tensors are the
 * arguments. Autograd passes through every kernel, and scalars in it are owned by libtorch, never by a Java buffer.
 */
final class Kernel {
    private static final Map<String, Kernel> COMPILED = new ConcurrentHashMap<>();
    /** The executor's optimiser profiles and recompiles at first runs, and its switch is per thread: off everywhere. */
    private static final ThreadLocal<Boolean> PLAIN_EXECUTOR = ThreadLocal.withInitial(() -> {
        JniUtils.setGraphExecutorOptimize(false);
        return true;
    });

    private final PtSymbolBlock module;
    private final String text;

    private Kernel(String text) {
        this.text = text;
        byte[] archive = TorchScriptArchive.of("Kernel", text);
        try {
            module =
                    JniUtils.loadModule((PtNDManager) Torch.manager(), new ByteArrayInputStream(archive), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (EngineException e) {
            throw new IllegalStateException("Not TorchScript: " + text, e);
        }
    }

    /**
     * A kernel of one expression.
     *
     * @param parameters names of the tensor arguments, separated by commas
     * @param expression TorchScript, for example {@code torch.softmax(x, -1)}
     */
    static Kernel of(String parameters, String expression) {
        return script(parameters, "Tensor", "    return " + expression + "\n");
    }

    /** A kernel with a body of several lines, each indented by four spaces. */
    static Kernel script(String parameters, String returns, String body) {
        String key = parameters + "->" + returns + "\n" + body;
        Kernel known = COMPILED.get(key);
        return known != null ? known : COMPILED.computeIfAbsent(key, k -> compile(parameters, returns, body));
    }

    private static Kernel compile(String parameters, String returns, String body) {
        String typed = parameters.isEmpty() ? "" : ", " + parameters.replace(",", ": Tensor,") + ": Tensor";
        return new Kernel("  def forward(self" + typed + ") -> " + returns + ":\n" + body);
    }

    /** Runs it; the result belongs to the innermost scope. */
    Tensor call(Tensor... arguments) {
        return callAll(arguments)[0];
    }

    /** Runs a kernel that returns a tuple or list of tensors. */
    Tensor[] callAll(Tensor... arguments) {
        PLAIN_EXECUTOR.get();
        List<NDArray> inputs = Arrays.stream(arguments).map(Tensor::array).toList();
        NDList outputs = run(inputs);
        Tensor[] results = new Tensor[outputs.size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = Tensor.wrap(outputs.get(i));
        }
        return results;
    }

    private NDList run(List<NDArray> inputs) {
        PtNDManager manager = (PtNDManager) inputs.get(0).getManager();
        return EngineErrors.passing(() -> ModuleCall.run(module, inputs, manager), () -> {
            String shapes = inputs.stream().map(x -> x.getShape().toString()).collect(Collectors.joining(", "));
            return text.strip().replaceAll("\\s+", " ") + " on shapes " + shapes;
        });
    }
}
