package motionscope.notebook.widget;

/** Code to be copied: a button puts it into the clipboard; where the page may not, it selects it. Hidden until there is some. */
public final class CodeBlock extends Widget {
    public CodeBlock() {
        super(WidgetKind.drawn());
        script("code-block.js");
        keep("code", "");
        visible(false);
    }

    /** Shows this code instead of what was there; none hides it. */
    public void code(String code) {
        set("code", code);
        visible(!code.isEmpty());
    }

    public String code() {
        return (String) get("code");
    }

    @Override
    String picture() {
        return "<pre>" + Still.escape(code()) + "</pre>";
    }
}
