package motionscope.plot;

import java.util.ArrayList;
import java.util.List;

/** Gives panels of a grid that show the same quantity the same range, and its name only once. */
final class Sharing {
    private Sharing() {}

    static List<Figure.Cell> share(List<Figure.Cell> cells, int columns) {
        var shared = new ArrayList<Figure.Cell>();
        for (int i = 0; i < cells.size(); i++) {
            if (!(cells.get(i).panel() instanceof AxesPanel panel)) {
                shared.add(cells.get(i));
                continue;
            }
            Axis x = panel.x();
            Axis y = panel.y();
            for (var other : cells) {
                if (other.panel() instanceof AxesPanel p) {
                    x = p.x().matches(x) ? x.with(p.x()) : x;
                    y = p.y().matches(y) ? y.with(p.y()) : y;
                }
            }
            boolean sameLeft = i % columns > 0
                    && cells.get(i - 1).panel() instanceof AxesPanel left
                    && left.right() == null
                    && left.y().matches(y);
            boolean sameBelow = i + columns < cells.size()
                    && cells.get(i + columns).panel() instanceof AxesPanel below
                    && below.x().matches(x);
            shared.add(new Figure.Cell(cells.get(i).title(), panel.axes(x, y, !sameBelow, !sameLeft)));
        }
        return shared;
    }
}
