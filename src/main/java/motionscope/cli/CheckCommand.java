package motionscope.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import motionscope.Saving;
import motionscope.experiment.check.Check;
import motionscope.experiment.check.CheckReport;
import motionscope.experiment.check.CheckSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares this implementation with reference tensors. */
@Command(
        name = "check",
        description = "Compare this implementation with the reference tensors in folders: a row for each tensor.",
        footer = {
            "",
            "DIR is a model folder with example.safetensors, or a golden case with meta.json.",
            "Example: motionscope check data/mini-model src/test/resources/golden/*"
        })
final class CheckCommand implements Callable<Integer> {
    private static final int PAST_TOLERANCE = 1;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders with reference tensors.")
    private List<Path> folders;

    @Option(
            names = "--only",
            paramLabel = "FAMILY",
            split = ",",
            description = "Families of schedulers to compare, such as ddim,euler; other cases are compared whole.")
    private Set<String> only = new LinkedHashSet<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the rows here.")
    private Path json;

    @Mixin
    private PlacementOptions where;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Check.requireFamilies(folders, only);
        CheckSettings settings = new CheckSettings(where.placement(), only);
        PrintWriter out = spec.commandLine().getOut();
        List<CheckReport> reports = new ArrayList<>();
        for (Path folder : folders) {
            CheckReport report = Check.run(folder, settings);
            reports.add(report);
            CheckTable.print(report, out);
        }
        if (json != null) {
            Saving.bytes(json, Json.of(reports).getBytes(StandardCharsets.UTF_8));
        }
        long compared = reports.stream().mapToLong(CheckReport::compared).sum();
        long failed = reports.stream().mapToLong(CheckReport::failed).sum();
        out.println(compared + " tensors compared, " + failed + " failed");
        return failed == 0 ? 0 : PAST_TOLERANCE;
    }
}
