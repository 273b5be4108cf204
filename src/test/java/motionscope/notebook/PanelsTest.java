package motionscope.notebook;

import static motionscope.notebook.Show.show;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motionscope.notebook.widget.FakeComms;
import motionscope.notebook.widget.Html;
import motionscope.notebook.widget.Panel;
import motionscope.notebook.widget.Session;
import motionscope.notebook.widget.Slider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PanelsTest {
    private final FakeComms page = new FakeComms();
    private final Session session = new Session(page);

    /** A notebook with a page. */
    private final class LivePort extends FakePort {
        @Override
        public Optional<Session> session() {
            return Optional.of(session);
        }
    }

    @AfterEach
    void forget() {
        Ports.use(null);
    }

    @Test
    void inAPageAPanelIsAlive() {
        FakePort port = new LivePort();
        Ports.use(port);
        Panel panel = new Panel("Studio", new Html("words"));
        show(panel);
        assertEquals(session.size(), page.size());
        assertEquals(
                Map.of("version_major", 2, "version_minor", 0, "model_id", panel.modelId()),
                port.last().data().get("application/vnd.jupyter.widget-view+json"));
        assertEquals("Panel 'Studio'", port.last().text());
        panel.close();
        assertEquals(0, page.size());
    }

    @Test
    void aWidgetAloneGetsAPanel() {
        Ports.use(new LivePort());
        show(new Slider("weight", 0, 30, 1));
        assertTrue(session.size() > 1);
    }

    @Test
    void withoutAPageItIsAStillPicture() {
        FakePort port = new FakePort();
        Ports.use(port);
        Panel panel = new Panel("Studio", new Slider("weight", 0, 30, 1).value(4));
        boolean[] freed = new boolean[1];
        panel.onClose(() -> freed[0] = true);
        show(panel);
        assertEquals(Set.of("text/plain", "text/html"), port.last().data().keySet());
        String html = (String) port.last().data().get("text/html");
        assertTrue(html.contains("Studio") && html.contains("4.0"), html);
        assertFalse(html.contains("<script"));
        assertTrue(freed[0], "a still picture needs nothing any more");
    }
}
