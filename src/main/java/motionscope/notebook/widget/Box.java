package motionscope.notebook.widget;

import java.util.List;
import java.util.stream.Collectors;

/** Widgets side by side, or one below the other. */
public final class Box extends Widget {
    private final boolean row;

    private Box(boolean row, List<Widget> content) {
        super(WidgetKind.control(row ? "HBox" : "VBox"));
        this.row = row;
        keep("children", content);
    }

    /** Side by side; on a narrow page they wrap. */
    public static Box row(Widget... content) {
        Box box = new Box(true, List.of(content));
        box.style("ms-row");
        return box;
    }

    /** One below the other. */
    public static Box column(Widget... content) {
        return new Box(false, List.of(content));
    }

    @Override
    String picture() {
        String way = row ? "row;flex-wrap:wrap;align-items:flex-start" : "column";
        return children().stream()
                .filter(Widget::visible)
                .map(Widget::picture)
                .collect(Collectors.joining(
                        "", "<div style=\"display:flex;gap:4px 16px;flex-direction:" + way + "\">", "</div>"));
    }
}
