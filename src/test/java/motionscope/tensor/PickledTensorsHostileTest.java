package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import motionscope.MotionScopeException;
import motionscope.testing.TorchFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles that are damaged, or programs: each is read as data or refused with one line, and nothing of it runs. */
class PickledTensorsHostileTest {
    private static final Path MALICIOUS = Path.of("src/test/resources/golden/motion_adapter/original/malicious.ckpt");
    private static final int MUTATIONS = 1000;

    @TempDir
    Path folder;

    private int count;

    private static TorchFile sample() {
        return new TorchFile()
                .add("weight", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
                .add("flat", DType.F16, new byte[12], new long[] {3, 2}, new long[] {1, 3})
                .add("empty", new float[0], 0);
    }

    /** @return the refusal, or null if it was read */
    private String refusal(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("hostile" + count++ + ".ckpt"), bytes);
        try (Checkpoint tensors = Checkpoint.open(file)) {
            for (String name : tensors.names()) {
                assertEquals(tensors.entry(name).bytes(), tensors.bytes(name).remaining());
                assertEquals(tensors.entry(name).count(), tensors.floats(name).length);
            }
            return null;
        } catch (MotionScopeException e) {
            String message = e.getMessage();
            assertTrue(message.lines().count() == 1 && message.contains(file.toString()), message);
            assertTrue(message.length() < 1500 && message.chars().noneMatch(Character::isISOControl), message);
            return message;
        } finally {
            Files.delete(file);
        }
    }

    private void assertRefused(byte[] bytes, String words) throws IOException {
        String message = refusal(bytes);
        assertTrue(message != null && message.contains(words), String.valueOf(message));
    }

    /** A checkpoint whose pickle would write a file named {@code pwned}. */
    @Test
    void aProgramIsNamedAndNotRun() {
        MotionScopeException e = assertThrows(MotionScopeException.class, () -> Checkpoint.open(MALICIOUS));
        assertTrue(e.getMessage().contains("exec'") && e.getMessage().contains("nothing was run"), e.getMessage());
        assertFalse(Files.exists(Path.of("pwned")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "legacy"})
    void mutatedFiles(String layout) throws IOException {
        byte[] sample = layout.equals("zip") ? sample().zip() : sample().legacy();
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = sample.clone();
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int at = random.nextInt(bytes.length);
                bytes[at] =
                        random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (bytes[at] ^ 1 << random.nextInt(8));
            }
            refused += refusal(bytes) == null ? 0 : 1;
        }
        assertTrue(refused > MUTATIONS / 3, refused + " refused");
    }

    /** The pickle itself, not the archive around it: other opcodes, cut out and doubled pieces. */
    @Test
    void mutatedPickles() throws IOException {
        byte[] archive = sample().zip();
        byte[] pickle = pickleOf(archive);
        byte[] opcodes = "()]}.0123NKMJGXUTCBqrhjtleaducsRQbPioV\u0080\u0081\u0085\u0086\u0087\u0088\u008a\u0093\u0094"
                .getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(6);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            ByteArrayOutputStream edited = new ByteArrayOutputStream();
            int at = random.nextInt(pickle.length);
            int end = Math.min(pickle.length, at + random.nextInt(9));
            edited.write(pickle, 0, at);
            if (random.nextInt(3) == 0) {
                edited.write(pickle, at, end - at);
                edited.write(pickle, at, end - at);
            } else {
                edited.write(opcodes[random.nextInt(opcodes.length)]);
            }
            edited.write(pickle, end, pickle.length - end);
            refused += refusal(sample().zip(edited.toByteArray())) == null ? 0 : 1;
        }
        assertTrue(refused > MUTATIONS / 3, refused + " refused");
    }

    private static byte[] pickleOf(byte[] archive) {
        String text = new String(archive, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("\u0080\u0002");
        int end = text.indexOf("PK\u0003\u0004", begin);
        return Arrays.copyOfRange(archive, begin, end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "legacy"})
    void everyTruncationIsRefused(String layout) throws IOException {
        byte[] sample = layout.equals("zip") ? sample().zip() : sample().legacy();
        for (int length = 0; length < sample.length; length++) {
            if (refusal(Arrays.copyOf(sample, length)) == null) {
                throw new AssertionError("read when cut at " + length);
            }
        }
        assertTrue(refusal(sample) == null);
    }

    @ParameterizedTest
    @CsvSource({
        "cposix|system|, posix.system",
        "cbuiltins|eval|, builtins.eval",
        "ctorch|load|, torch.load",
        "ctorch.storage|UntypedStorage|, torch.storage.UntypedStorage",
        "cnumpy.core.multiarray|scalar|, numpy.core.multiarray.scalar",
        "ipytorch_lightning|X|, pytorch_lightning.X",
        "Pname|, name",
        "(o, a class"
    })
    void otherNamesAreNamed(String pickle, String words) throws IOException {
        byte[] bytes = ("\u0080\u0002" + pickle.replace('|', '\n') + ".").getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(sample().zip(bytes), words);
    }

    @ParameterizedTest
    @CsvSource({
        "N., no dictionary of tensors",
        "}., 0 dictionaries",
        "., empty stack",
        "h\u0005., not there",
        "t., a mark",
        "(2., empty stack",
        "ccollections|OrderedDict|NR., in the place of a list",
        "NNR., no name",
        "NNb., an object with attributes",
        "NQ., in the place of a list",
        "\u00ff., the opcode 0xff"
    })
    void nonsense(String pickle, String words) throws IOException {
        byte[] bytes = ("\u0080\u0002" + pickle.replace('|', '\n')).getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(sample().zip(bytes), words);
    }

    /** Lists in themselves, a list doubled sixty times: what a reader that looks into them would never end. */
    @Test
    void circlesAndBombs() throws IOException {
        assertRefused(sample().zip(bytes("\u0080\u0002}q\u0000h\u0000h\u0000s.")), "0 dictionaries");
        assertRefused(sample().zip(bytes("\u0080\u0002}q\u0000X\u0001\u0000\u0000\u0000ah\u0000s.")), "0 dictionaries");
        String doubling = "\u0080\u0002]q\u0000" + "0]q\u0001h\u0000ah\u0000aq\u0000".repeat(60) + "0h\u0000.";
        assertRefused(sample().zip(bytes(doubling)), "no dictionary");
        assertRefused(sample().zip(bytes("\u0080\u0002" + "N0".repeat(2_100_000) + "N.")), "steps");
    }

    private static byte[] bytes(String pickle) {
        return pickle.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3, 1, 1", // more values than the storage has
        "2, 4, 4, 1", // past its end
        "-1, 2, 2, 1",
        "2, 2, -1, 1",
        "4611686018427387904, 4, 1, 1",
        "1, 2, 9223372036854775807, 9223372036854775807",
        "9223372036854775807, 9223372036854775807, 0, 0"
    })
    void impossibleViews(long rows, long columns, long rowStride, long columnStride) throws IOException {
        TorchFile torch = new TorchFile()
                .add("x", DType.F32, new byte[24], new long[] {rows, columns}, new long[] {rowStride, columnStride});
        assertRefused(torch.zip(), "has a tensor that");
        assertRefused(torch.legacy(), "has a tensor that");
    }

    @Test
    void otherArchives() throws IOException {
        byte[] sample = sample().zip();
        String text = new String(sample, StandardCharsets.ISO_8859_1);
        assertRefused(bytes(text.replace("data.pkl", "data.bin")), "without tensors saved by PyTorch");
        assertRefused(bytes(text.replace("little", "big   ")), "big-endian");
        assertRefused(bytes("neither this nor that"), "is no safetensors file");
    }
}
