package motionscope.notebook.widget;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * One of several.
 *
 * @param <T> of the options
 */
public final class Choice<T> extends Control<Integer> {
    private List<T> options;
    private final Function<? super T, String> words;

    private Choice(String kind, String label, List<T> options, Function<? super T, String> words) {
        super(WidgetKind.control(kind), label, "index", 0);
        this.words = words;
        this.options = List.copyOf(options);
        keep("_options_labels", labels());
    }

    /** A list that unfolds. */
    public static <T> Choice<T> dropdown(String label, List<T> options, Function<? super T, String> words) {
        return new Choice<>("Dropdown", label, options, words);
    }

    /** Buttons of which one is pressed. */
    public static <T> Choice<T> buttons(String label, List<T> options, Function<? super T, String> words) {
        return new Choice<>("ToggleButtons", label, options, words);
    }

    private List<String> labels() {
        return options.stream().<String>map(words).toList();
    }

    /** The chosen option. */
    public synchronized T chosen() {
        return options.get(value());
    }

    /** Calls back with the option that a person has chosen ({@link #onChange}). */
    public void onChoice(Consumer<? super T> callback) {
        onChange(index -> callback.accept(chosen()));
    }

    public synchronized List<T> options() {
        return options;
    }

    /** @throws MotionScopeException if it is no option */
    public synchronized Choice<T> choose(T option) {
        int index = options.indexOf(option);
        if (index < 0) {
            throw wrong(option, "one of " + labels());
        }
        value(index);
        return this;
    }

    /** Other options; the one chosen so far stays so if it is among them, else the first is. */
    public synchronized void options(List<T> others) {
        int index = Math.max(0, others.indexOf(chosen()));
        options = List.copyOf(others);
        keep("index", -1); // the page forgets its choice with the old options
        set(Map.of("_options_labels", labels()));
        set("index", index);
    }

    @Override
    Integer checked(Integer index) {
        if (index < 0 || index >= options.size()) {
            throw wrong(
                    "option " + index,
                    IntStream.range(0, options.size()).boxed().toList() + "");
        }
        return index;
    }

    @Override
    Integer read(JsonElement json) {
        return json.getAsInt();
    }

    @Override
    Object write(Integer value) {
        return value;
    }

    @Override
    String picture() {
        return Still.control(label(), words.apply(chosen()));
    }
}
