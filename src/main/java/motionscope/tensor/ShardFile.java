package motionscope.tensor;

import java.nio.ByteBuffer;
import java.util.Map;

/** One file with tensors, checked and mapped into memory: of a checkpoint all or a part. */
interface ShardFile {
    /** The file itself. */
    MappedFile file();

    /** Its tensors, in its own order. */
    Map<String, Checkpoint.Entry> entries();

    /** What it says of itself. */
    Map<String, String> metadata();

    /** The values of a tensor of this file, little-endian, row-major. */
    ByteBuffer bytes(String name);
}
