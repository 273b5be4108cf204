package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.DType;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensorsWriter;
import motionscope.tensor.Scope;
import motionscope.testing.Golden;
import motionscope.testing.NamePairs;
import motionscope.testing.TorchFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand damaged files of each published kind: each is read or refused with one line, nothing of it runs. The two formats
 * themselves are tried in the same way beside their readers.
 */
class MutatedCheckpointsTest {
    private static final int MUTATIONS = 1000;
    private static final Golden GOLDEN = Golden.of("motion_adapter");
    private static final Path IMAGES = GOLDEN.folder().resolve("unet2d");
    private static final Path ORIGINAL = GOLDEN.folder().resolve("original/mm_bare_fp16.ckpt");
    private static final Path LORA = GOLDEN.folder().resolve("lora/motion_lora_peft.safetensors");
    private static final List<String> PIECES =
            List.of("F64", "I64", "[0]", "[]", "-1", "1e9", "\"", "}", ",", "\u0000");

    @TempDir
    Path folder;

    private final Random random = new Random(20_260_101);

    private void mutate(byte[] sample, String name, Consumer<Path> use) throws IOException {
        int refused = 0;
        int[] text = textOf(sample);
        for (int i = 0; i < MUTATIONS; i++) {
            Path file = Files.write(folder.resolve(i + name), mutated(sample, text));
            try {
                use.accept(file);
            } catch (MotionScopeException e) {
                String message = e.getMessage();
                assertEquals(1, message.lines().count(), message);
                assertTrue(message.chars().noneMatch(Character::isISOControl), message);
                refused++;
            } finally {
                Files.delete(file);
            }
        }
        assertTrue(refused > MUTATIONS / 3, refused + " of " + MUTATIONS + " were refused");
        assertTrue(refused < MUTATIONS, "none was read: the sample itself is not");
        use.accept(Files.write(folder.resolve("whole" + name), sample));
    }

    /** Where names, types and shapes stand: the header, or the pickle in an archive. */
    private static int[] textOf(byte[] sample) {
        String bytes = new String(sample, StandardCharsets.ISO_8859_1);
        int pickle = bytes.indexOf("\u0080\u0002");
        return bytes.startsWith("PK")
                ? new int[] {pickle, bytes.indexOf("PK", pickle)}
                : new int[] {0, bytes.indexOf("}}") + 2};
    }

    private byte[] mutated(byte[] sample, int[] text) {
        byte[] bytes = sample.clone();
        switch (random.nextInt(8)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64));
            case 2, 3 -> flip(bytes, 0, bytes.length);
            case 4, 5 -> flip(bytes, text[0], text[1]);
            default -> {
                byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(
                        piece, 0, bytes, text[0] + random.nextInt(text[1] - text[0] - piece.length), piece.length);
            }
        }
        return bytes;
    }

    private void flip(byte[] bytes, int begin, int end) {
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            bytes[begin + random.nextInt(end - begin)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private static void readAll(Checkpoint file) {
        for (String name : file.names()) {
            assertEquals(file.entry(name).count(), file.doubles(name).length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".safetensors", ".ckpt"})
    void singleFiles(String suffix) throws IOException {
        SafeTensorsWriter writer = new SafeTensorsWriter();
        TorchFile torch = new TorchFile().in("state_dict");
        List<NamePairs> pairs = NamePairs.read("single_file.txt");
        for (int i = 0; i < pairs.size(); i += 4) { // enough of each part
            NamePairs pair = pairs.get(i);
            writer.add(pair.published(), DType.F16, new float[2], 2);
            torch.add(pair.published(), new float[2], 2);
        }
        Path sample = folder.resolve("sample");
        writer.write(sample);
        mutate(suffix.equals(".ckpt") ? torch.zip() : Files.readAllBytes(sample), suffix, path -> {
            try (SingleFile file = SingleFile.open(path)) {
                file.parts().forEach(part -> readAll(file.part(part)));
            }
        });
    }

    @Test
    void loras() throws IOException {
        String weight = "mid_block.motion_modules.0.transformer_blocks.0.attn2.to_out.0.weight";
        ModelFiles files = ModelFiles.of(IMAGES).withMotionAdapter(ORIGINAL);
        mutate(Files.readAllBytes(LORA), ".safetensors", path -> {
            try (UNetFiles network = UNetFiles.open(IMAGES, files.withLora(path, 0.7));
                    Scope scope = new Scope()) {
                network.read(weight, Placement.CPU, scope);
            }
        });
    }

    @Test
    void motionModules() throws IOException {
        mutate(Files.readAllBytes(ORIGINAL), ".ckpt", path -> {
            try (UNetFiles network =
                    UNetFiles.open(IMAGES, ModelFiles.of(IMAGES).withMotionAdapter(path))) {
                readAll(network.weights());
            }
        });
    }
}
