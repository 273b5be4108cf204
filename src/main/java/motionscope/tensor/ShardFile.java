package motionscope.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import motionscope.MotionScopeException;

/**
 * One safetensors file, checked and mapped into memory read-only.
 *
 * <p>The mapping is never released by hand: a slice of it may be in use by a tensor, and touching unmapped memory ends
 * the JVM. The collector releases it when the last slice is gone.
 */
final class ShardFile {
    /** Tensors are mapped in runs of at most this many bytes, because one buffer holds 2 GiB at most. */
    private static final long RUN = 1L << 30;

    private final Path path;
    private final SafeTensorsHeader header;
    private final NavigableMap<Long, MappedByteBuffer> runs = new TreeMap<>();
    private final BasicFileAttributes opened;

    private ShardFile(Path path, SafeTensorsHeader header, BasicFileAttributes opened) {
        this.path = path;
        this.header = header;
        this.opened = opened;
    }

    static ShardFile open(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new MotionScopeException(path + " is not a file; name the .safetensors file itself.");
            }
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                ShardFile shard =
                        new ShardFile(path, SafeTensorsHeaderReader.read(channel, path.toString()), attributes);
                shard.map(channel);
                shard.checkUnchanged();
                return shard;
            }
        } catch (NoSuchFileException e) {
            throw new MotionScopeException(path + " does not exist; check the name, or download it.", e);
        } catch (IOException e) {
            throw new MotionScopeException(
                    path + " cannot be read (" + reason(e) + "); check it and its permissions.", e);
        }
    }

    Path path() {
        return path;
    }

    Map<String, SafeTensorsHeader.Slot> slots() {
        return header.slots();
    }

    Map<String, String> metadata() {
        return header.metadata();
    }

    /** The bytes of a tensor of this file, little-endian, shared with the mapping. */
    ByteBuffer bytes(SafeTensorsHeader.Slot slot) {
        checkUnchanged();
        long count = slot.entry().bytes();
        if (count == 0) {
            return ByteBuffer.allocateDirect(0).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }
        if (count > Integer.MAX_VALUE) {
            throw new MotionScopeException(
                    path + ": tensor " + JsonStrict.shown(slot.entry().name()) + " has " + count
                            + " bytes; a single tensor may have 2 GiB at most here. Store it in a smaller type or in parts.");
        }
        Map.Entry<Long, MappedByteBuffer> run = runs.floorEntry(slot.begin());
        int start = Math.toIntExact(slot.begin() - run.getKey());
        return run.getValue().slice(start, (int) count).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Refuses a file that is no longer the one whose header was checked. Reading a mapping beyond the end of a file that
     * became shorter can end the JVM; this catches a change made before the access, not one made during it.
     */
    void checkUnchanged() {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            throw new MotionScopeException(path + " is gone since it was opened; put it back and load it again.", e);
        }
        if (now.size() != opened.size() || !now.lastModifiedTime().equals(opened.lastModifiedTime())) {
            throw new MotionScopeException(path + " was changed since it was opened (" + opened.size() + " bytes then, "
                    + now.size() + " now); load it again.");
        }
    }

    private void map(FileChannel channel) throws IOException {
        List<SafeTensorsHeader.Slot> slots = header.byPosition();
        for (int first = 0; first < slots.size(); ) {
            long begin = slots.get(first).begin();
            int next = first + 1;
            while (next < slots.size() && slots.get(next).end() - begin <= RUN) {
                next++;
            }
            long end = slots.get(next - 1).end();
            if (end > begin && end - begin <= Integer.MAX_VALUE) {
                runs.put(begin, channel.map(FileChannel.MapMode.READ_ONLY, begin, end - begin));
            }
            first = next;
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.getMessage();
    }
}
