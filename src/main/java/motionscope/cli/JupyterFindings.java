package motionscope.cli;

import com.google.gson.JsonElement;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

/** Notebooks: kernels in Jupyter's folders, the private Python environment, and what browser tests need. */
final class JupyterFindings {
    private static final String KERNELS = "kernels";
    private static final String KERNEL_FILE = "kernel.json";

    private JupyterFindings() {}

    static List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        all.add(privatePython());
        all.add(kernel("motionscope", "Run ./motionscope kernel install to have it in your own Jupyter"));
        all.add(kernel("java", "Not needed: it comes with JJava or IJava"));
        all.add(program("browser", List.of("chromium", "chromium-browser", "google-chrome")));
        all.add(program("node", List.of("node", "nodejs")));
        return all;
    }

    private static Path environment() {
        return Installation.root().orElse(Path.of("")).resolve("environment");
    }

    private static Finding privatePython() {
        try (Stream<Path> inside = Files.walk(environment(), 3)) {
            Optional<Path> python = inside.filter(path -> path.endsWith(Path.of("bin", "python")))
                    .findFirst();
            return python.map(path -> Finding.ok("Python", path.toString()))
                    .orElseGet(() -> Finding.warn(
                            "Python",
                            "no private environment under " + environment(),
                            "./motionscope notebooks makes it on first use"));
        } catch (java.io.IOException | java.io.UncheckedIOException e) {
            return Finding.warn("Python", environment() + " cannot be listed", "Run the program from a checkout");
        }
    }

    private static Finding kernel(String name, String advice) {
        for (Path folder : dataFolders()) {
            Path spec = folder.resolve(KERNELS).resolve(name).resolve(KERNEL_FILE);
            if (Files.isRegularFile(spec)) {
                return installed(name, spec);
            }
        }
        return Finding.warn("kernel " + name, "not in Jupyter's folders", advice);
    }

    /** Whether the first program of the kernel's command is there. */
    private static Finding installed(String name, Path spec) {
        try {
            JsonElement argv = JsonFile.read(spec).tree().get("argv");
            String program = argv.getAsJsonArray().get(0).getAsString();
            boolean there = program.contains("/")
                    ? Files.isExecutable(Path.of(program))
                    : find(program).isPresent();
            return there
                    ? Finding.ok("kernel " + name, spec.getParent().toString())
                    : Finding.warn(
                            "kernel " + name, spec + " starts " + program + ", which is not there", "Install it again");
        } catch (MotionScopeException | IllegalStateException | NullPointerException | IndexOutOfBoundsException e) {
            return Finding.warn("kernel " + name, spec + " cannot be read", "Install it again");
        }
    }

    /** Where Jupyter looks for kernels: JUPYTER_PATH, the user's folder, the private environment, the system's. */
    private static Set<Path> dataFolders() {
        Set<Path> folders = new LinkedHashSet<>();
        addAll(folders, System.getenv("JUPYTER_PATH"));
        String data = System.getenv("JUPYTER_DATA_DIR");
        if (data != null && !data.isBlank()) {
            folders.add(Path.of(data));
        }
        String home = System.getProperty("user.home");
        String shared = System.getenv("XDG_DATA_HOME");
        folders.add(
                shared == null || shared.isBlank()
                        ? Path.of(home, ".local", "share", "jupyter")
                        : Path.of(shared, "jupyter"));
        String active = System.getenv("VIRTUAL_ENV");
        if (active != null && !active.isBlank()) {
            folders.add(Path.of(active, "share", "jupyter"));
        }
        folders.add(environment().resolve("venv").resolve("share").resolve("jupyter"));
        folders.add(Path.of("/usr/local/share/jupyter"));
        folders.add(Path.of("/usr/share/jupyter"));
        return folders;
    }

    private static void addAll(Set<Path> folders, String list) {
        if (list != null) {
            Stream.of(list.split(File.pathSeparator))
                    .filter(each -> !each.isBlank())
                    .map(Path::of)
                    .forEach(folders::add);
        }
    }

    private static Finding program(String what, List<String> names) {
        return names.stream()
                .map(JupyterFindings::find)
                .flatMap(Optional::stream)
                .findFirst()
                .map(path -> Finding.ok(what, path.toString()))
                .orElseGet(() -> Finding.warn(
                        what,
                        "none of " + String.join(", ", names) + " is installed",
                        "Only the browser test needs it"));
    }

    private static Optional<Path> find(String program) {
        String path = System.getenv("PATH");
        return path == null
                ? Optional.empty()
                : Stream.of(path.split(File.pathSeparator))
                        .filter(each -> !each.isBlank())
                        .map(each -> Path.of(each, program))
                        .filter(Files::isExecutable)
                        .findFirst();
    }
}
