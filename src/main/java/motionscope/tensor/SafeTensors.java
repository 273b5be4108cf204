package motionscope.tensor;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import motionscope.MotionScopeException;

/**
 * Named tensors in a safetensors file, or in the files of a sharded checkpoint seen as one, mapped into memory.
 *
 * <p>Opening checks everything the headers claim (lengths, types, shapes, offsets; no overlaps, no gaps) before any data
 * is mapped; a file that fails a check is refused with one line. Values are read from the mapping when asked for. Safe
 * for use by several threads.
 */
public final class SafeTensors implements AutoCloseable {
    /** The most values one Java array is asked to hold. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * A tensor in a file.
     *
     * @param shape sizes from the outermost dimension to the innermost; empty for a scalar
     */
    public record Entry(String name, DType dtype, List<Long> shape) {
        /** Copies the shape. */
        public Entry {
            shape = List.copyOf(shape);
        }

        /** The shape as an array of its own. */
        public long[] sizes() {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }

        /** Number of values. */
        public long count() {
            // an empty dimension makes the product 0, whatever the others are
            return shape.contains(0L) ? 0 : shape.stream().reduce(1L, Math::multiplyExact);
        }

        /** Number of bytes in the file. */
        public long bytes() {
            return Math.multiplyExact(count(), dtype.bytes());
        }
    }

    private final Path path;
    private final ShardSet set;
    private volatile boolean closed;

    private SafeTensors(Path path, ShardSet set) {
        this.path = path;
        this.set = set;
    }

    /**
     * Opens a {@code .safetensors} file, or all the files that a {@code .safetensors.index.json} lists.
     *
     * @throws MotionScopeException if a file is missing, damaged, or not what it claims to be
     */
    public static SafeTensors open(Path path) {
        return new SafeTensors(path, ShardSet.open(path));
    }

    /** The file that was opened: a safetensors file or an index. */
    public Path path() {
        return path;
    }

    /** The names of all tensors, in the order of the header or of the index. */
    public Set<String> names() {
        return set.places().keySet();
    }

    /** Whether there is a tensor of this name. */
    public boolean contains(String name) {
        return set.places().containsKey(name);
    }

    /**
     * Type and shape of a tensor.
     *
     * @throws MotionScopeException if there is none of this name
     */
    public Entry entry(String name) {
        return place(name).entry();
    }

    /** The strings of {@code __metadata__}; those of all files where there are several, the first file's where they differ. */
    public Map<String, String> metadata() {
        Map<String, String> all = new LinkedHashMap<>();
        set.files().forEach(file -> file.metadata().forEach(all::putIfAbsent));
        return all;
    }

    /** The bytes of all tensors together. */
    public long totalBytes() {
        return set.places().values().stream()
                .mapToLong(place -> place.entry().bytes())
                .sum();
    }

    /**
     * The stored bytes of a tensor: read-only, little-endian, direct, shared with the mapping. The file must not change
     * while they are in use. They stay valid after {@link #close()}, as long as something holds the buffer.
     *
     * @throws MotionScopeException if there is no such tensor, it has 2 GiB or more, or the file has changed
     */
    public ByteBuffer bytes(String name) {
        ShardSet.Place place = place(name);
        return place.file().bytes(place.slot());
    }

    /**
     * The values as float32, of any stored type.
     *
     * @throws MotionScopeException as {@link #bytes}
     */
    public float[] floats(String name) {
        return read(name, SafeTensorsValues::floats);
    }

    /**
     * The values as float64, of any stored type.
     *
     * @throws MotionScopeException as {@link #bytes}
     */
    public double[] doubles(String name) {
        return read(name, SafeTensorsValues::doubles);
    }

    /**
     * The values of a tensor of whole numbers or booleans (0 and 1).
     *
     * @throws MotionScopeException as {@link #bytes}, or if the tensor holds fractions
     */
    public long[] longs(String name) {
        Entry entry = entry(name);
        if (entry.dtype().isFloating()) {
            throw new MotionScopeException(path + ": tensor " + JsonStrict.shown(name) + " is " + entry.dtype()
                    + ", not whole numbers; read it as floats.");
        }
        return read(name, SafeTensorsValues::longs);
    }

    /**
     * SHA-256 of the file in hexadecimal. For several files it is that of the lines {@code sha256sum} prints for them in
     * the order of their names, so {@code sha256sum *.safetensors | sha256sum} gives the same.
     *
     * @throws MotionScopeException if the file has changed or cannot be read
     */
    public String sha256() {
        checkOpen();
        return SafeTensorsHash.of(set.files());
    }

    /** Ends the use of this object; the memory goes back when no buffer of it is in use any more. */
    @Override
    public void close() {
        closed = true;
    }

    private <T> T read(String name, BiFunction<ByteBuffer, DType, T> convert) {
        Entry entry = entry(name);
        if (entry.count() > MAX_ARRAY) {
            throw new MotionScopeException(path + ": tensor " + JsonStrict.shown(name) + " has " + entry.count()
                    + " values, more than an array holds (" + MAX_ARRAY + "); read it in parts.");
        }
        try {
            return convert.apply(bytes(name), entry.dtype());
        } catch (InternalError e) { // the JVM's way of saying that a mapped page is gone
            throw new MotionScopeException(path + " became shorter while it was read; load it again.", e);
        }
    }

    private ShardSet.Place place(String name) {
        checkOpen();
        ShardSet.Place place = set.places().get(name);
        if (place == null) {
            throw new MotionScopeException(path + " has no tensor " + JsonStrict.shown(name) + "; it has "
                    + set.places().size() + (set.places().isEmpty() ? "." : ": " + firstNames() + "."));
        }
        return place;
    }

    private String firstNames() {
        List<String> some =
                set.places().keySet().stream().limit(5).map(JsonStrict::shown).toList();
        return String.join(", ", some) + (set.places().size() > some.size() ? ", ..." : "");
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(path + " was closed");
        }
    }
}
