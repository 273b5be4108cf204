package motionscope.notebook.widget;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which panels a cell has shown: when it runs again, or is deleted, they are closed, so nothing piles up. */
final class CellPanels {
    private record Shown(String execution, List<Panel> panels) {}

    private final Map<String, Shown> byCell = new HashMap<>();

    synchronized void shown(Panel panel, Comms.Cell cell) {
        cell.deleted().forEach(id -> closeAll(byCell.remove(id)));
        if (cell.id() == null) {
            return; // a front end that does not name its cells; the person closes them
        }
        Shown before = byCell.get(cell.id());
        if (before == null || !before.execution().equals(cell.execution())) {
            closeAll(before);
            before = new Shown(cell.execution(), new ArrayList<>());
            byCell.put(cell.id(), before);
        }
        before.panels().add(panel);
    }

    private static void closeAll(Shown shown) {
        if (shown != null) {
            shown.panels().forEach(Panel::close);
        }
    }
}
