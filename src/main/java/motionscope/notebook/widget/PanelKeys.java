package motionscope.notebook.widget;

/** Keys pressed on a panel's controls are theirs: the page would take an arrow on a list, or a letter, for a command of its own. */
final class PanelKeys extends Widget {
    PanelKeys() {
        super(WidgetKind.drawn());
        script("panel-keys.js");
        visible(false);
    }

    @Override
    String picture() {
        return "";
    }
}
