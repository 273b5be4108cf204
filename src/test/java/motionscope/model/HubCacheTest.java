package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names on Hugging Face, found where its programs put the files. */
class HubCacheTest {
    private static final String ONE = "a".repeat(40);
    private static final String TWO = "b".repeat(40);

    @TempDir
    Path root;

    private HubCache cache;
    private Path snapshots;

    @BeforeEach
    void write() throws IOException {
        cache = new HubCache(root);
        Path repository = root.resolve("models--someone--a-model.v1-5");
        snapshots = repository.resolve("snapshots");
        Files.createDirectories(snapshots.resolve(ONE).resolve("unet"));
        Files.createDirectories(snapshots.resolve(TWO));
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs/main"), ONE);
        Files.writeString(repository.resolve("refs/fp16"), TWO + "\n");
        Files.createDirectories(repository.resolve("blobs"));
        Files.writeString(repository.resolve("blobs/0123"), "weights");
        Files.createSymbolicLink(snapshots.resolve(ONE).resolve("file.ckpt"), Path.of("../../blobs/0123"));
        Files.createSymbolicLink(snapshots.resolve(ONE).resolve("half.ckpt"), Path.of("../../blobs/4567"));
    }

    @ParameterizedTest
    @CsvSource({
        "someone/a-model.v1-5, aONE",
        "someone/a-model.v1-5@main, aONE",
        "someone/a-model.v1-5@fp16, aTWO",
        "someone/a-model.v1-5/unet, aONE/unet",
        "someone/a-model.v1-5/file.ckpt, aONE/file.ckpt"
    })
    void namesAreFound(String name, String expected) {
        String place = expected.replace("aONE", ONE).replace("aTWO", TWO);
        assertEquals(snapshots.resolve(place), cache.locate(Path.of(name)));
    }

    @Test
    void aCommitIsFoundToo() {
        assertEquals(snapshots.resolve(TWO), cache.locate(Path.of("someone", "a-model.v1-5@" + TWO)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "someone/another",
                "a-model.v1-5",
                "someone/a-model.v1-5@other",
                "someone/a-model.v1-5@../../x",
                "someone/a-model.v1-5/half.ckpt",
                "someone/a-model.v1-5/nothing",
                "someone/a-model.v1-5/../../../../blobs/0123",
                "../models--someone--a-model.v1-5",
                "/someone/a-model.v1-5",
                "src/main"
            })
    void whatIsNotThereStaysAsItIs(String name) {
        assertEquals(Path.of(name), cache.locate(Path.of(name)));
    }

    @Test
    void damagedReferencesLeadNowhere() throws IOException {
        Path main = root.resolve("models--someone--a-model.v1-5/refs/main");
        for (String content : new String[] {"", "../../..", ONE.substring(1), "x".repeat(5000), "c".repeat(40)}) {
            Files.writeString(main, content);
            Path name = Path.of("someone/a-model.v1-5");
            assertEquals(name, cache.locate(name), content);
        }
    }

    @Test
    void theOnlySnapshotNeedsNoReference() throws IOException {
        Files.delete(root.resolve("models--someone--a-model.v1-5/refs/main"));
        Files.delete(snapshots.resolve(TWO));
        assertEquals(snapshots.resolve(ONE), cache.locate(Path.of("someone/a-model.v1-5")));
    }

    @Test
    void modelsAreListedAndNamed() throws IOException {
        Files.createDirectories(
                root.resolve("datasets--someone--pictures/snapshots").resolve(ONE));
        Files.createDirectories(root.resolve("models--someone--empty"));
        assertEquals(Map.of("someone/a-model.v1-5", snapshots.resolve(ONE)), cache.models());
        assertEquals("someone/a-model.v1-5", HubCache.nameOf(snapshots.resolve(ONE)));
        assertEquals("file.ckpt", HubCache.nameOf(snapshots.resolve(ONE).resolve("file.ckpt")));
        assertEquals("mini-model", HubCache.nameOf(Path.of("data/mini-model/")));
        assertEquals(Map.of(), new HubCache(root.resolve("nowhere")).models());
    }

    @ParameterizedTest
    @CsvSource({
        "HF_HUB_CACHE, /c, /c",
        "HUGGINGFACE_HUB_CACHE, /c, /c",
        "HF_HOME, /c, /c/hub",
        "XDG_CACHE_HOME, /c, /c/huggingface/hub"
    })
    void theEnvironmentSaysWhere(String variable, String value, String expected) {
        assertEquals(Path.of(expected), HubCache.of(Map.of(variable, value)).root());
        assertEquals(HubCache.of(Map.of()), HubCache.of(Map.of(variable, " ")));
    }
}
