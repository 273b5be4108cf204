package motionscope.tensor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import motionscope.MotionScopeException;

/**
 * Named tensors, wherever they are stored: in safetensors files, in pickles, or in a view of such with other names.
 *
 * <p>Nothing of the data is read before it is asked for. Safe for use by several threads.
 */
public interface Checkpoint extends AutoCloseable {
    /**
     * A tensor in a checkpoint.
     *
     * @param shape sizes from the outermost dimension to the innermost; empty for a scalar
     */
    record Entry(String name, DType dtype, List<Long> shape) {
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

        /** Number of bytes of the values. */
        public long bytes() {
            return Math.multiplyExact(count(), dtype.bytes());
        }
    }

    /**
     * Opens a file by what is in it, or all the files that an index ({@code *.index.json}) lists: safetensors, or what
     * {@code torch.save} writes ({@code .ckpt}, {@code .bin}, {@code .pt}, {@code .pth}).
     *
     * @throws MotionScopeException if a file is missing, damaged, or not what it claims to be; or if a pickle holds
     *     anything but data
     */
    static Checkpoint open(Path path) {
        return PickledTensors.isPickled(path) ? PickledTensors.open(path) : SafeTensors.open(path);
    }

    /** The file that was opened: one with tensors, or an index. */
    Path path();

    /** What errors call it: the file, or the files where there are several. */
    default String label() {
        return path().toString();
    }

    /** The names of all tensors, in the order of the file or of the index. */
    Set<String> names();

    /** Whether there is a tensor of this name. */
    boolean contains(String name);

    /**
     * Type and shape of a tensor.
     *
     * @throws MotionScopeException if there is none of this name
     */
    Entry entry(String name);

    /** What the file says of itself beside the tensors; empty for pickles. */
    Map<String, String> metadata();

    /** The bytes of all tensors together. */
    default long totalBytes() {
        return names().stream().mapToLong(name -> entry(name).bytes()).sum();
    }

    /**
     * The values of a tensor: read-only, little-endian, direct, row-major, shared with the mapping of the file where they
     * lie so. The file must not change while they are in use. They stay valid after {@link #close()}, as long as something
     * holds the buffer.
     *
     * @throws MotionScopeException if there is no such tensor, it has 2 GiB or more, or the file has changed
     */
    ByteBuffer bytes(String name);

    /**
     * The values as float32, of any stored type.
     *
     * @throws MotionScopeException as {@link #bytes}
     */
    default float[] floats(String name) {
        return CheckpointValues.read(this, name, CheckpointValues::floats);
    }

    /**
     * The values as float64, of any stored type.
     *
     * @throws MotionScopeException as {@link #bytes}
     */
    default double[] doubles(String name) {
        return CheckpointValues.read(this, name, CheckpointValues::doubles);
    }

    /**
     * The values of a tensor of whole numbers or booleans (0 and 1).
     *
     * @throws MotionScopeException as {@link #bytes}, or if the tensor holds fractions
     */
    default long[] longs(String name) {
        if (entry(name).dtype().isFloating()) {
            throw new MotionScopeException(path() + ": tensor " + JsonStrict.shown(name) + " is "
                    + entry(name).dtype() + ", not whole numbers; read it as floats.");
        }
        return CheckpointValues.read(this, name, CheckpointValues::longs);
    }

    /**
     * SHA-256 of the file in hexadecimal. For several files it is that of the lines {@code sha256sum} prints for them in
     * the order of their names, so {@code sha256sum *.safetensors | sha256sum} gives the same.
     *
     * @throws MotionScopeException if the file has changed or cannot be read
     */
    String sha256();

    /** SHA-256 of a text in UTF-8, in hexadecimal: to name several files by their hashes. */
    static String sha256(String lines) {
        return HexFormat.of().formatHex(FileHash.sha256().digest(lines.getBytes(StandardCharsets.UTF_8)));
    }

    /** Ends the use of this object; the memory goes back when no buffer of it is in use any more. */
    @Override
    void close();
}
