package motionscope.notebook.panel;

import java.util.ArrayList;
import java.util.List;
import motionscope.control.PaintedMask;
import motionscope.notebook.widget.Drawing;

/** What the library knows, as a drawing over a frame. */
final class Drawings {
    private Drawings() {}

    static Drawing of(PaintedMask mask) {
        List<Integer> runs = new ArrayList<>();
        boolean inside = false;
        int length = 0;
        for (boolean cell : mask.cells()) {
            if (cell != inside) {
                runs.add(length);
                inside = cell;
                length = 0;
            }
            length++;
        }
        runs.add(length);
        return new Drawing(Drawing.Kind.MASK, List.of(), mask.width(), mask.height(), runs);
    }
}
