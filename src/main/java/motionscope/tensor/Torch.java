package motionscope.tensor;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.cuda.CudaUtils;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import motionscope.MotionScopeException;

/** The engine of this process: DJL with libtorch, loaded on first use with the settings the library needs. */
public final class Torch {
    private static final String THREADS = "ai.djl.pytorch.num_threads";
    private static final Map<Device, NDManager> MANAGERS = new ConcurrentHashMap<>();

    private Torch() {}

    /** Loads the engine once: the holder idiom makes it thread-safe and lazy. */
    private static final class Loaded {
        static final Engine ENGINE = load();
    }

    private static Engine load() {
        setDefault("ai.djl.pytorch.graph_optimizer", "false");
        setDefault(THREADS, Integer.toString(Runtime.getRuntime().availableProcessors()));
        setDefault("OPT_OUT_TRACKING", "true");
        // Nothing is fetched without being asked: a CUDA host asks by naming a flavour (README, 'CUDA host').
        if (System.getenv("PYTORCH_FLAVOR") == null) {
            setDefault("ai.djl.offline", "true");
        }
        CudaAllocator.limit();
        try {
            return Engine.getEngine("PyTorch");
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new MotionScopeException(
                    "The PyTorch engine did not load: " + EngineErrors.rootMessage(e) + ". Run ./motionscope doctor.",
                    e);
        }
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    static NDManager manager() {
        return manager(Device.CPU);
    }

    /** One manager a device, never closed: tensors are freed one by one, by their scope. */
    static NDManager manager(Device device) {
        Engine engine = Loaded.ENGINE;
        return MANAGERS.computeIfAbsent(device, d -> engine.newBaseManager(d.engineDevice()));
    }

    /** Number of CUDA devices that the loaded libtorch can use. */
    public static int cudaDevices() {
        return Loaded.ENGINE.getGpuCount();
    }

    /** Threads that one operation uses on the processor. */
    public static int threads() {
        manager();
        return JniUtils.getNumThreads();
    }

    /** Sets the threads that one operation uses on the processor. */
    public static void setThreads(int threads) {
        if (threads < 1) {
            throw new MotionScopeException("Threads must be at least 1, not " + threads + ".");
        }
        manager();
        JniUtils.setNumThreads(threads);
    }

    /** Engine, version and where its libraries lie, in one line. */
    public static String description() {
        Engine engine = Loaded.ENGINE;
        return "DJL " + Engine.getDjlVersion() + ", PyTorch " + engine.getVersion();
    }

    /** Version of libtorch that the engine's glue is made for, such as 2.7.1. */
    public static String version() {
        return Loaded.ENGINE.getVersion();
    }

    /** Folder of the loaded libtorch. */
    public static String libraryFolder() {
        manager();
        return LibUtils.getLibtorchPath();
    }

    /** Free bytes on a CUDA device. */
    static long freeCudaBytes(Device device) {
        var usage = CudaUtils.getGpuMemory(device.engineDevice());
        return usage.getMax() - usage.getCommitted();
    }

    /** Returns cached blocks of the CUDA allocator to the driver, so that other processes can have them. */
    public static void releaseCudaCache() {
        if (cudaDevices() > 0) {
            JniUtils.emptyCudaCache();
        }
    }
}
