package motionscope.experiment.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import motionscope.Saving;

/**
 * Writes a dictionary of square float32 matrices as {@code torch.save} does: a pickle in a zip archive without compression,
 * each matrix a file beside it.
 *
 * @param values of every matrix, little-endian
 * @param side of a matrix
 * @param count of matrices
 */
record PickleWriter(ByteBuffer values, int side, int count) {
    private static final String FOLDER = "archive/";

    static String name(int index) {
        return "layers." + index + ".weight";
    }

    void write(Path file) {
        Saving.stream(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setMethod(ZipOutputStream.STORED);
            add(zip, "data.pkl", ByteBuffer.wrap(pickle()));
            for (int i = 0; i < count; i++) {
                add(zip, "data/" + i, values.duplicate());
            }
            add(zip, "version", ByteBuffer.wrap("3\n".getBytes(StandardCharsets.US_ASCII)));
            zip.finish();
        });
    }

    private static void add(ZipOutputStream zip, String name, ByteBuffer content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content.duplicate());
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setSize(content.remaining());
        entry.setCompressedSize(content.remaining());
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        copy(content, zip);
        zip.closeEntry();
    }

    private static void copy(ByteBuffer content, OutputStream out) throws IOException {
        byte[] piece = new byte[1 << 16];
        while (content.hasRemaining()) {
            int some = Math.min(piece.length, content.remaining());
            content.get(piece, 0, some);
            out.write(piece, 0, some);
        }
    }

    /** A dictionary of names and tensors, in protocol 2. */
    private byte[] pickle() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, 0x80, 2, '}', '('); // PROTO EMPTY_DICT MARK
        for (int i = 0; i < count; i++) {
            text(out, name(i));
            out.writeBytes("ctorch._utils\n_rebuild_tensor_v2\n".getBytes(StandardCharsets.US_ASCII)); // GLOBAL
            put(out, '(', '('); // MARK MARK
            text(out, "storage");
            out.writeBytes("ctorch\nFloatStorage\n".getBytes(StandardCharsets.US_ASCII));
            text(out, Integer.toString(i));
            text(out, "cpu");
            integers(out, side * side);
            put(out, 't', 'Q'); // TUPLE BINPERSID
            integers(out, 0);
            put(out, '(');
            integers(out, side, side);
            put(out, 't', '(');
            integers(out, side, 1);
            put(out, 't', 0x89, '}', 't', 'R'); // TUPLE NEWFALSE EMPTY_DICT TUPLE REDUCE
        }
        put(out, 'u', '.'); // SETITEMS STOP
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, int... bytes) {
        for (int each : bytes) {
            out.write(each);
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write('X'); // BINUNICODE
        out.writeBytes(number(bytes.length));
        out.writeBytes(bytes);
    }

    private static void integers(ByteArrayOutputStream out, int... values) {
        for (int value : values) {
            out.write('J'); // BININT
            out.writeBytes(number(value));
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
