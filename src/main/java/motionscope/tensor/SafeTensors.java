package motionscope.tensor;

import java.nio.file.Path;
import motionscope.MotionScopeException;

/**
 * Named tensors in a safetensors file, or in the files of a sharded checkpoint seen as one, mapped into memory.
 *
 * <p>Opening checks everything the headers claim (lengths, types, shapes, offsets; no overlaps, no gaps) before any data
 * is mapped; a file that fails a check is refused with one line. Values are read from the mapping when asked for. Safe
 * for use by several threads.
 */
public final class SafeTensors extends StoredTensors {
    private SafeTensors(Path path, ShardSet set) {
        super(path, set);
    }

    /**
     * Opens a {@code .safetensors} file, or all the files that a {@code .safetensors.index.json} lists.
     *
     * @throws MotionScopeException if a file is missing, damaged, or not what it claims to be
     */
    public static SafeTensors open(Path path) {
        return new SafeTensors(path, ShardSet.open(path, ShardIndex.SAFETENSORS, SafeTensorsFile::open));
    }
}
