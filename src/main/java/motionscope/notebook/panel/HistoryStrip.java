package motionscope.notebook.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import motionscope.experiment.studio.StudioHistory;
import motionscope.experiment.studio.StudioSettings;
import motionscope.notebook.widget.Box;
import motionscope.notebook.widget.Button;
import motionscope.notebook.widget.Picture;
import motionscope.notebook.widget.Widget;

/** Earlier clips, the newest first: a picture and a button that goes back to its settings. */
final class HistoryStrip {
    private static final int SIDE = 96; // pixels

    private record Place(Picture picture, Button button, Box box) {}

    private final List<Place> places = new ArrayList<>();
    private List<StudioHistory.Entry> entries = List.of();
    private final Box row;

    HistoryStrip(Consumer<StudioSettings> back) {
        for (int i = 0; i < StudioHistory.MOST; i++) {
            int index = i;
            Picture picture = new Picture();
            Button button = new Button("");
            button.onClick(() -> back.accept(entry(index).settings()));
            Box box = Box.column(picture, button);
            box.visible(false);
            places.add(new Place(picture, button, box));
        }
        row = Box.row(places.stream().map(Place::box).toArray(Widget[]::new));
        row.style("ms-history");
    }

    Widget page() {
        return row;
    }

    /** The button that goes back to an entry. */
    Button button(int index) {
        return places.get(index).button();
    }

    private synchronized StudioHistory.Entry entry(int index) {
        return entries.get(index);
    }

    synchronized void show(List<StudioHistory.Entry> now) {
        entries = now;
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (i < now.size()) {
                StudioSettings settings = now.get(i).settings();
                place.picture().png(now.get(i).thumbnail(), SIDE, words(settings));
                place.button().label(label(settings));
                place.button().tooltip(words(settings));
            }
            place.box().visible(i < now.size());
        }
    }

    private static String label(StudioSettings s) {
        return s.asked().words().replaceFirst("^(camera|shape) ", "").replaceFirst(" px/frame$", "")
                + (s.weight() == null ? "" : String.format(Locale.ROOT, ", %.3g", s.weight()));
    }

    private static String words(StudioSettings s) {
        return "Back to: " + s.words() + (s.weight() == null ? "" : ", weight " + s.weight()) + ", " + s.steps()
                + " steps";
    }
}
