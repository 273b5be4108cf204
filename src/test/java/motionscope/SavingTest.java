package motionscope;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import motionscope.tensor.SafeTensorsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavingTest {
    @TempDir
    Path folder;

    @Test
    void replacesTheWholeFile() throws IOException {
        Path target = folder.resolve("a.bin");
        Saving.stream(target, out -> out.write(new byte[100]));
        Saving.stream(target, out -> out.write(new byte[] {1, 2}));
        assertArrayEquals(new byte[] {1, 2}, Files.readAllBytes(target));
        assertEquals(List.of(target), list());
    }

    @Test
    void keepsTheOldFileWhenTheWriterFails() throws IOException {
        Path target = Files.write(folder.resolve("a.bin"), new byte[] {7});
        assertThrows(
                IllegalStateException.class,
                () -> Saving.stream(target, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IllegalStateException("a fault of the writer");
                }));
        MotionScopeException error = assertThrows(
                MotionScopeException.class,
                () -> Saving.stream(target, out -> {
                    throw new IOException("No space left on device");
                }));
        assertTrue(error.getMessage().contains("No space left on device"), error.getMessage());
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(target));
        assertEquals(List.of(target), list());
    }

    @Test
    void leavesNothingWhenInterrupted() throws IOException {
        Path target = folder.resolve("a.bin");
        Thread.currentThread().interrupt();
        MotionScopeException error = assertThrows(
                MotionScopeException.class, () -> Saving.stream(target, out -> out.write(new byte[1 << 20])));
        assertTrue(Thread.interrupted());
        assertTrue(error.getMessage().contains("interrupted"), error.getMessage());
        assertEquals(List.of(), list());
    }

    @Test
    void refusesPlacesThatAreNoFiles() {
        assertFails(folder, "not a file");
        assertFails(Path.of("/dev/null"), "not a file");
    }

    private static void assertFails(Path target, String reason) {
        MotionScopeException error =
                assertThrows(MotionScopeException.class, () -> Saving.stream(target, out -> out.write(1)));
        assertTrue(error.getMessage().contains(reason), error.getMessage());
    }

    /** A process that may not write files of over 100 kB, the way a full disk stops a file half-way. */
    @Test
    void fullDiskLeavesNothing() throws Exception {
        Path target = folder.resolve("big.safetensors");
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 200; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BigFile.class.getName(),
                        target.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes()).strip();
        assertEquals(3, process.waitFor(), output);
        assertTrue(
                output.startsWith("Could not write " + target) && output.lines().count() == 1, output);
        assertFalse(Files.exists(target));
        assertEquals(List.of(), list());
    }

    /** Writes 4 MB to the file named; exit 3 and the message when that is refused. */
    static final class BigFile {
        public static void main(String[] arguments) {
            try {
                new SafeTensorsWriter()
                        .add("a", new float[1_000_000], 1_000_000)
                        .write(Path.of(arguments[0]));
            } catch (MotionScopeException e) {
                System.out.println(e.getMessage());
                System.exit(3);
            }
        }
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
