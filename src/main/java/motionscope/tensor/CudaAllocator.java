package motionscope.tensor;

import ai.djl.util.cuda.CudaUtils;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Holds libtorch's own allocator to the {@link MemoryLimit} of the environment, where it can be told: by an option in an
 * environment variable, which it reads once, when it is loaded. Versions before the option would refuse to start with it.
 */
final class CudaAllocator {
    private static final String OPTION = "per_process_memory_fraction";
    private static final String VARIABLE = "PYTORCH_ALLOC_CONF";
    private static final String OLDER_VARIABLE = "PYTORCH_CUDA_ALLOC_CONF";
    /** Where a user names a libtorch of his own; the one that is fetched, 2.7.1, does not know the option. */
    private static final String FOLDER = "PYTORCH_LIBRARY_PATH";

    private static final List<String> READERS = List.of("libc10_cuda.so", "libc10.so");

    private CudaAllocator() {}

    /** To be called before the engine is loaded. */
    static void limit() {
        OptionalLong limit = MemoryLimit.named(System.getenv(MemoryLimit.VARIABLE));
        String folder = System.getenv(FOLDER);
        if (limit.isEmpty() || folder == null || !knowsOption(Path.of(folder))) {
            return;
        }
        long largest = 0;
        for (int i = 0; i < CudaUtils.getGpuCount(); i++) {
            largest = Math.max(
                    largest, CudaUtils.getGpuMemory(ai.djl.Device.gpu(i)).getMax());
        }
        if (largest > 0) {
            String name = System.getenv(OLDER_VARIABLE) == null ? VARIABLE : OLDER_VARIABLE;
            setEnvironment(name, configuration(System.getenv(name), limit.getAsLong(), largest));
        }
    }

    /**
     * What the allocator is told.
     *
     * @param before what it would be told otherwise; may be null
     * @param total bytes of the largest device: the option is a share, of each device
     */
    static String configuration(String before, long limit, long total) {
        String share = String.format(Locale.ROOT, "%s:%.6f", OPTION, Math.min(1, (double) limit / total));
        if (before == null || before.isBlank()) {
            return share;
        }
        return before.contains(OPTION) ? before : before + "," + share;
    }

    /** Whether the libraries of this folder hold the option's name. */
    static boolean knowsOption(Path folder) {
        return READERS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .anyMatch(CudaAllocator::holdsOption);
    }

    private static boolean holdsOption(Path library) {
        try {
            return new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1).contains(OPTION);
        } catch (IOException e) {
            return false; // the engine will say what is wrong with it
        }
    }

    /** Java cannot change its own environment, but the C library can, and libtorch asks that. */
    private static void setEnvironment(String name, String value) {
        NativeLibrary.getInstance("c").getFunction("setenv").invokeInt(new Object[] {name, value, 1});
    }
}
