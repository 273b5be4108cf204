package motionscope.plot;

import java.util.List;

/**
 * A scatter that knows where its points stand, for a page in which one points at them.
 *
 * @param figure the scatter, as {@link Figures#scatter(double[][], List, String, String)} makes it
 * @param places of the points, (n, 2), in points of the figure from its upper left corner
 */
public record PlacedScatter(Figure figure, double[][] places) {
    /**
     * @param points (n, 2)
     * @param labels the direction (or any other label) of each point
     * @throws motionscope.MotionScopeException if there are no points, other numbers of labels, or values not finite
     */
    public static PlacedScatter of(double[][] points, List<?> labels, String xLabel, String yLabel) {
        Figure figure = Figures.scatter(points, labels, xLabel, yLabel);
        AxesPanel panel = (AxesPanel) figure.parts().cells().get(0).panel();
        double[] corner = new Layout(figure.parts()).firstPanel();
        double[][] places = new double[points.length][];
        for (int n = 0; n < places.length; n++) {
            double[] inside = panel.place(points[n][0], points[n][1]);
            places[n] = new double[] {corner[0] + inside[0], corner[1] + inside[1]};
        }
        return new PlacedScatter(figure, places);
    }
}
