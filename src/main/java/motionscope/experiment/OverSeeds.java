package motionscope.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motionscope.motion.Interval;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Rows of single seeds as one row for all of them: the mean of each score and its 95 % confidence interval. */
final class OverSeeds {
    private OverSeeds() {}

    /** Which rows belong together: those that agree in these columns, in the order in which they first appear. */
    static Map<List<Object>, List<Row>> groups(Table rows, List<String> keys) {
        Map<List<Object>, List<Row>> groups = new LinkedHashMap<>();
        for (int i = 0; i < rows.rowCount(); i++) {
            int at = i;
            List<Object> key =
                    keys.stream().<Object>map(k -> rows.column(k).get(at)).toList();
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(rows.row(i));
        }
        return groups;
    }

    /** The interval of a score over rows; a score is a share, so the interval ends at 0 and 1. */
    static Interval interval(List<Row> rows, String score) {
        Interval interval =
                Interval.of(rows.stream().mapToDouble(r -> r.getDouble(score)).toArray());
        return new Interval(interval.mean(), Math.max(0, interval.low()), Math.min(1, interval.high()));
    }

    /**
     * One row for each group.
     *
     * @param keys what a row of the result is about
     * @param scores numbers of 0..1; each becomes three columns, "score", "score, low" and "score, high"; of
     *     one seed the ends are missing
     */
    static Table summary(Table rows, List<String> keys, List<String> scores) {
        Table table =
                rows.emptyCopy().selectColumns(keys.toArray(String[]::new)).setName(rows.name());
        for (String score : scores) {
            table.addColumns(
                    DoubleColumn.create(score),
                    DoubleColumn.create(score + ", low"),
                    DoubleColumn.create(score + ", high"));
        }
        table.addColumns(IntColumn.create("seeds"));
        groups(rows, keys).forEach((key, group) -> {
            for (int k = 0; k < keys.size(); k++) {
                table.column(keys.get(k)).appendObj(key.get(k));
            }
            for (String score : scores) {
                Interval interval = interval(group, score);
                table.doubleColumn(score).append(interval.mean());
                boolean several = group.size() > 1; // one seed says nothing about the spread
                table.doubleColumn(score + ", low").append(several ? interval.low() : null);
                table.doubleColumn(score + ", high").append(several ? interval.high() : null);
            }
            table.intColumn("seeds").append(group.size());
        });
        return table;
    }
}
