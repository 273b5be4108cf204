package motionscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.SafeTensorsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command check on the recorded cases, and on cases that were tampered with. */
class CheckCommandTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String IO = "io.safetensors";

    @TempDir
    Path folder;

    private static Captured check(Object... arguments) {
        List<String> all = new ArrayList<>(List.of("check"));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return Captured.run(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unet_motion_small",
                "unet_motion_v2",
                "unet_motion_deep_mid",
                "unet_motion_lists",
                "unet_motion_one_frame",
                "noise",
                "linalg",
                "schedulers",
                "metrics",
                "guidance",
                "clip_tokenizer_small",
                "clip_text",
                "autoencoder_kl",
                "autoencoder_kl_temporal",
                "motion_adapter"
            })
    void everyRecordedCasePasses(String name) {
        Captured done = check(GOLDEN.resolve(name)).succeeds(" 0 failed");
        assertTrue(done.out().contains("max abs"), done.out());
    }

    @Test
    void theBundledModelPasses() {
        check("data/mini-model").succeeds("ddim.final", "moft_gradient", "13 tensors compared, 0 failed");
    }

    @Test
    void severalFoldersAndJson() throws IOException {
        Path json = folder.resolve("rows.json");
        Captured both = check(GOLDEN.resolve("noise"), GOLDEN.resolve("schedulers"), "--only", "euler", "--json", json)
                .succeeds("noise: noise", "schedulers: schedulers", "published/euler, as in the test/published");
        assertTrue(!both.out().contains("ddim"), both.out());
        JsonElement rows = JsonParser.parseString(Files.readString(json));
        assertEquals(2, rows.getAsJsonArray().size());
    }

    /** Copies a case with its tensors passed through a change. */
    private Path changed(String name, Change change) throws IOException {
        Path source = GOLDEN.resolve(name);
        for (String file : new String[] {"meta.json", "config.json", "diffusion_pytorch_model.safetensors"}) {
            if (Files.exists(source.resolve(file))) {
                Files.copy(source.resolve(file), folder.resolve(file));
            }
        }
        SafeTensorsWriter writer = new SafeTensorsWriter();
        try (SafeTensors io = SafeTensors.open(source.resolve(IO))) {
            for (String tensor : io.names()) {
                change.write(writer, io, tensor);
            }
            writer.write(folder.resolve(IO));
        }
        return folder;
    }

    private interface Change {
        void write(SafeTensorsWriter writer, SafeTensors io, String name);
    }

    private static void copy(SafeTensorsWriter writer, SafeTensors io, String name, String as, float add) {
        if (io.entry(name).dtype().isFloating()) {
            float[] values = io.floats(name);
            values[values.length / 2] += add;
            writer.add(as, values, io.entry(name).sizes());
        } else {
            writer.add(as, io.longs(name), io.entry(name).sizes());
        }
    }

    @Test
    void oneWrongValueIsPastTheTolerance() throws IOException {
        changed("unet_motion_v2", (w, io, name) -> copy(w, io, name, name, name.equals("tap.up1") ? 0.01f : 0));
        Captured found = check(folder);
        assertEquals(1, found.code());
        List<String> failed =
                found.out().lines().filter(line -> line.contains("FAIL")).toList();
        assertEquals(1, failed.size());
        assertTrue(failed.get(0).contains("io/tap.up1") && failed.get(0).contains("1.00e-02"), failed.get(0));
        assertTrue(found.out().strip().endsWith("12 tensors compared, 1 failed"), found.out());
    }

    @Test
    void missingAndUnknownTensorsAreRows() throws IOException {
        changed("unet_motion_v2", (w, io, name) -> copy(w, io, name, name.equals("out") ? "outt" : name, 0));
        Captured found = check(folder);
        assertEquals(1, found.code());
        assertTrue(found.out().contains("FAIL: the reference file does not have it"), found.out());
        assertTrue(found.out().contains("FAIL: unknown"), found.out());
    }

    @Test
    void aCallThatIsMissingInASequenceIsNoticed() throws IOException {
        changed("noise", (w, io, name) -> {
            if (!name.endsWith("call1.randn5")) {
                copy(w, io, name, name, 0);
            }
        });
        Captured found = check(folder);
        assertEquals(1, found.code());
        assertTrue(found.out().contains("call 1 of its generator is not in the file"), found.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'side': 64 | 'side': 0 | at least one pixel",
                "'reference_tracks': [[ | 'reference_tracks': [[[0, 0]],[ | lists of numbers",
                "'generated_tracks' | 'others' | generated_tracks",
                "[[[[122 | [[[[300 | clip_uint8",
                "'still_threshold_px': 1e-06 | 'still_threshold_px': 0 | above 0",
            })
    void metricsThatAreDamaged(String original, String instead, String word) throws IOException {
        Path source = GOLDEN.resolve("metrics");
        Files.copy(source.resolve("meta.json"), folder.resolve("meta.json"));
        String text = Files.readString(source.resolve("metrics.json"));
        String there = original.replace('\'', '"');
        assertTrue(text.contains(there), there);
        Files.writeString(folder.resolve("metrics.json"), text.replace(there, instead.replace('\'', '"')));
        check(folder).fails(1, word);
    }

    @Test
    void aPromptWithOtherIdsIsARow() throws IOException {
        Path source = GOLDEN.resolve("clip_tokenizer_small");
        for (String name : new String[] {"meta.json", "vocab.json", "merges.txt"}) {
            Files.copy(source.resolve(name), folder.resolve(name));
        }
        Files.writeString(
                folder.resolve("ids.json"),
                "[{\"text\": \"a\", \"ids\": [1112, 320, 1113]}, {\"text\": \"A cat\", \"ids\": [1112, 320, 1113]}]");
        Captured found = check(folder);
        assertEquals(1, found.code(), found.err());
        assertTrue(found.out().contains("FAIL: other ids for 'A cat'"), found.out());
        assertTrue(found.out().contains("FAIL: prompts with other ids, of 2"), found.out());
    }

    @Test
    void aWrongMetricIsARow() throws IOException {
        Path source = GOLDEN.resolve("metrics");
        Files.copy(source.resolve("meta.json"), folder.resolve("meta.json"));
        String text = Files.readString(source.resolve("metrics.json"));
        Files.writeString(
                folder.resolve("metrics.json"),
                text.replace("\"temporal_flicker\"", "\"other\"")
                        .replace("\"mean_distance_px\": 2.", "\"mean_distance_px\": 3."));
        Captured found = check(folder);
        assertEquals(1, found.code(), found.err());
        assertTrue(found.out().contains("unknown") && found.out().contains("FAIL"), found.out());
    }

    @Test
    void whatIsNotImplementedIsNamed() throws IOException {
        Files.writeString(folder.resolve("meta.json"), "{\"case\": \"unet3d\", \"model\": \"UNet3DConditionModel\"}");
        Captured found = check(folder);
        assertEquals(1, found.code());
        assertTrue(found.out().contains("not implemented: UNet3DConditionModel"), found.out());
    }

    @Test
    void foldersThatAreNothingKnown() {
        check(folder).fails(1, "no reference tensors", "model_index.json", "meta.json");
        check(folder.resolve("nowhere")).fails(1, "is not there");
        check(GOLDEN).fails(1, "inside it");
        check(GOLDEN.resolve("noise"), "--only", "ddim").fails(1, "'ddim'", "there are none");
        check(GOLDEN.resolve("schedulers"), "--only", "unipc").fails(1, "ddim, ddim_inverse, euler");
        check(GOLDEN.resolve("noise"), "--device", "cuda:99").fails(1, "cuda:99");
    }
}
