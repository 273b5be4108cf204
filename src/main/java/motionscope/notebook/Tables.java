package motionscope.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import motionscope.notebook.widget.Still;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tables as HTML and as text: numbers to the right with as many digits as their column needs. */
final class Tables {
    static final int MOST_ROWS = 60;

    private static final String CELL = "padding:4px 12px;border:0;";
    private static final String HEAD = CELL + "border-bottom:1px solid currentColor;font-weight:600;";

    private Tables() {}

    static Bundle bundle(Table table) {
        return Bundle.text(text(table)).with(Bundle.HTML, html(table));
    }

    private static List<List<String>> cells(Table table) {
        int rows = Math.min(table.rowCount(), MOST_ROWS);
        var columns = new ArrayList<List<String>>();
        for (Column<?> column : table.columns()) {
            int decimals = decimals(column);
            columns.add(IntStream.range(0, rows)
                    .mapToObj(row -> cell(column, row, decimals))
                    .toList());
        }
        return columns;
    }

    private static String cell(Column<?> column, int row, int decimals) {
        if (column.isMissing(row)) {
            return "";
        }
        return column instanceof NumericColumn<?> numbers
                ? number(numbers.getDouble(row), decimals)
                : column.getString(row);
    }

    /** Whole numbers without decimals; others with three significant digits of the column's largest value. */
    static int decimals(Column<?> column) {
        if (!(column instanceof NumericColumn<?> numbers)) {
            return 0;
        }
        double[] values = numbers.asDoubleArray();
        double largest = 0;
        boolean whole = true;
        for (double v : values) {
            if (Double.isFinite(v)) {
                largest = Math.max(largest, Math.abs(v));
                whole &= v == Math.rint(v) && Math.abs(v) < 1e9;
            }
        }
        if (whole) {
            return 0;
        }
        int digits = (int) Math.floor(Math.log10(largest));
        return digits < -3 || digits > 8 ? -1 : Math.max(1, digits < 0 ? 3 - digits - 1 : digits == 0 ? 3 : 3 - digits);
    }

    private static String number(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : value > 0 ? "\u221e" : "\u2212\u221e";
        }
        String text = decimals < 0
                ? String.format(Locale.ROOT, "%.2e", value)
                : String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.replaceFirst("^-(0\\.?0*)$", "$1");
    }

    private static String note(Table table) {
        int hidden = table.rowCount() - MOST_ROWS;
        return hidden > 0 ? "... and %,d more rows (%,d in all)".formatted(hidden, table.rowCount()) : "";
    }

    static String html(Table table) {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
        html.append("<thead><tr>");
        table.columns()
                .forEach(c -> html.append(
                        "<th scope=\"col\" style=\"%s%s\">%s</th>".formatted(HEAD, align(c), Still.escape(c.name()))));
        html.append("</tr></thead><tbody>");
        var cells = cells(table);
        for (int row = 0; row < Math.min(table.rowCount(), MOST_ROWS); row++) {
            html.append("<tr>");
            for (int c = 0; c < cells.size(); c++) {
                html.append("<td style=\"%s%s\">%s</td>"
                        .formatted(
                                CELL,
                                align(table.column(c)),
                                Still.escape(cells.get(c).get(row))));
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        String note = note(table);
        return note.isEmpty() ? html.toString() : html + "<p>" + note + "</p>";
    }

    private static String align(Column<?> column) {
        return column instanceof NumericColumn<?> ? "text-align:right" : "text-align:left";
    }

    static String text(Table table) {
        var lines = new ArrayList<StringBuilder>();
        int rows = Math.min(table.rowCount(), MOST_ROWS);
        for (int i = 0; i <= rows; i++) {
            lines.add(new StringBuilder());
        }
        var cells = cells(table);
        for (int c = 0; c < cells.size(); c++) {
            Column<?> column = table.column(c);
            var texts = new ArrayList<String>(List.of(column.name()));
            texts.addAll(cells.get(c));
            int width = texts.stream().mapToInt(String::length).max().orElse(0);
            boolean right = column instanceof NumericColumn<?>;
            for (int i = 0; i <= rows; i++) {
                String pad = " ".repeat(width - texts.get(i).length());
                lines.get(i).append(c > 0 ? "  " : "").append(right ? pad + texts.get(i) : texts.get(i) + pad);
            }
        }
        String text = lines.stream().map(l -> l.toString().stripTrailing()).collect(Collectors.joining("\n"));
        String note = note(table);
        return note.isEmpty() ? text : text + "\n" + note;
    }
}
