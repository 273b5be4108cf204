package motionscope.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import motionscope.MotionScopeException;
import motionscope.Saving;
import motionscope.tensor.JsonFile;

/**
 * Files of a model to be downloaded into Hugging Face's cache, where its own programs find them too. Nothing is fetched but
 * the list of files before {@link #run}; what was begun is gone on with.
 *
 * @param source address of the repository
 * @param repository folder of it in the cache
 * @param revision branch, tag or commit that was asked for
 * @param commit that it stands for
 * @param files that are wanted
 */
public record HubDownload(String source, Path repository, String revision, String commit, List<HubFile> files) {
    private static final String HOME = "https://huggingface.co";
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int BUFFER = 1 << 20;
    private static final int SHA256_DIGITS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Copies the list. */
    public HubDownload {
        files = List.copyOf(files);
    }

    /**
     * A file.
     *
     * @param path inside the repository
     * @param hash SHA-256 of a large file, git's SHA-1 of a small one
     * @param present whether it is in the cache already
     */
    public record HubFile(String path, long bytes, String hash, boolean present) {}

    /**
     * Asks what there is; HF_ENDPOINT may name another server.
     *
     * @param name {@code owner/name}, {@code owner/name@revision} or {@code owner/name/file}
     * @param variant of the weights
     * @throws MotionScopeException if it is no such name, nobody answers, or there is nothing of this name
     */
    public static HubDownload plan(Path name, Optional<String> variant) {
        String server = System.getenv("HF_ENDPOINT");
        return plan(server == null || server.isBlank() ? HOME : server, HubCache.here(), name, variant);
    }

    static HubDownload plan(String server, HubCache cache, Path name, Optional<String> variant) {
        HubName wanted = HubName.of(name);
        String source = server + "/" + wanted.owner() + "/" + wanted.name();
        HubListing listing = HubListing.of(answer(
                URI.create(server + "/api/models/" + wanted.owner() + "/" + wanted.name() + "/revision/"
                        + wanted.revision() + "?blobs=true"),
                source));
        List<HubListing.Item> chosen =
                wanted.inside().isEmpty() ? listing.needed(variant) : listing.named(wanted.inside());
        if (chosen.isEmpty()) {
            throw new MotionScopeException("Nothing of '" + name + "' is at " + source + ": it has "
                    + listing.files().size() + " files, none of which is meant. Name one of them: owner/name/file.");
        }
        Path repository = cache.root().resolve("models--" + wanted.owner() + "--" + wanted.name());
        Path snapshot = repository.resolve("snapshots").resolve(listing.commit());
        List<HubFile> files = chosen.stream()
                .map(item -> new HubFile(
                        item.path(), item.bytes(), item.hash(), Files.exists(snapshot.resolve(item.path()))))
                .toList();
        return new HubDownload(source, repository, wanted.revision(), listing.commit(), files);
    }

    /** Bytes that are not in the cache. */
    public long missingBytes() {
        return files.stream()
                .filter(file -> !file.present())
                .mapToLong(HubFile::bytes)
                .sum();
    }

    /**
     * Downloads what is missing.
     *
     * @param progress told of each file that is begun
     * @return the folder with the files
     * @throws MotionScopeException if the connection breaks (run it again to go on), a file is not what was announced, or
     *     the disk is too small
     */
    public Path run(Consumer<HubFile> progress) {
        Path snapshot = repository.resolve("snapshots").resolve(commit);
        try {
            Files.createDirectories(repository.resolve("blobs"));
            Files.createDirectories(snapshot);
            long free = Files.getFileStore(repository).getUsableSpace();
            if (free < missingBytes()) {
                throw new MotionScopeException("The download needs " + missingBytes() + " bytes in '" + repository
                        + "', where " + free + " are free; make room, or set HF_HOME.");
            }
            for (HubFile file : files) {
                if (!file.present()) {
                    progress.accept(file);
                    fetch(file);
                    link(file, snapshot);
                }
            }
            Path reference = repository.resolve("refs").resolve(revision);
            if (!revision.equals(commit)) {
                Files.createDirectories(reference.getParent());
                Saving.bytes(reference, commit.getBytes(StandardCharsets.US_ASCII));
            }
            return snapshot;
        } catch (IOException e) {
            throw new MotionScopeException(
                    "The download to '" + repository + "' failed: " + Saving.reason(e) + ". Run it again to go on.", e);
        }
    }

    private Path blob(HubFile file) {
        return repository.resolve("blobs").resolve(file.hash());
    }

    /** Goes on with what an earlier run has of it. */
    private void fetch(HubFile file) throws IOException {
        if (Files.exists(blob(file))) {
            return;
        }
        Path part = blob(file).resolveSibling(file.hash() + ".incomplete");
        long begun = Files.exists(part) ? Files.size(part) : 0;
        if (begun > file.bytes()) {
            Files.delete(part);
            begun = 0;
        }
        if (begun < file.bytes() || !Files.exists(part)) {
            receive(file, part, begun);
        }
        if (Files.size(part) != file.bytes() || !hash(file, part).equals(file.hash())) {
            boolean whole = Files.size(part) >= file.bytes();
            if (whole) {
                Files.delete(part);
            }
            throw new MotionScopeException("File '" + file.path() + "' from " + source
                    + (whole ? " is not what its hash says; what came was deleted." : " ended early.")
                    + " Run it again.");
        }
        Files.move(part, blob(file));
    }

    private void receive(HubFile file, Path part, long begun) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(source + "/resolve/" + commit + "/" + file.path()));
        if (begun > 0) {
            request.header("Range", "bytes=" + begun + "-");
        }
        HttpResponse<InputStream> response = send(request, source);
        boolean goesOn = response.statusCode() == PARTIAL && begun > 0;
        try (InputStream in = response.body();
                OutputStream out =
                        goesOn ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part)) {
            long most = file.bytes() - (goesOn ? begun : 0);
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0 && most >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                most -= n; // a server that never ends does not fill the disk
            }
        }
    }

    /** As git counts small files, and as large ones are stored. */
    private static String hash(HubFile file, Path part) throws IOException {
        try {
            boolean large = file.hash().length() == SHA256_DIGITS;
            MessageDigest digest = MessageDigest.getInstance(large ? "SHA-256" : "SHA-1");
            if (!large) {
                digest.update(("blob " + file.bytes() + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            try (InputStream in = Files.newInputStream(part)) {
                byte[] buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void link(HubFile file, Path snapshot) throws IOException {
        Path link = snapshot.resolve(file.path());
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        try {
            Files.createSymbolicLink(link, link.getParent().relativize(blob(file)));
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(blob(file), link); // file systems without links
        }
    }

    private static JsonFile answer(URI address, String source) {
        HttpResponse<InputStream> response = send(HttpRequest.newBuilder(address), source);
        try (InputStream in = response.body()) {
            Path file = Files.createTempFile("listing", ".json");
            try {
                Files.write(file, in.readNBytes(JsonFile.MAX_BYTES));
                return JsonFile.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw unreachable(source, e);
        }
    }

    private static HttpResponse<InputStream> send(HttpRequest.Builder request, String source) {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .build();
        try {
            HttpResponse<InputStream> response =
                    client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
                response.body().close();
                throw new MotionScopeException("The server answered " + response.statusCode() + " for " + source
                        + "; check the name. Models that need an account are to be downloaded with Hugging Face's"
                        + " own programs.");
            }
            return response;
        } catch (IOException e) {
            throw unreachable(source, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MotionScopeException("The download was interrupted; run it again to go on.", e);
        }
    }

    private static MotionScopeException unreachable(String source, IOException e) {
        return new MotionScopeException(
                "Nobody answers at " + source + " (" + Saving.reason(e) + "); check the connection.", e);
    }
}
