package motionscope.plot;

import java.util.List;
import java.util.Map;

/** Points of a scatter, coloured and marked by label. */
record Points(double[][] at, List<String> labels, String xName, String yName) implements Content {
    private static final double SIZE = 11;

    @Override
    public void paint(Pen pen, Frame frame) {
        Map<String, Style> styles = Style.of(labels);
        for (int i = 0; i < at.length; i++) {
            Style style = styles.get(labels.get(i));
            var shape = style.marker().at(frame.x(at[i][0]), frame.y(at[i][1]), SIZE);
            pen.fill(shape, Pen.alpha(style.colour(), 0.85));
            pen.draw(shape, pen.look().paper(), 0.7); // keeps neighbours apart
        }
    }

    @Override
    public List<Key> keys() {
        return Style.of(labels).entrySet().stream()
                .map(e -> Key.of(e.getKey(), e.getValue()))
                .toList();
    }

    @Override
    public Numbers numbers() {
        var numbers = new Numbers();
        for (int i = 0; i < at.length; i++) {
            numbers.row("label", labels.get(i), xName, at[i][0], yName, at[i][1]);
        }
        return numbers;
    }
}
