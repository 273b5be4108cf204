package motionscope.notebook.widget;

import java.util.ArrayList;
import java.util.List;

/**
 * Widgets that belong together: one thread for their callbacks, one line for their errors, closed as one.
 *
 * <p>A cell shows it with {@code show(panel)}. When the cell runs again, the panel that it had shown before is closed.
 */
public final class Panel extends Widget implements AutoCloseable {
    private final String title;
    private final Html errors = new Html("");
    private final Callbacks callbacks;
    private final List<Runnable> closing = new ArrayList<>();
    private Runnable opening = () -> {};
    private Runnable still = () -> {};
    private Session session;
    private boolean closed;

    /** @param title above the widgets; empty for none */
    public Panel(String title, Widget... content) {
        super(WidgetKind.control("VBox"));
        this.title = title;
        callbacks = new Callbacks(title, this::error);
        errors.style("ms-error");
        errors.visible(false);
        List<Widget> all = new ArrayList<>();
        all.add(new Html("<style>" + Resources.text(Panel.class, "panel.css") + "</style>"));
        if (!title.isEmpty()) {
            all.add(new Html("<div class=\"ms-title\">" + Still.escape(title) + "</div>"));
        }
        all.addAll(List.of(content));
        all.add(new PanelKeys());
        all.add(errors);
        keep("children", all);
        style("ms-panel");
        belongTo(this);
    }

    public String title() {
        return title;
    }

    /** Shows a message in the error line; an empty one removes it. */
    public void error(String message) {
        errors.html(message.isEmpty() ? "" : "<span role=\"alert\">" + Still.escape(message) + "</span>");
        errors.visible(!message.isEmpty());
    }

    /** Runs when the panel is closed: frees what it holds. */
    public synchronized void onClose(Runnable work) {
        closing.add(work);
    }

    /** Runs when the panel is opened in a page, before the page has built it: begins work that takes its time. */
    public void onOpen(Runnable work) {
        opening = work;
    }

    /** Runs before a still picture is taken, where no page is there: does what a person would wait for. */
    public void beforePicture(Runnable work) {
        still = work;
    }

    /** Opens it in a page. */
    public synchronized void open(Session where) {
        session = where;
        opening.run();
        where.open(this);
    }

    /** The panel as HTML without life, after the work that a person would wait for. */
    public String stillPicture() {
        still.run();
        return picture();
    }

    /** What the page shows of this panel: its model. */
    public String modelId() {
        return id();
    }

    @Override
    String picture() {
        var html = new StringBuilder(
                "<div style=\"border:1px solid rgba(128,128,128,.4);border-radius:6px;padding:8px 12px;max-width:100%\">");
        children().stream().filter(Widget::visible).forEach(child -> html.append(child.picture()));
        return html.append("</div>").toString();
    }

    Callbacks callbacks() {
        return callbacks;
    }

    /** Removes it from the page, ends its thread and frees what it holds. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        callbacks.close();
        closing.forEach(Runnable::run);
        if (session != null) {
            session.close(this);
        }
    }
}
