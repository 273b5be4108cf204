package motionscope.tensor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import motionscope.MotionScopeException;

/**
 * Named tensors in a file that {@code torch.save} wrote ({@code .ckpt}, {@code .bin}, {@code .pt}, {@code .pth}), or in the
 * files of an index, mapped into memory.
 *
 * <p>A pickle is a program for building objects. This reader runs none of it: it knows numbers, text, containers, {@code
 * OrderedDict} and tensors, and refuses a file that asks for anything else, naming it. Values are read from the mapping
 * when asked for, as from safetensors.
 */
public final class PickledTensors extends StoredTensors {
    private static final List<String> SUFFIXES = List.of(".bin", ".ckpt", ".pt", ".pth");

    private PickledTensors(Path path, ShardSet set) {
        super(path, set);
    }

    /**
     * Opens a file in the layout of PyTorch 1.6 and later (a zip archive) or in the older one, or all the files that a
     * {@code .bin.index.json} lists.
     *
     * @throws MotionScopeException if a file is missing or damaged, has no dictionary of tensors, or asks for anything but
     *     data
     */
    public static PickledTensors open(Path path) {
        return new PickledTensors(path, ShardSet.open(path, SUFFIXES, PickleFile::open));
    }

    /** Whether a file's first bytes, or the name of an index, say that PyTorch wrote it. */
    static boolean isPickled(Path path) {
        if (SUFFIXES.contains(ShardIndex.formatOf(path))) {
            return true;
        }
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return PickleMagic.isZip(channel) || PickleMagic.isLegacy(channel);
        } catch (IOException e) {
            return false; // opening it will say why
        }
    }
}
