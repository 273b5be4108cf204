package motionscope.video;

import java.io.OutputStream;
import java.util.Arrays;
import org.bytedeco.javacv.Seekable;

/** Bytes in memory that FFmpeg writes as it writes a file: it may leave a gap and come back (JavaCV's own cannot). */
final class MemoryFile extends OutputStream implements Seekable {
    private static final int FROM_START = 0;
    private static final int FROM_HERE = 1;
    private static final int FROM_END = 2;

    private byte[] bytes = new byte[1 << 16];
    private int size;
    private int at;

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        int end = Math.addExact(at, length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, 2L * bytes.length)));
        }
        System.arraycopy(from, offset, bytes, at, length);
        at = end;
        size = Math.max(size, at);
    }

    @Override
    public void seek(long offset, int whence) {
        long base =
                switch (whence) {
                    case FROM_START -> 0;
                    case FROM_HERE -> at;
                    case FROM_END -> size;
                    default -> throw new IllegalArgumentException("Seek from " + whence);
                };
        at = Math.toIntExact(base + offset);
    }
}
