package motionscope.notebook.widget;

import java.util.List;
import java.util.Map;

/** Outputs as cells have them: any MIME type that the front end can show. */
public final class Output extends Widget {
    private String words = "";
    private String html;

    public Output() {
        super(WidgetKind.output());
        keep("outputs", List.of());
        keep("msg_id", "");
    }

    /**
     * Shows one output instead of what was there.
     *
     * @param data by MIME type, with text/plain
     */
    public void show(Map<String, Object> data) {
        words = String.valueOf(data.get("text/plain"));
        html = (String) data.get("text/html");
        set("outputs", List.of(Map.of("output_type", "display_data", "data", data, "metadata", Map.of())));
    }

    @Override
    String picture() {
        return html != null ? html : "<pre>" + Still.escape(words) + "</pre>";
    }
}
