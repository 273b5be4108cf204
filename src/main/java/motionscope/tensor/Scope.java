package motionscope.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Owns native tensors: every tensor made while a scope is open belongs to it and is freed when it closes.
 *
 * <pre>{@code
 * try (Scope scope = new Scope()) {
 *     Tensor hidden = layer.forward(x);
 *     return scope.keep(hidden.add(x)); // handed to the enclosing scope; all else is freed here
 * }
 * }</pre>
 *
 * <p>Scopes nest, one stack per thread, and close in the reverse order on the thread that opened them. A
 * {@linkplain #detached() detached} scope stands outside the stack: a model keeps its weights in one.
 */
public final class Scope implements AutoCloseable {
    private static final ThreadLocal<Scope> INNERMOST = new ThreadLocal<>();
    private static final AtomicLong LIVE = new AtomicLong();
    private static final Map<Device, AtomicLong> BYTES = new ConcurrentHashMap<>();

    private final Scope enclosing;
    private final Thread owner;
    private List<Tensor> tensors = new ArrayList<>();

    /** Opens a scope on this thread. */
    public Scope() {
        this.enclosing = INNERMOST.get();
        this.owner = Thread.currentThread();
        INNERMOST.set(this);
    }

    private Scope(Thread noOwner) {
        this.enclosing = null;
        this.owner = noOwner;
    }

    /** A scope outside of any stack: it holds what it {@linkplain #adopt adopts} until it is closed by its holder. */
    public static Scope detached() {
        return new Scope((Thread) null);
    }

    /** Runs {@code body} in a scope of its own and keeps only its result. */
    public static Tensor of(Supplier<Tensor> body) {
        try (Scope scope = new Scope()) {
            return scope.keep(body.get());
        }
    }

    /**
     * Moves a tensor of this scope to the enclosing one.
     *
     * @return the same tensor
     * @throws IllegalStateException if no scope encloses this one
     */
    public Tensor keep(Tensor tensor) {
        if (tensor.owner() != this) {
            return tensor; // an outer scope owns it, which lives longer than this one already
        }
        if (enclosing == null) {
            throw new IllegalStateException("No scope encloses this one: read the values (floats()) before it closes.");
        }
        return enclosing.adopt(tensor);
    }

    /**
     * Takes over a tensor from the scope that owns it.
     *
     * @return the same tensor
     */
    public Tensor adopt(Tensor tensor) {
        synchronized (this) {
            if (tensors == null) {
                throw new IllegalStateException("This scope is closed.");
            }
            tensors.add(tensor);
        }
        tensor.moveTo(this);
        return tensor;
    }

    /** Frees every tensor that still belongs to this scope. */
    @Override
    public void close() {
        if (owner != null) {
            if (Thread.currentThread() != owner || INNERMOST.get() != this) {
                throw new IllegalStateException("Scopes close in reverse order, on the thread that opened them.");
            }
            INNERMOST.set(enclosing);
        }
        List<Tensor> mine;
        synchronized (this) {
            mine = tensors == null ? List.of() : tensors;
            tensors = null;
        }
        for (Tensor tensor : mine) {
            if (tensor.owner() == this) {
                tensor.free();
            }
        }
    }

    /** What belongs to this scope now. */
    synchronized List<Tensor> tensors() {
        return tensors == null
                ? List.of()
                : tensors.stream()
                        .filter(tensor -> tensor.owner() == this)
                        .distinct()
                        .toList();
    }

    /** Number of native tensors alive in this process: what a leak test counts. */
    public static long liveTensors() {
        return LIVE.get();
    }

    /** The scope that new tensors of this thread belong to. */
    static Scope innermost() {
        Scope scope = INNERMOST.get();
        if (scope == null) {
            throw new IllegalStateException(
                    "No scope is open on this thread: wrap the call in try (Scope scope = new Scope()) { ... }.");
        }
        return scope;
    }

    /** Bytes of the tensors alive on a device. A view counts like a copy, so this is never too little. */
    public static long liveBytes(Device device) {
        AtomicLong bytes = BYTES.get(device);
        return bytes == null ? 0 : bytes.get();
    }

    static void born(Device device, long bytes) {
        LIVE.incrementAndGet();
        BYTES.computeIfAbsent(device, d -> new AtomicLong()).addAndGet(bytes);
    }

    static void freed(Device device, long bytes) {
        LIVE.decrementAndGet();
        BYTES.get(device).addAndGet(-bytes);
    }
}
