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
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import motionscope.MotionScopeException;

/**
 * Parts of a file, mapped into memory read-only.
 *
 * <p>The mapping is never released by hand: a slice of it may be in use by a tensor, and touching unmapped memory ends
 * the JVM. The collector releases it when the last slice is gone.
 */
final class MappedFile {
    /** Parts are mapped in runs of at most this many bytes, because one buffer holds 2 GiB at most. */
    private static final long RUN = 1L << 30;

    /** A range of bytes, the end not included. */
    record Part(long begin, long end) {}

    /** Reads and checks what a file says of itself. */
    interface Reader<T> {
        T read(FileChannel channel) throws IOException;
    }

    private final Path path;
    private final NavigableMap<Long, MappedByteBuffer> runs = new TreeMap<>();
    private final BasicFileAttributes opened;

    private MappedFile(Path path, BasicFileAttributes opened) {
        this.path = path;
        this.opened = opened;
    }

    /**
     * Opens a file.
     *
     * @param read finds out what is in it
     * @param parts which bytes to map, within the file
     * @param build makes the result of the contents and the mapped file
     */
    static <C, T> T open(Path path, Reader<C> read, Function<C, List<Part>> parts, BiFunction<C, MappedFile, T> build) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new MotionScopeException(path + " is not a file; name the file of the weights itself.");
            }
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                MappedFile file = new MappedFile(path, attributes);
                C contents = read.read(channel);
                file.map(channel, parts.apply(contents));
                file.checkUnchanged();
                return build.apply(contents, file);
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

    /** The bytes of a mapped part or of a piece of one, little-endian, shared with the mapping. */
    ByteBuffer bytes(String tensor, long begin, long count) {
        checkUnchanged();
        if (count == 0) {
            return ByteBuffer.allocateDirect(0).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }
        if (count > Integer.MAX_VALUE) {
            throw new MotionScopeException(path + ": tensor " + JsonStrict.shown(tensor) + " has " + count
                    + " bytes; a single tensor may have 2 GiB at most here. Store it in a smaller type or in parts.");
        }
        var run = runs.floorEntry(begin);
        long start = run == null ? -1 : begin - run.getKey();
        if (start < 0 || start + count > run.getValue().limit()) {
            throw new MotionScopeException(path + ": tensor " + JsonStrict.shown(tensor)
                    + " lies in a part of 2 GiB or more, which is not read; store it in parts.");
        }
        return run.getValue().slice((int) start, (int) count).order(ByteOrder.LITTLE_ENDIAN);
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

    private void map(FileChannel channel, List<Part> parts) throws IOException {
        List<Part> sorted = parts.stream()
                .filter(part -> part.end() > part.begin())
                .sorted(Comparator.comparingLong(Part::begin).thenComparingLong(Part::end))
                .toList();
        for (int first = 0; first < sorted.size(); ) {
            long begin = sorted.get(first).begin();
            long end = sorted.get(first).end();
            int next = first + 1;
            while (next < sorted.size() && sorted.get(next).end() - begin <= RUN) {
                end = Math.max(end, sorted.get(next).end());
                next++;
            }
            if (end - begin <= Integer.MAX_VALUE) {
                runs.put(begin, channel.map(FileChannel.MapMode.READ_ONLY, begin, end - begin));
            }
            first = next;
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.getMessage();
    }
}
