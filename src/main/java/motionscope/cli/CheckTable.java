package motionscope.cli;

import java.io.PrintWriter;
import java.util.Locale;
import motionscope.experiment.check.CheckReport;
import motionscope.experiment.check.Row;

/** The rows of a comparison as text. */
final class CheckTable {
    private CheckTable() {}

    static void print(CheckReport report, PrintWriter out) {
        out.println(report.folder() + ": " + report.kind() + ", computed on " + report.placement() + ", tolerance "
                + report.rule());
        int width = report.rows().stream()
                .mapToInt(row -> row.name().length())
                .max()
                .orElse(0);
        width = Math.max(width, "tensor".length());
        String heading = "  %-" + width + "s  %9s  %9s  %9s  %s%n";
        out.printf(heading, "tensor", "max abs", "relative", "tolerance", "");
        for (Row row : report.rows()) {
            String note = row.note().isEmpty() ? "" : ": " + row.note();
            out.printf(
                    heading,
                    row.name(),
                    number(row.maxError()),
                    number(row.relativeError()),
                    number(row.tolerance()),
                    word(row) + note);
        }
        out.printf("  %d compared, %d failed%n%n", report.compared(), report.failed());
        out.flush();
    }

    private static String word(Row row) {
        return switch (row.outcome()) {
            case OK -> "ok";
            case FAIL -> "FAIL";
            case INPUT -> "input";
        };
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2e", value);
    }
}
