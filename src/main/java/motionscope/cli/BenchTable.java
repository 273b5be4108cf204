package motionscope.cli;

import java.io.PrintWriter;
import java.util.Locale;
import motionscope.experiment.bench.BenchReport;
import motionscope.experiment.bench.Figure;
import motionscope.experiment.bench.Machine;

/** Figures of a benchmark as text. */
final class BenchTable {
    private static final String LINE = "%-42s %10s %10s %10s %5s  %-8s %s%n";

    private BenchTable() {}

    static void print(BenchReport report, PrintWriter out) {
        Machine machine = report.machine();
        out.printf(
                Locale.ROOT,
                "%s, %d cores, %.1f GB, load average %.1f; Java %s, %s%n",
                machine.processor(),
                machine.cores(),
                machine.memoryBytes() / 1e9,
                machine.loadAverage(),
                machine.java(),
                machine.engine());
        out.printf(
                "%s on %s, %s, %d threads; motionscope %s%n",
                report.model(), machine.device(), machine.precision(), machine.threads(), machine.library());
        if (!report.reference().isEmpty()) {
            out.println("beside " + report.reference());
        }
        out.printf(LINE, "figure", "median", "least", "most", "runs", "unit", "target");
        for (Figure figure : report.figures()) {
            String verdict = figure.met() == null ? "" : ": " + (figure.met() ? "met" : "MISSED");
            out.printf(
                    LINE,
                    figure.name(),
                    number(figure.median()),
                    number(figure.min()),
                    number(figure.max()),
                    figure.runs(),
                    figure.unit(),
                    figure.target() + verdict);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.3f", value);
    }
}
