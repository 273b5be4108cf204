package motionscope.plot;

import java.util.List;

/** One set of axes, table or strip of frames inside a figure. Sizes are in points. */
interface Panel {
    double width();

    double height();

    /** How far right of the panel's left edge its title begins. */
    default double titleInset() {
        return 0;
    }

    /** Draws the panel with its top left corner at (x, y). */
    void paint(Pen pen, double x, double y);

    /** The lines of the legend that this panel needs. */
    default List<Key> keys() {
        return List.of();
    }

    Numbers numbers();
}
