package motionscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import motionscope.tensor.Torch;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing where there is no room: the program runs in a process of its own under a real limit. */
class FullDiskTest {
    private static final String ROOM = "8"; // kilobytes

    @TempDir
    Path folder;

    @Test
    void aFileThatMayNotGrowLeavesNothing() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        // the system refuses every write past this size of a file, as it does on a disk without room
        assertRefused(out, "ulimit -f " + ROOM + "; exec \"$@\"");
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void aFullFileSystemLeavesNothing() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        // a file system of this size, where one may mount it (in a name space of its own); else the limit on files
        String small = "mount -t tmpfs -o size=" + ROOM + "k tmpfs '" + out + "'";
        String inside = small + " && { \"$@\"; code=$?; ls -A '" + out + "' >&2; exit $code; }";
        boolean canMount = shell("unshare -rm true && unshare -rm bash -c \"" + small + "\"")
                        .waitFor()
                == 0;
        if (canMount) {
            assertRefused(out, "exec unshare -rm bash -c '" + inside.replace("'", "'\\''") + "' bash \"$@\"");
        } else {
            assertRefused(out, "ulimit -f " + ROOM + "; exec \"$@\"");
        }
    }

    private static Process shell(String script, String... arguments) throws IOException {
        String[] command = Stream.concat(Stream.of("bash", "-c", script, "bash"), Stream.of(arguments))
                .toArray(String[]::new);
        return new ProcessBuilder(command).start();
    }

    private void assertRefused(Path out, String limit) throws Exception {
        Torch.threads(); // the native libraries are unpacked before there is no room for them
        Path model = TinyModel.write(Files.createDirectory(folder.resolve("model")));
        Process process = shell(
                limit,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED", // on Java 22 and newer a warning would be a second line
                "-Dai.djl.offline=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "generate",
                "red",
                "-o",
                out.resolve("x.gif").toString(),
                "--model",
                model.toString(),
                "--steps",
                "1",
                "--frames",
                "4",
                "--size",
                "32x32",
                "--scale",
                "16",
                "--device",
                "cpu");
        process.getOutputStream().close();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertNotEquals(0, process.waitFor(), err);
        assertEquals(1, err.lines().count(), err); // the line of the error; no name of a file that was left
        assertTrue(err.startsWith("motionscope: Could not write"), err);
    }
}
