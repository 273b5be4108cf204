package motionscope.notebook.widget;

/** HTML in the page. */
public final class Html extends Widget {
    public Html(String html) {
        super(WidgetKind.control("HTML"));
        keep("value", html);
    }

    public void html(String html) {
        set("value", html);
    }

    public String html() {
        return (String) get("value");
    }

    /** Plain text, made safe. */
    public void text(String text) {
        html(Still.escape(text));
    }

    @Override
    String picture() {
        return html().startsWith("<style>") ? "" : "<div>" + html() + "</div>";
    }
}
