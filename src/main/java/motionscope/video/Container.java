package motionscope.video;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import motionscope.MotionScopeException;

/**
 * The video containers that FFmpeg may open. Their outermost boxes are checked in Java first, so that a file that was cut
 * short is named as such, and FFmpeg is told the format: left to guess, it would also follow playlists to other files.
 */
enum Container {
    /** MP4 and QuickTime: boxes of (4-byte size, 4-byte name). */
    MOV("mov") {
        @Override
        void walk(RandomAccessFile file, String name, long size) throws IOException {
            boolean index = false;
            long at = 0;
            while (at < size) {
                file.seek(at);
                long box = size - at < 8 ? 0 : file.readInt() & 0xffffffffL;
                int kind = size - at < 8 ? 0 : file.readInt();
                if (box == 1 && size - at >= 16) {
                    box = file.readLong();
                } else if (box == 0 && size - at >= 8) {
                    box = size - at; // "to the end of the file"
                }
                requireWhole(name, at, box, size - at);
                index |= kind == 0x6d6f6f76; // moov
                at += box;
            }
            if (!index) {
                throw new MotionScopeException(
                        name + " has no index (moov box); it is cut short or was never finished.");
            }
        }
    },
    /** WebM and Matroska: elements of (id, size), both of variable length. */
    MATROSKA("matroska") {
        @Override
        void walk(RandomAccessFile file, String name, long size) throws IOException {
            long at = 0;
            while (at < size) {
                file.seek(at);
                int id = Math.max(1, Integer.numberOfLeadingZeros(file.read() << 24) + 1);
                if (id > 4 || at + id >= size) {
                    requireWhole(name, at, 0, size - at);
                }
                file.seek(at + id);
                int first = file.read();
                int bytes = Integer.numberOfLeadingZeros(first << 24) + 1;
                if (bytes > 8) {
                    requireWhole(name, at, 0, size - at);
                }
                long value = first & (0xff >> bytes);
                boolean unknown = value == (0xff >> bytes);
                for (int i = 1; i < bytes; i++) {
                    int next = file.read();
                    unknown &= next == 0xff;
                    value = value << 8 | next & 0xff;
                }
                long whole = unknown ? size - at : id + bytes + value; // live recordings leave the size open
                requireWhole(name, at, whole, size - at);
                at += whole;
            }
        }
    },
    /** AVI: chunks of (4-byte name, 4-byte little-endian size). */
    AVI("avi") {
        @Override
        void walk(RandomAccessFile file, String name, long size) throws IOException {
            file.seek(4);
            requireWhole(name, 0, 8 + (Integer.reverseBytes(file.readInt()) & 0xffffffffL), size);
        }
    };

    /** FFmpeg's name of the format. */
    final String format;

    Container(String format) {
        this.format = format;
    }

    /** The container whose files begin like this, or null. */
    static Container of(byte[] head) {
        for (String box : new String[] {"ftyp", "moov", "mdat", "wide", "free", "skip"}) {
            if (ClipReader.begins(head, 4, box)) {
                return MOV;
            }
        }
        if (ClipReader.begins(head, 0, "\u001aE\u00df\u00a3")) {
            return MATROSKA;
        }
        return ClipReader.begins(head, 0, "RIFF") && ClipReader.begins(head, 8, "AVI ") ? AVI : null;
    }

    /** Walks the outermost boxes; an error if one reaches beyond the end of the file. */
    void check(Path path, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            walk(file, path.toString(), size);
        }
    }

    abstract void walk(RandomAccessFile file, String name, long size) throws IOException;

    private static void requireWhole(String name, long at, long box, long left) {
        if (box < 2 || box > left) {
            throw new MotionScopeException(name + " is cut short or damaged: the part at byte " + at + " should be "
                    + box + " bytes long, but the file has " + left + " there.");
        }
    }
}
