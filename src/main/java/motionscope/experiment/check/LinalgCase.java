package motionscope.experiment.check;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import motionscope.motion.Pca;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;

/** The mathematics around a model: PCA, resizing, sampling at points, content correlation removal, cosine heatmaps. */
final class LinalgCase implements CheckCase {
    private static final Set<String> PARTS = Set.of("pca", "resize", "sample", "heatmap", "moft");

    @Override
    public String kind() {
        return "linalg";
    }

    @Override
    public boolean computesNetworks() {
        return false;
    }

    @Override
    public boolean accepts(Path folder) {
        return Golden.hasTensor(folder, name -> PARTS.contains(first(name)));
    }

    private static String first(String name) {
        return name.split("\\.", 2)[0];
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        Tolerance tolerance = Golden.tolerance(folder);
        try (SafeTensors io = SafeTensors.open(folder.resolve(Golden.IO));
                Scope scope = new Scope()) {
            Comparison rows = new Comparison(io, "");
            io.names().stream().filter(name -> name.startsWith("in.")).forEach(name -> rows.input(name, ""));
            if (has(io, "pca")) {
                comparePca(io, rows, tolerance);
            }
            if (has(io, "resize") || has(io, "sample")) {
                new ResamplingRows(io, rows, tolerance).compare();
            }
            if (has(io, "moft") || has(io, "heatmap")) {
                new HeatmapRows(io, rows, tolerance).compare();
            }
            return rows.finish();
        }
    }

    private static boolean has(SafeTensors io, String part) {
        return io.names().stream().anyMatch(name -> first(name).equals(part));
    }

    private static void comparePca(SafeTensors io, Comparison rows, Tolerance tolerance) {
        int channels = Math.toIntExact(io.entry("in.matrix").shape().get(1));
        int k = Math.toIntExact(io.entry("pca.components").shape().get(0));
        Pca pca = Pca.of(matrix(io.doubles("in.matrix"), channels), k);
        rows.compareFlat("pca.mean", pca.mean(), tolerance);
        rows.compareFlat("pca.components", flat(pca.components()), tolerance);
        rows.compareFlat("pca.variances", pca.variances(), tolerance);
        rows.compareFlat("pca.scores", flat(pca.scores()), tolerance);
    }

    private static double[][] matrix(double[] values, int columns) {
        double[][] rows = new double[values.length / columns][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
        return rows;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
