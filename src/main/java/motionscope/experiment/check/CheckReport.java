package motionscope.experiment.check;

import java.util.List;

/**
 * What a comparison of one folder found.
 *
 * @param folder as it was given
 * @param kind what the folder is
 * @param placement where networks computed
 * @param rule which tolerance was used
 * @param rows one for each tensor
 */
public record CheckReport(String folder, String kind, String placement, String rule, List<Row> rows) {
    /** Tensors that were compared, or should have been. */
    public long compared() {
        return rows.stream().filter(row -> row.outcome() != Row.Outcome.INPUT).count();
    }

    /** Tensors past their tolerance, missing or unknown. */
    public long failed() {
        return rows.stream().filter(row -> !row.passes()).count();
    }
}
