package motionscope.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import motionscope.MotionScopeException;

/**
 * Where the files in a zip archive lie, so that they can be mapped: Java's own reader copies them.
 *
 * <p>Only files that are stored as they are can be read (PyTorch stores all). Source: PKWARE's APPNOTE, with zip64.
 *
 * @param entries by name
 */
record ZipDirectory(Map<String, Entry> entries) {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END64 = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int MAX_COMMENT = 65_535;
    private static final int MAX_DIRECTORY = 64 << 20;
    private static final long IN_ZIP64 = 0xffffffffL;

    /**
     * A file in the archive.
     *
     * @param stored whether its bytes are there as they are: neither compressed nor encrypted
     * @param header position of its local header
     */
    record Entry(String name, boolean stored, long bytes, long header) {}

    static ZipDirectory read(FileChannel channel, String file) throws IOException {
        return new Reader(channel, file, channel.size()).read();
    }

    /** Where the bytes of an entry begin, by its own header. */
    static long dataOf(FileChannel channel, String file, Entry entry) throws IOException {
        return new Reader(channel, file, channel.size()).dataOf(entry);
    }

    private record Reader(FileChannel channel, String file, long size) {
        ZipDirectory read() throws IOException {
            int tail = (int) Math.min(size, END_BYTES + MAX_COMMENT);
            ByteBuffer last = at(size - tail, tail);
            for (int i = tail - END_BYTES; i >= 0; i--) {
                if (last.getInt(i) == END && (last.getShort(i + 20) & 0xffff) == tail - END_BYTES - i) {
                    return readFrom(last, i, size - tail + i);
                }
            }
            throw bad("has no directory of its archive: it is cut off or damaged");
        }

        private ZipDirectory readFrom(ByteBuffer last, int i, long end) throws IOException {
            long count = last.getShort(i + 10) & 0xffff;
            long bytes = last.getInt(i + 12) & IN_ZIP64;
            long begin = last.getInt(i + 16) & IN_ZIP64;
            if (end >= LOCATOR_BYTES && at(end - LOCATOR_BYTES, 4).getInt() == LOCATOR) {
                long where = at(end - LOCATOR_BYTES + 8, 8).getLong();
                ByteBuffer end64 = at(where, END64_BYTES);
                if (end64.getInt(0) != END64) {
                    throw bad("has a damaged directory");
                }
                count = end64.getLong(32);
                bytes = end64.getLong(40);
                begin = end64.getLong(48);
            }
            if (bytes < 0 || bytes > MAX_DIRECTORY || count < 0 || count > bytes / CENTRAL_BYTES) {
                throw bad("has a directory of " + count + " files in " + bytes + " bytes");
            }
            return entries(at(begin, (int) bytes), count);
        }

        private ZipDirectory entries(ByteBuffer directory, long count) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            for (long i = 0; i < count; i++) {
                if (directory.remaining() < CENTRAL_BYTES || directory.getInt(directory.position()) != CENTRAL) {
                    throw bad("has a damaged directory");
                }
                Entry entry = entry(directory);
                if (entries.put(entry.name(), entry) != null) {
                    throw bad("has the file " + JsonStrict.shown(entry.name()) + " twice");
                }
            }
            return new ZipDirectory(entries);
        }

        private Entry entry(ByteBuffer directory) {
            int at = directory.position();
            int flags = directory.getShort(at + 8);
            int method = directory.getShort(at + 10) & 0xffff;
            long packed = directory.getInt(at + 20) & IN_ZIP64;
            long bytes = directory.getInt(at + 24) & IN_ZIP64;
            int nameBytes = directory.getShort(at + 28) & 0xffff;
            int extraBytes = directory.getShort(at + 30) & 0xffff;
            int commentBytes = directory.getShort(at + 32) & 0xffff;
            long header = directory.getInt(at + 42) & IN_ZIP64;
            if (CENTRAL_BYTES + nameBytes + extraBytes + commentBytes > directory.remaining()) {
                throw bad("has a damaged directory");
            }
            byte[] name = new byte[nameBytes];
            directory.position(at + CENTRAL_BYTES);
            directory.get(name);
            ByteBuffer extra = directory.slice(directory.position(), extraBytes).order(ByteOrder.LITTLE_ENDIAN);
            directory.position(directory.position() + extraBytes + commentBytes);
            ByteBuffer wide = zip64(extra);
            bytes = bytes == IN_ZIP64 ? next(wide) : bytes;
            packed = packed == IN_ZIP64 ? next(wide) : packed;
            header = header == IN_ZIP64 ? next(wide) : header;
            boolean encrypted = (flags & 1) != 0;
            boolean stored = method == 0 && !encrypted && packed == bytes;
            return new Entry(new String(name, StandardCharsets.UTF_8), stored, bytes, header);
        }

        /** The numbers that do not fit in 32 bits. */
        private static ByteBuffer zip64(ByteBuffer extra) {
            while (extra.remaining() >= 4) {
                int tag = extra.getShort() & 0xffff;
                int bytes = Math.min(extra.getShort() & 0xffff, extra.remaining());
                if (tag == 1) {
                    return extra.slice(extra.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
                }
                extra.position(extra.position() + bytes);
            }
            return ByteBuffer.allocate(0);
        }

        private long next(ByteBuffer wide) {
            if (wide.remaining() < 8) {
                throw bad("has a damaged directory");
            }
            return wide.getLong();
        }

        long dataOf(Entry entry) throws IOException {
            ByteBuffer local = at(entry.header(), LOCAL_BYTES);
            if (local.getInt(0) != LOCAL || !entry.stored()) {
                throw bad("has " + JsonStrict.shown(entry.name()) + " compressed, encrypted or damaged");
            }
            long data = entry.header() + LOCAL_BYTES + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
            if (entry.bytes() < 0 || data > size || entry.bytes() > size - data) {
                throw bad("gives " + JsonStrict.shown(entry.name()) + " bytes that it does not have");
            }
            return data;
        }

        private ByteBuffer at(long position, int count) throws IOException {
            if (position < 0 || position > size - count) {
                throw bad("points past its end: it is cut off or damaged");
            }
            ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw new IOException("it became shorter while it was read");
                }
            }
            return buffer.flip();
        }

        private MotionScopeException bad(String fault) {
            return new MotionScopeException(file + " " + fault + "; download it again.");
        }
    }
}
