package motionscope.notebook.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import motionscope.notebook.widget.Choice;

/**
 * One entry of a list.
 *
 * @param value null for what the motion's own control has
 */
record Option<T>(String words, T value) {
    /** A list whose first entry leaves the choice to the motion's own control. */
    static <T> Choice<Option<T>> own(String label, List<T> values, Function<T, String> words) {
        List<Option<T>> options = new ArrayList<>();
        options.add(new Option<>("the motion's own", null));
        values.forEach(value -> options.add(new Option<>(words.apply(value), value)));
        return Choice.dropdown(label, options, Option::words);
    }

    /** Chooses a value; one that is not in the list is added to it. */
    static <T> void choose(Choice<Option<T>> choice, T value, Function<T, String> words) {
        for (Option<T> option : choice.options()) {
            if (java.util.Objects.equals(option.value(), value)) {
                choice.choose(option);
                return;
            }
        }
        List<Option<T>> more = new ArrayList<>(choice.options());
        Option<T> added = new Option<>(words.apply(value), value);
        more.add(added);
        choice.options(more);
        choice.choose(added);
    }
}
