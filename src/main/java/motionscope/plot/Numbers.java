package motionscope.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The numbers behind a panel, a row for each thing drawn. Panels with different columns can stand in one table. */
final class Numbers {
    private final List<Map<String, Object>> rows = new ArrayList<>();

    /** @param cells column name, value, column name, value, ...; a value is a number or a text */
    Numbers row(Object... cells) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put((String) cells[i], cells[i + 1]);
        }
        rows.add(row);
        return this;
    }

    /** Adds the rows of a panel, each marked with the panel's name. */
    void addPanel(String panel, Numbers other) {
        for (var row : other.rows) {
            var marked = new LinkedHashMap<String, Object>();
            marked.put("panel", panel);
            marked.putAll(row);
            rows.add(marked);
        }
    }

    Table table(String name) {
        var columns = new LinkedHashSet<String>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        Table table = Table.create(name);
        for (String column : columns) {
            var values = rows.stream().map(row -> row.get(column)).toList();
            if (values.stream().allMatch(v -> v == null || v instanceof Number)) {
                table.addColumns(DoubleColumn.create(column, values.toArray(new Number[0])));
            } else {
                var texts = values.stream().map(v -> v == null ? "" : v.toString());
                table.addColumns(StringColumn.create(column, texts));
            }
        }
        return table;
    }
}
