package motionscope.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import motionscope.Saving;
import motionscope.experiment.Evaluation;
import motionscope.metric.EstimatorErrors;
import motionscope.video.Clip;
import motionscope.video.ClipFolder;
import motionscope.video.ClipReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Measures clips. */
@Command(
        name = "evaluate",
        description =
                "Measure the clips of a folder: motion, flicker, contrast, agreement with prompts and with what was asked.",
        footer = {
            "",
            "Prompts, and motions that were asked for, are read from the .json beside each clip, as generate",
            "writes it. The estimators are scored on drawn scenes first, where the truth is known; their errors",
            "are printed below what they measure.",
            "Exit code 1: a clip could not be measured in full; the column notes of the CSV says why.",
            "Example: motionscope evaluate data/clips --reference data/clips/stones-pan-right.gif --csv clips.csv"
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final int INCOMPLETE = 1;
    private static final List<String> NOT_PRINTED = List.of("frames", "size", "seen", Evaluation.NOTES);

    @Parameters(paramLabel = "DIR", description = "Folder with GIF, MP4, ... or folders of pictures.")
    private Path folder;

    @Option(names = "--reference", paramLabel = "FILE", description = "A clip whose motion the others should have.")
    private Path reference;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "All figures; the estimators' errors go beside it (default: evaluation.csv in DIR).")
    private Path csv;

    @Option(
            names = "--scenes",
            paramLabel = "N",
            defaultValue = "12",
            description = "Drawn scenes that the estimators are scored on (default: ${DEFAULT-VALUE}).")
    private int scenes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ClipFolder clips = ClipFolder.of(folder);
        Optional<Clip> wanted = Optional.ofNullable(reference).map(ClipReader::read);
        Table errors = Evaluation.errors(EstimatorErrors.measure(scenes, 0));
        Table table = Evaluation.of(clips, wanted);
        Path file = csv == null ? folder.resolve("evaluation.csv") : csv;
        Path errorsFile = beside(file);
        save(table, file);
        save(errors, errorsFile);
        PrintWriter out = spec.commandLine().getOut();
        boolean complete = print(table, out);
        out.println();
        out.println(errors.name() + " (" + scenes + " scenes)");
        rows(errors, out);
        out.println();
        out.println("written: " + file + " and " + errorsFile.getFileName());
        return complete ? 0 : INCOMPLETE;
    }

    private static Path beside(Path file) {
        String name = file.getFileName().toString();
        String stem = name.toLowerCase(Locale.ROOT).endsWith(".csv") ? name.substring(0, name.length() - 4) : name;
        return file.resolveSibling(stem + "-errors.csv");
    }

    private static void save(Table table, Path file) {
        StringWriter text = new StringWriter();
        table.write().csv(text);
        Saving.bytes(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A block for each clip: a row of twenty columns is wider than a terminal. False if something is missing. */
    private static boolean print(Table table, PrintWriter out) {
        boolean complete = true;
        for (int row = 0; row < table.rowCount(); row++) {
            out.println(table.stringColumn("clip").get(row) + shown(table, "size", row) + shown(table, "seen", row));
            for (Column<?> column : table.columns()) {
                boolean listed = !column.name().equals("clip") && !NOT_PRINTED.contains(column.name());
                if (listed && !column.isMissing(row)) {
                    out.printf("  %-32s %s%n", column.name(), cell(column, row));
                }
            }
            String notes = table.stringColumn(Evaluation.NOTES).get(row);
            if (!notes.isEmpty()) {
                out.println("  not measured: " + notes);
                complete = false;
            }
        }
        return complete;
    }

    private static String shown(Table table, String column, int row) {
        return table.column(column).isMissing(row)
                ? ""
                : ", " + table.column(column).getString(row);
    }

    private static void rows(Table table, PrintWriter out) {
        for (int row = 0; row < table.rowCount(); row++) {
            out.printf(
                    "  %-28s %-26s mean %s, 95 %% at most %s %s (%s)%n",
                    table.stringColumn(0).get(row),
                    table.stringColumn(1).get(row),
                    cell(table.column(3), row),
                    cell(table.column(4), row),
                    table.stringColumn(2).get(row),
                    table.column(5).getString(row));
        }
    }

    private static String cell(Column<?> column, int row) {
        return column instanceof DoubleColumn numbers
                ? String.format(Locale.ROOT, "%.3f", numbers.getDouble(row))
                : column.getString(row);
    }
}
