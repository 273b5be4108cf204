package motionscope.notebook;

import java.util.Map;
import java.util.Optional;
import motionscope.notebook.widget.Panel;
import motionscope.notebook.widget.Session;

/** Panels as outputs of a cell: alive where a page is there, else as a still picture. */
final class Panels {
    private static final String VIEW = "application/vnd.jupyter.widget-view+json";

    private Panels() {}

    static void show(Panel panel) {
        Port port = Port.current();
        Optional<Session> session = port.session();
        if (session.isPresent()) {
            panel.open(session.get());
            port.display(words(panel).with(VIEW, view(panel)), null);
        } else if (port.rich()) {
            try (panel) {
                port.display(words(panel).with(Bundle.HTML, panel.stillPicture()), null);
            }
        } else {
            panel.close();
            port.display(Bundle.text(words(panel).text() + " (see it in a notebook)"), null);
        }
    }

    private static Bundle words(Panel panel) {
        return Bundle.text("Panel" + (panel.title().isEmpty() ? "" : " '" + panel.title() + "'"));
    }

    private static Map<String, Object> view(Panel panel) {
        return Map.of("version_major", 2, "version_minor", 0, "model_id", panel.modelId());
    }
}
