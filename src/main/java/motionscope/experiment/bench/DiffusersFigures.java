package motionscope.experiment.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import motionscope.tensor.JsonFile;

/**
 * What {@code environment/bench/sd15_bench.py} printed on the same device.
 *
 * @param json the file
 */
public record DiffusersFigures(JsonFile json) {
    private static final String FORWARD = "forward";
    private static final String PRODUCT = "matrix product";
    /** Starts of {@link RandomBench}'s names, and the name of the same work there. */
    private static final Map<String, String> SAME = Map.of(
            "forward 2x", FORWARD,
            "clip, 25 steps", "clip",
            "forward to up1 and latent gradient", "gradient",
            "decoding", "decode");

    /**
     * Reads the file.
     *
     * @throws motionscope.MotionScopeException if it cannot be read or has other contents
     */
    public static DiffusersFigures read(Path file) {
        DiffusersFigures figures = new DiffusersFigures(JsonFile.read(file));
        SAME.values().forEach(work -> figures.of(work).number("median"));
        figures.json.string("description");
        figures.json.number("forward_operations");
        return figures;
    }

    private JsonFile of(String work) {
        return json.object("figures").object(work);
    }

    /** The report with theirs behind each figure that is known here, and the share of the matrix peak. */
    public BenchReport beside(BenchReport report) {
        List<Figure> figures = new ArrayList<>();
        String work = "";
        for (Figure figure : report.figures()) {
            figures.add(figure);
            if (figure.unit().equals("s")) {
                work = SAME.entrySet().stream()
                        .filter(same -> figure.name().startsWith(same.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("");
                if (!work.isEmpty()) {
                    compare(figure, of(work).number("median"), "s", figures);
                }
                if (work.equals(FORWARD)) {
                    share(figure, report, figures);
                }
            } else if (figure.unit().equals("GB") && !work.isEmpty() && of(work).has("gigabytes")) {
                compare(figure, of(work).number("gigabytes"), "GB", figures);
            }
        }
        return new BenchReport(report.machine(), report.model(), json.string("description"), figures);
    }

    private static void compare(Figure ours, double theirs, String unit, List<Figure> figures) {
        figures.add(Figure.of("  diffusers as recorded", unit, theirs));
        figures.add(new Figure(
                        "  ours / diffusers",
                        "ratio",
                        ours.median() / theirs,
                        ours.min() / theirs,
                        ours.max() / theirs,
                        ours.runs(),
                        "",
                        null)
                .atMost(1, "at most 1"));
    }

    /** Of the operations that the matrix products of this report did in a second. */
    private void share(Figure forward, BenchReport report, List<Figure> figures) {
        report.figures().stream()
                .filter(figure -> figure.name().startsWith(PRODUCT))
                .findFirst()
                .ifPresent(product -> {
                    double rate = json.number("forward_operations") / forward.median() / 1e12;
                    figures.add(Figure.of("  share of the matrix product's rate", "ratio", rate / product.median()));
                });
    }
}
