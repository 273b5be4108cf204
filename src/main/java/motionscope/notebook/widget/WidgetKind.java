package motionscope.notebook.widget;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which model and view in the page a widget has.
 *
 * @param module JavaScript module
 * @param version of the module, as semantic versioning ranges
 */
record WidgetKind(String module, String version, String model, String view) {
    /** Of ipywidgets 8: {@code Button} stands for ButtonModel and ButtonView. */
    static WidgetKind control(String name) {
        return control(name, name);
    }

    /** One whose view is that of another model. */
    static WidgetKind control(String model, String view) {
        return new WidgetKind("@jupyter-widgets/controls", "2.0.0", model + "Model", view + "View");
    }

    static WidgetKind output() {
        return new WidgetKind("@jupyter-widgets/output", "1.0.0", "OutputModel", "OutputView");
    }

    /** Any version: only the trait names matter here, and they have stayed the same. */
    static WidgetKind drawn() {
        return new WidgetKind("anywidget", "*", "AnyModel", "AnyView");
    }

    Map<String, Object> traits() {
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put("_model_module", module);
        traits.put("_model_module_version", version);
        traits.put("_model_name", model);
        traits.put("_view_module", module);
        traits.put("_view_module_version", version);
        traits.put("_view_name", view);
        return traits;
    }
}
