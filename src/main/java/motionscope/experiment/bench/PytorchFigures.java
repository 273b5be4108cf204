package motionscope.experiment.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import motionscope.tensor.JsonFile;

/**
 * What {@code environment/bench/pytorch_bench.py} printed earlier, on a machine that one hopes was as busy as now.
 *
 * @param json the file
 */
public record PytorchFigures(JsonFile json) {
    /** Starts of our figures' names, and the name of the same work there. */
    private static final Map<String, String> SAME = Map.of(
            "forward 1x", "forward",
            "forward to up1 and latent gradient", "gradient",
            "clip, 25 steps", "clip");

    /**
     * Reads the file.
     *
     * @throws motionscope.MotionScopeException if it cannot be read or has other contents
     */
    public static PytorchFigures read(Path file) {
        PytorchFigures figures = new PytorchFigures(JsonFile.read(file));
        SAME.values().forEach(figures::median);
        figures.json.string("description");
        return figures;
    }

    private double median(String work) {
        return json.object("figures").object(work).number("median");
    }

    /** The report with a ratio behind each figure that is known here. */
    public BenchReport beside(BenchReport report) {
        List<Figure> figures = new ArrayList<>();
        for (Figure figure : report.figures()) {
            figures.add(figure);
            for (Map.Entry<String, String> same : SAME.entrySet()) {
                if (figure.name().startsWith(same.getKey()) && figure.unit().equals("s")) {
                    double theirs = median(same.getValue());
                    figures.add(new Figure(
                                    "  ours / PyTorch as recorded",
                                    "ratio",
                                    figure.median() / theirs,
                                    figure.min() / theirs,
                                    figure.max() / theirs,
                                    figure.runs(),
                                    "",
                                    null)
                            .atMost(1, "at most 1"));
                }
            }
        }
        return new BenchReport(report.machine(), report.model(), json.string("description"), figures);
    }
}
