package motionscope.plot;

import java.util.ArrayList;
import java.util.List;

/** Gives panels of a grid that show the same quantity the same range, and its name only once. */
final class Sharing {
    private final List<Figure.Cell> cells;
    private final int columns;

    private Sharing(List<Figure.Cell> cells, int columns) {
        this.cells = cells;
        this.columns = columns;
    }

    static List<Figure.Cell> share(List<Figure.Cell> cells, int columns) {
        var sharing = new Sharing(cells, columns);
        var shared = new ArrayList<Figure.Cell>();
        for (int i = 0; i < cells.size(); i++) {
            Panel panel = cells.get(i).panel();
            if (panel instanceof AxesPanel axes) {
                panel = sharing.axes(i, axes);
            } else if (panel instanceof CellsPanel table) {
                panel = sharing.table(i, table);
            }
            shared.add(new Figure.Cell(cells.get(i).title(), panel));
        }
        return shared;
    }

    private AxesPanel axes(int i, AxesPanel panel) {
        Axis x = panel.x();
        Axis y = panel.y();
        Axis right = panel.right();
        for (var other : cells) {
            if (other.panel() instanceof AxesPanel p) {
                x = p.x().matches(x) ? x.with(p.x()) : x;
                y = p.y().matches(y) ? y.with(p.y()) : y;
                right = right != null && p.right() != null && p.right().matches(right) ? right.with(p.right()) : right;
            }
        }
        boolean sameLeft = leftOf(i) instanceof AxesPanel left && sameSides(left, panel);
        boolean sameRight = right != null && rightOf(i) instanceof AxesPanel next && sameSides(panel, next);
        boolean sameBelow = below(i) instanceof AxesPanel under && under.x().matches(panel.x());
        return panel.axes(x, y, right).texts(!sameBelow, !sameLeft, !sameRight);
    }

    /** Between these two panels nothing needs to be written: they have the same axes at both sides. */
    private static boolean sameSides(AxesPanel left, AxesPanel right) {
        boolean sameRight =
                left.right() == null || right.right() != null && right.right().matches(left.right());
        return sameRight && left.y().matches(right.y());
    }

    private CellsPanel table(int i, CellsPanel panel) {
        boolean sameLeft = leftOf(i) instanceof CellsPanel left && left.sameRows(panel);
        boolean sameRight =
                rightOf(i) instanceof CellsPanel right && right.bar().equals(panel.bar());
        boolean sameBelow = below(i) instanceof CellsPanel under && under.sameColumns(panel);
        return panel.texts(!sameLeft, !sameBelow, !sameRight);
    }

    private Panel leftOf(int i) {
        return i % columns > 0 ? cells.get(i - 1).panel() : null;
    }

    private Panel rightOf(int i) {
        return (i + 1) % columns > 0 && i + 1 < cells.size() ? cells.get(i + 1).panel() : null;
    }

    private Panel below(int i) {
        return i + columns < cells.size() ? cells.get(i + columns).panel() : null;
    }
}
