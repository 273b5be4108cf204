package motionscope.notebook.widget;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pages of which one is shown. */
public final class Tabs extends Widget {
    private final List<String> titles;

    /** @param pages by title, in the order of the map */
    public Tabs(Map<String, ? extends Widget> pages) {
        super(WidgetKind.control("Tab"));
        titles = List.copyOf(pages.keySet());
        keep("children", new ArrayList<>(pages.values()));
        keep("titles", titles);
        keep("selected_index", 0);
    }

    /** A still picture shows all pages. */
    @Override
    String picture() {
        var html = new StringBuilder();
        List<Widget> pages = children();
        for (int i = 0; i < pages.size(); i++) {
            html.append("<div style=\"margin-top:6px\"><b>")
                    .append(Still.escape(titles.get(i)))
                    .append("</b>")
                    .append(pages.get(i).picture())
                    .append("</div>");
        }
        return html.toString();
    }
}
