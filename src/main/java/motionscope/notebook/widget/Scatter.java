package motionscope.notebook.widget;

import com.google.gson.JsonElement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import motionscope.plot.PlacedScatter;

/**
 * A scatter whose points each belong to an item, such as a clip. Its value is the item that the person points at, by pointer or
 * arrow keys, or {@link #NOTHING}; a preview of that item can be shown beside its point.
 */
public final class Scatter extends Control<Integer> {
    /** The person points at no item. */
    public static final int NOTHING = -1;

    private static final byte[] NO_VIDEO = {};

    private PlacedScatter shown; // null before the first
    private int items;

    public Scatter(String label) {
        super(WidgetKind.drawn(), label, "item", NOTHING);
        script("scatter.js");
        keep("label", label);
        keep("svg", "");
        keep("size", List.of(0, 0));
        keep("places", List.of());
        keep("items", List.of());
        forget();
    }

    private void forget() {
        keep("preview", NO_VIDEO);
        keep("preview_of", Map.of("item", NOTHING, "words", ""));
    }

    /**
     * Shows points instead of those that were there.
     *
     * @param itemOfEach which item each point belongs to, from 0
     */
    public synchronized void show(PlacedScatter scatter, int[] itemOfEach) {
        if (itemOfEach.length != scatter.places().length) {
            throw wrong(
                    itemOfEach.length + " items for " + scatter.places().length + " points", "an item for each point");
        }
        shown = scatter;
        items = Arrays.stream(itemOfEach).max().orElse(NOTHING) + 1;
        set(Map.of(
                "svg",
                scatter.figure().pageSvg(),
                "size",
                List.of(scatter.figure().width(), scatter.figure().height()),
                "places",
                Arrays.stream(scatter.places())
                        .map(place -> List.of(tenths(place[0]), tenths(place[1])))
                        .toList(),
                "items",
                Arrays.stream(itemOfEach).boxed().toList()));
    }

    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }

    /**
     * The preview of an item; the page keeps those that it was given.
     *
     * @param words below it
     */
    public void preview(int item, byte[] mp4, String words) {
        set(Map.of("preview", mp4, "preview_of", Map.of("item", item, "words", words)));
    }

    @Override
    public Scatter value(Integer value) {
        super.value(value);
        return this;
    }

    @Override
    Integer checked(Integer value) {
        if (value < NOTHING || value >= items) {
            throw wrong("item " + value, "items 0.." + (items - 1));
        }
        return value;
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
        return shown == null ? "" : "<div>" + shown.figure().pageSvg() + "</div>";
    }
}
