package motionscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.model.HubDownload;
import motionscope.model.Inspection;
import motionscope.model.Inspector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what folders and files of weights are. */
@Command(
        name = "models",
        description = "Show what folders and files of weights are, and what they need beside them.",
        footer = {
            "",
            "PATH is a model folder, a part of one, a folder of such, a file (.safetensors, .ckpt, .bin, .pt), or a name in Hugging",
            "Face's cache such as owner/name. Without one: the models that are found on this machine.",
            "Files are read as data: nothing in them is run, and no weight is loaded.",
            "Example: motionscope models data/mini-model mm_sd_v15_v2.ckpt",
            "         motionscope models --download guoyww/animatediff/mm_sd_v15_v2.ckpt"
        })
final class ModelsCommand implements Callable<Integer> {
    private static final int UNREADABLE = 1;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Folders and files of weights.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--download",
            description = {
                "Download what a video model needs of the named models from Hugging Face into its cache; says first what,",
                "how large and from where. What was begun is gone on with. Without this option nothing is downloaded."
            })
    private boolean download;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            description = "Which weights to download, such as fp16 (default: the plain ones).")
    private String variant;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int unreadable = 0;
        if (download) {
            downloadAll(out);
        }
        for (Path path : paths.isEmpty() ? found() : paths) {
            for (Path each : Inspector.inside(path)) {
                unreadable += print(each, out);
            }
        }
        return unreadable == 0 ? 0 : UNREADABLE;
    }

    private void downloadAll(PrintWriter out) {
        if (paths.isEmpty()) {
            throw new MotionScopeException("--download needs the name of a model: owner/name or owner/name/file.");
        }
        for (Path path : paths) {
            HubDownload wanted = HubDownload.plan(path, Optional.ofNullable(variant));
            out.println(shown("from " + wanted.source() + " to " + wanted.repository() + ":"));
            for (HubDownload.HubFile file : wanted.files()) {
                out.println(
                        shown("  " + file.path() + "  " + size(file.bytes()) + (file.present() ? ", is there" : "")));
            }
            out.println("  to download: " + size(wanted.missingBytes()));
            out.flush();
            wanted.run(file -> {
                out.println(shown("downloading " + file.path() + " ..."));
                out.flush();
            });
        }
    }

    /** The models that the doctor finds, and those in Hugging Face's cache. */
    private static List<Path> found() {
        List<Path> all = new ArrayList<>(ModelFindings.folders());
        Inspector.cached().keySet().forEach(name -> all.add(Path.of(name)));
        return all;
    }

    /** 1 if it cannot be read. */
    private static int print(Path path, PrintWriter out) {
        try {
            Inspection found = Inspector.of(path);
            out.println(shown(path + ": " + found.what()));
            for (Inspection.Part part : found.parts()) {
                out.println(shown(line(part)));
            }
            found.needs().forEach(need -> out.println(shown("  needs " + need)));
            if (found.needs().isEmpty()) {
                out.println("  complete");
            }
            return 0;
        } catch (MotionScopeException e) {
            out.println(shown(path + ": " + e.getMessage()));
            return 1;
        } finally {
            out.println();
        }
    }

    private static String line(Inspection.Part part) {
        String types = part.dtypes().stream()
                .map(Enum::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("+"));
        return String.format(
                        Locale.ROOT,
                        "  %-13s %-24s %9s parameters  %9s  %s",
                        part.name(),
                        part.kind(),
                        count(part.parameters()),
                        size(part.bytes()),
                        types)
                .stripTrailing();
    }

    private static String count(long parameters) {
        return parameters >= 1_000_000
                ? String.format(Locale.ROOT, "%.1f M", parameters / 1e6)
                : Long.toString(parameters);
    }

    private static String size(long bytes) {
        return bytes >= 1L << 20
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20))
                : bytes / 1024 + " KiB";
    }

    /** Names in files may hold anything. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}|\\R", "?");
    }
}
