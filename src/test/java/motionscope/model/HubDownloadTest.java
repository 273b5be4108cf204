package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from a server on this machine that answers as Hugging Face does. */
class HubDownloadTest {
    private static final String COMMIT = "c".repeat(40);
    private static final Path MODEL = Path.of("someone", "small");

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, byte[]> served = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private HubCache cache;

    @BeforeEach
    void start() throws IOException {
        cache = new HubCache(folder.resolve("hub"));
        for (String name : new String[] {
            "model_index.json",
            "README.md",
            "small-pruned.safetensors",
            "unet/config.json",
            "unet/diffusion_pytorch_model.safetensors",
            "unet/diffusion_pytorch_model.fp16.safetensors",
            "unet/diffusion_pytorch_model.bin",
            "unet/diffusion_flax_model.msgpack",
            "vae/diffusion_pytorch_model-00001-of-00002.safetensors",
            "vae/diffusion_pytorch_model-00002-of-00002.safetensors",
            "vae/diffusion_pytorch_model.safetensors.index.json",
            "text_encoder/pytorch_model.bin",
            "tokenizer/merges.txt",
            "safety_checker/model.safetensors",
            ".gitattributes",
            "../../outside.json"
        }) {
            files.put(name, ("contents of " + name).repeat(50).getBytes(StandardCharsets.UTF_8));
        }
        served.putAll(files);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/models/someone/small/revision/main", exchange -> send(exchange, 200, listing()));
        server.createContext("/someone/small/resolve/" + COMMIT + "/", this::file);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static boolean isLarge(String name) {
        return name.endsWith(".safetensors") || name.endsWith(".bin");
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            if (algorithm.equals("SHA-1")) {
                digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] listing() {
        List<Map<String, Object>> siblings = new ArrayList<>();
        files.forEach((name, bytes) -> {
            Map<String, Object> one =
                    new TreeMap<>(Map.of("rfilename", name, "size", bytes.length, "blobId", hex("SHA-1", bytes)));
            if (isLarge(name)) {
                one.put("lfs", Map.of("sha256", hex("SHA-256", bytes), "size", bytes.length, "pointerSize", 134));
            }
            siblings.add(one);
        });
        return new Gson()
                .toJson(Map.of("id", "someone/small", "sha", COMMIT, "siblings", siblings))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void file(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().split(COMMIT + "/", 2)[1];
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(name + (range == null ? "" : " " + range));
        byte[] bytes = served.get(name);
        if (range == null) {
            send(exchange, 200, bytes);
        } else {
            int begin = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            send(exchange, 206, Arrays.copyOfRange(bytes, begin, bytes.length));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private HubDownload plan(Path name, String variant) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return HubDownload.plan(address, cache, name, Optional.ofNullable(variant));
    }

    private static List<String> paths(HubDownload download) {
        return download.files().stream().map(HubDownload.HubFile::path).toList();
    }

    @Test
    void whatAModelNeedsInOneForm() {
        HubDownload plan = plan(MODEL, null);
        assertEquals(
                List.of(
                        "model_index.json",
                        "text_encoder/pytorch_model.bin",
                        "tokenizer/merges.txt",
                        "unet/config.json",
                        "unet/diffusion_pytorch_model.safetensors",
                        "vae/diffusion_pytorch_model-00001-of-00002.safetensors",
                        "vae/diffusion_pytorch_model-00002-of-00002.safetensors",
                        "vae/diffusion_pytorch_model.safetensors.index.json"),
                paths(plan));
        assertEquals(
                paths(plan).stream().mapToLong(path -> files.get(path).length).sum(), plan.missingBytes());
        assertTrue(paths(plan(MODEL, "fp16")).contains("unet/diffusion_pytorch_model.fp16.safetensors"));
        assertFalse(paths(plan(MODEL, "fp16")).contains("unet/diffusion_pytorch_model.safetensors"));
        assertEquals(List.of(), asked);
        assertFalse(Files.exists(cache.root()));
    }

    @Test
    void theCacheFindsWhatWasDownloaded() throws IOException {
        Path there = plan(MODEL, null).run(file -> {});
        assertEquals(there, cache.locate(MODEL));
        for (String path : paths(plan(MODEL, null))) {
            assertArrayEquals(files.get(path), Files.readAllBytes(there.resolve(path)), path);
        }
        asked.clear();
        HubDownload again = plan(MODEL, null);
        assertEquals(0, again.missingBytes());
        again.run(file -> {});
        assertEquals(List.of(), asked);
    }

    @Test
    void oneFile() {
        HubDownload plan = plan(MODEL.resolve("small-pruned.safetensors"), null);
        plan.run(file -> {});
        assertEquals(List.of("small-pruned.safetensors"), asked);
        assertTrue(Files.exists(cache.locate(MODEL.resolve("small-pruned.safetensors"))));
    }

    @Test
    void whatWasBegunIsGoneOnWith() throws IOException {
        String name = "unet/diffusion_pytorch_model.safetensors";
        byte[] whole = files.get(name);
        served.put(name, Arrays.copyOf(whole, 70));
        HubDownload plan = plan(MODEL.resolve(name), null);
        String message = assertThrows(MotionScopeException.class, () -> plan.run(file -> {}))
                .getMessage();
        assertTrue(message.contains("ended early"), message);
        served.put(name, whole);
        Path there = plan.run(file -> {});
        assertEquals(List.of(name, name + " bytes=70-"), asked);
        assertArrayEquals(whole, Files.readAllBytes(there.resolve(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small-pruned.safetensors", "unet/config.json"})
    void otherBytesThanAnnouncedAreNotKept(String name) {
        byte[] other = files.get(name).clone();
        other[7]++;
        served.put(name, other);
        HubDownload plan = plan(MODEL.resolve(name), null);
        String message = assertThrows(MotionScopeException.class, () -> plan.run(file -> {}))
                .getMessage();
        assertTrue(message.contains("hash"), message);
        assertEquals(MODEL.resolve(name), cache.locate(MODEL.resolve(name)));
        served.put(name, Arrays.copyOf(files.get(name), 100_000));
        assertThrows(MotionScopeException.class, () -> plan.run(file -> {}));
        served.put(name, files.get(name));
        plan.run(file -> {});
        assertTrue(Files.exists(cache.locate(MODEL.resolve(name))));
    }

    @Test
    void namesAndServersOfNoUse() {
        for (String name : new String[] {"small", "../x", "a/b/../../c", "a//b@", "https://x.y/z"}) {
            assertThrows(MotionScopeException.class, () -> plan(Path.of(name), null), name);
        }
        assertTrue(assertThrows(MotionScopeException.class, () -> plan(Path.of("someone", "else"), null))
                .getMessage()
                .contains("404"));
        assertThrows(MotionScopeException.class, () -> plan(MODEL.resolve("no-such.ckpt"), null));
        server.stop(0);
        assertTrue(assertThrows(MotionScopeException.class, () -> plan(MODEL, null))
                .getMessage()
                .contains("Nobody answers"));
    }
}
