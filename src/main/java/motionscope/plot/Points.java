package motionscope.plot;

import java.util.List;
import java.util.stream.IntStream;

/** Points of a scatter, coloured and marked by label. */
record Points(double[][] at, List<String> labels, String xName, String yName) implements Plot.Content {
    @Override
    public void paint(Plot plot) {
        var chart = plot.chart();
        Style.of(labels).forEach((label, style) -> plot.points(chart, own(label, 0), own(label, 1), style));
        plot.pen().chart(chart::paint, plot.box());
    }

    /** One coordinate of the points with a label. */
    private double[] own(String label, int coordinate) {
        return IntStream.range(0, at.length)
                .filter(i -> labels.get(i).equals(label))
                .mapToDouble(i -> at[i][coordinate])
                .toArray();
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
