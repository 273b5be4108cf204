package motionscope.experiment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.Saving;
import motionscope.tensor.JsonFile;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * The numbers of a long study on disk: rows as CSV and, beside them as JSON, how they were made; so that a lesson opens in
 * seconds.
 *
 * @param csv the file of the rows; {@code layers.csv} has {@code layers.csv.json} beside it
 */
record StudyFile(Path csv) {
    boolean exists() {
        return Files.exists(csv);
    }

    private Path json() {
        Path name = csv.toAbsolutePath().normalize();
        return name.resolveSibling(name.getFileName() + ".json");
    }

    /** Writes both files, each whole or not at all. */
    void save(Table rows, StudyOrigin origin) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        rows.write().csv(text);
        Saving.bytes(csv, text.toByteArray());
        Saving.bytes(json(), origin.toJson().getBytes(StandardCharsets.UTF_8));
    }

    /** How the numbers were made. */
    StudyOrigin origin() {
        return StudyOrigin.of(JsonFile.read(json()));
    }

    /**
     * Reads the rows.
     *
     * @param like an empty table with the columns that there must be
     * @throws MotionScopeException if the file cannot be read, or has other columns or values
     */
    Table rows(Table like) {
        ColumnType[] types = like.columns().stream().map(c -> c.type()).toArray(ColumnType[]::new);
        try (Reader reader = Files.newBufferedReader(csv)) {
            Table rows = Table.read()
                    .usingOptions(CsvReadOptions.builder(reader)
                            .tableName(like.name())
                            .columnTypes(types)
                            .build());
            List<String> names = like.columnNames();
            if (!rows.columnNames().equals(names)) {
                throw damaged("it has the columns " + rows.columnNames() + " instead of " + names, null);
            }
            for (int c = 0; c < rows.columnCount(); c++) {
                if (rows.column(c).countMissing() > 0) {
                    throw damaged("a value of '" + names.get(c) + "' is missing", null);
                }
            }
            return rows;
        } catch (IOException e) {
            throw new MotionScopeException(
                    "The study " + csv + " cannot be read: " + Saving.reason(e) + "; check the name, or compute it.",
                    e);
        } catch (MotionScopeException e) {
            throw e;
        } catch (RuntimeException e) { // Tablesaw has many exceptions of its own for bad text
            throw damaged("its text does not fit the columns " + like.columnNames(), e);
        }
    }

    private MotionScopeException damaged(String what, Exception cause) {
        return new MotionScopeException(
                "The study " + csv + " is damaged: " + what + "; remove it and compute it again.", cause);
    }
}
