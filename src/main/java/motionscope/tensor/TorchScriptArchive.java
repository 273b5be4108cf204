package motionscope.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive that holds one module without parameters, from TorchScript source text.
 *
 * <p>The format is the one of {@code torch.jit.save}: a zip without compression that holds the module as a pickle, its
 * code, an empty list of constants and a version.
 */
final class TorchScriptArchive {
    private static final long FIXED_TIME = 315_532_800_000L; // 1980-01-01, so that equal text gives equal bytes
    private static final int PROTO = 0x80;
    private static final int NEW_OBJECT = 0x81;
    private static final int NEW_FALSE = 0x89;

    private TorchScriptArchive() {}

    /**
     * @param name the class name of the module
     * @param method one method, written with {@code self} first and indented by two spaces
     */
    static byte[] of(String name, String method) {
        String code = "class " + name + "(Module):\n"
                + "  __parameters__ = []\n  __buffers__ = []\n  training : bool\n"
                + method.replace("(self", "(self: __torch__." + name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            add(zip, "ops/data.pkl", modulePickle(name));
            add(zip, "ops/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
            add(zip, "ops/constants.pkl", new byte[] {(byte) PROTO, 2, ')', '.'});
            add(zip, "ops/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The pickle of {@code __torch__.<name>} with the state {@code {training: False}}. */
    private static byte[] modulePickle(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, PROTO, 2);
        put(out, "c__torch__\n" + name + "\n"); // GLOBAL
        put(out, ')', NEW_OBJECT, '}', '('); // EMPTY_TUPLE NEWOBJ EMPTY_DICT MARK
        put(out, 'X', 8, 0, 0, 0); // BINUNICODE of length 8
        put(out, "training");
        put(out, NEW_FALSE, 'u', 'b', '.'); // SETITEMS BUILD STOP
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
    }

    private static void put(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(FIXED_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
