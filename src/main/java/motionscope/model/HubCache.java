package motionscope.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Hugging Face's programs have downloaded on this machine: {@code models--OWNER--NAME/snapshots/COMMIT/} holds the
 * files of a model. Nothing is downloaded here; {@link HubDownload} puts files there.
 *
 * @param root the folder of the cache
 */
record HubCache(Path root) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,95}");
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,95}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern FOLDER = Pattern.compile("models--(" + NAME.pattern() + ")--(" + NAME.pattern() + ")");
    private static final int MAX_REFERENCE = 200;

    /** The cache that Hugging Face's programs use with these environment variables. */
    static HubCache of(Map<String, String> environment) {
        for (String direct : List.of("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")) {
            if (isSet(environment, direct)) {
                return new HubCache(Path.of(environment.get(direct)));
            }
        }
        if (isSet(environment, "HF_HOME")) {
            return new HubCache(Path.of(environment.get("HF_HOME"), "hub"));
        }
        Path caches = isSet(environment, "XDG_CACHE_HOME")
                ? Path.of(environment.get("XDG_CACHE_HOME"))
                : Path.of(System.getProperty("user.home"), ".cache");
        return new HubCache(caches.resolve("huggingface").resolve("hub"));
    }

    private static boolean isSet(Map<String, String> environment, String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    /** The cache of this process. */
    static HubCache here() {
        return of(System.getenv());
    }

    /**
     * A path as it is, if something is there; else what it names in the cache: {@code owner/name} for a folder, {@code
     * owner/name/file} for something in it, {@code owner/name@revision} for another version than the main one. The path
     * itself where the cache does not have it.
     */
    Path locate(Path path) {
        if (Files.exists(path) || path.isAbsolute() || path.getNameCount() < 2) {
            return path;
        }
        String[] named = path.getName(1).toString().split("@", 2);
        String owner = path.getName(0).toString();
        if (!NAME.matcher(owner).matches() || !NAME.matcher(named[0]).matches()) {
            return path;
        }
        Optional<Path> snapshot =
                snapshot(root.resolve("models--" + owner + "--" + named[0]), named.length == 2 ? named[1] : "main");
        if (snapshot.isEmpty() || path.getNameCount() == 2) {
            return snapshot.orElse(path);
        }
        Path inside =
                snapshot.get().resolve(path.subpath(2, path.getNameCount())).normalize();
        return inside.startsWith(snapshot.get()) && Files.exists(inside) ? inside : path;
    }

    /** The files of a revision: a branch, a tag or a commit; the only ones there are where no branch is noted. */
    private static Optional<Path> snapshot(Path repository, String revision) {
        Path snapshots = repository.resolve("snapshots");
        if (!REVISION.matcher(revision).matches() || !Files.isDirectory(snapshots)) {
            return Optional.empty();
        }
        Optional<String> commit = COMMIT.matcher(revision).matches()
                ? Optional.of(revision)
                : reference(repository.resolve("refs").resolve(revision));
        if (commit.isPresent()) {
            return Optional.of(snapshots.resolve(commit.get())).filter(Files::isDirectory);
        }
        List<Path> all = folders(snapshots);
        return revision.equals("main") && all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static Optional<String> reference(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_REFERENCE) {
                return Optional.empty();
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
            return COMMIT.matcher(text).matches() ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The models in the cache: {@code owner/name} and the folder of the main version. */
    Map<String, Path> models() {
        Map<String, Path> models = new TreeMap<>();
        for (Path repository : folders(root)) {
            Matcher folder = FOLDER.matcher(repository.getFileName().toString());
            if (folder.matches()) {
                snapshot(repository, "main")
                        .ifPresent(snapshot -> models.put(folder.group(1) + "/" + folder.group(2), snapshot));
            }
        }
        return models;
    }

    private static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The name of a file or folder: of a version in a cache {@code owner/name}. */
    static String nameOf(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        int count = absolute.getNameCount();
        if (count >= 3 && absolute.getName(count - 2).toString().equals("snapshots")) {
            Matcher folder = FOLDER.matcher(absolute.getName(count - 3).toString());
            if (folder.matches()) {
                return folder.group(1) + "/" + folder.group(2);
            }
        }
        return absolute.getFileName() == null
                ? absolute.toString()
                : absolute.getFileName().toString();
    }
}
