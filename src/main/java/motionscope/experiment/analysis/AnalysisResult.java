package motionscope.experiment.analysis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.Saving;
import motionscope.plot.Figure;
import tech.tablesaw.api.Table;

/**
 * A figure with its numbers and with what is needed to make it again.
 *
 * @param figure the picture with its caption
 * @param table the numbers behind it
 * @param sidecar settings, model and machine
 */
public record AnalysisResult(Figure figure, Table table, Sidecar sidecar) {
    /**
     * Writes picture, numbers and settings: {@code pca} becomes {@code pca.png}, {@code pca.svg}, {@code pca.csv} and
     * {@code pca.json}. The settings come last, so where they are, all is.
     *
     * @param name of the files; an ending of .png, .svg, .csv or .json is taken off
     * @return the four files
     * @throws MotionScopeException if they cannot be written
     */
    public List<Path> save(Path name) {
        Path base = base(name);
        Path folder = base.getParent();
        Path csv = folder.resolve(base.getFileName() + ".csv");
        Path json = folder.resolve(base.getFileName() + ".json");
        Path png = figure.save(folder.resolve(base.getFileName() + ".png"));
        Path svg = figure.save(folder.resolve(base.getFileName() + ".svg"));
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        table.write().csv(rows);
        Saving.bytes(csv, rows.toByteArray());
        Saving.bytes(json, sidecar.toJson(folder).getBytes(StandardCharsets.UTF_8));
        return List.of(png, svg, csv, json);
    }

    /** The name without its ending, checked before long work. */
    static Path base(Path name) {
        Path whole = name.toAbsolutePath().normalize();
        if (whole.getFileName() == null || Files.isDirectory(whole)) {
            throw new MotionScopeException("The figure cannot be saved as " + name
                    + ": that is a folder; give a name such as " + name.resolve("figure") + ".");
        }
        return whole.resolveSibling(whole.getFileName().toString().replaceFirst("\\.(png|svg|csv|json)$", ""));
    }
}
