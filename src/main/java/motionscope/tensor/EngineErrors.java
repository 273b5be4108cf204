package motionscope.tensor;

import ai.djl.engine.EngineException;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one place where errors of native operations pass: too little memory is the user's business, all else is ours. */
final class EngineErrors {
    /** libtorch's two allocators, CUDA itself, and the libraries that allocate for themselves. */
    private static final List<String> SHORTAGES = List.of(
            "out of memory",
            "not enough memory",
            "can't allocate memory",
            "CUBLAS_STATUS_ALLOC_FAILED",
            "CUDNN_STATUS_ALLOC_FAILED");

    private static final Pattern ASKED = Pattern.compile("(?i)tried to allocate ([\\d.]+ (?:GiB|MiB|KiB|bytes))");

    private EngineErrors() {}

    /**
     * Runs an operation of the engine.
     *
     * @param operation named in the error of a fault
     * @throws OutOfMemoryException if its device has too little memory
     * @throws IllegalStateException if it fails otherwise, which is a fault of the library
     */
    static <T> T passing(Supplier<T> call, Supplier<String> operation) {
        try {
            return call.get();
        } catch (EngineException e) {
            throw explained(e, operation.get());
        }
    }

    /** TorchScript puts a trace before an error's own words, so every line is looked at. */
    static RuntimeException explained(EngineException e, String operation) {
        List<String> lines = rootMessage(e)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        for (String line : lines) {
            if (SHORTAGES.stream().anyMatch(line::contains)) {
                Matcher asked = ASKED.matcher(line);
                return new OutOfMemoryException(
                        asked.find() ? "an allocation of " + asked.group(1) + " failed" : line.replaceFirst("\\.$", ""),
                        e);
            }
        }
        String said = lines.stream()
                .filter(line -> line.startsWith("RuntimeError: "))
                .findFirst()
                .orElse(lines.isEmpty() ? "" : lines.get(0));
        return new IllegalStateException("Operation failed: " + said + " In " + operation + ".", e);
    }

    /** The innermost cause's own words. */
    static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
