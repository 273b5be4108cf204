package motionscope.plot;

import java.awt.geom.Rectangle2D;
import java.util.List;

/** What stands between the axes of a panel. */
interface Content {
    /** The box between the axes, and where values lie in it. */
    record Frame(Rectangle2D box, Axis xAxis, Axis yAxis, Axis rightAxis) {
        double x(double value) {
            return box.getX() + xAxis.share(value) * box.getWidth();
        }

        double y(double value) {
            return box.getMaxY() - yAxis.share(value) * box.getHeight();
        }

        double right(double value) {
            return box.getMaxY() - rightAxis.share(value) * box.getHeight();
        }
    }

    void paint(Pen pen, Frame frame);

    List<Key> keys();

    Numbers numbers();
}
