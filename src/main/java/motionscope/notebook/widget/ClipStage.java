package motionscope.notebook.widget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import motionscope.video.ClipWriter;

/**
 * Clips side by side, looping in step because they are one video, each with its caption below and arrows over it. A new
 * video takes the place of the old one only when it can play, so nothing flickers.
 */
public final class ClipStage extends Widget {
    private Film film; // null before the first

    /**
     * One of the clips.
     *
     * @param caption below it
     * @param arrows over it
     */
    public record Shown(Clip clip, String caption, List<Arrow> arrows) {}

    /**
     * An arrow over a clip, in shares of the picture, (0, 0) the upper left corner.
     *
     * @param measured solid; else hollow, for what was asked
     * @param words what it stands for
     */
    public record Arrow(double fromX, double fromY, double toX, double toY, boolean measured, String words) {
        private Map<String, Object> plain() {
            return Map.of("from", List.of(fromX, fromY), "to", List.of(toX, toY), "measured", measured, "words", words);
        }
    }

    public ClipStage() {
        super(WidgetKind.drawn());
        script("clip-stage.js");
        keep("video", new byte[0]);
        keep("clips", List.of());
        keep("size", List.of(0, 0));
    }

    /**
     * Clips made ready, to be shown at once, later or often: a small video and what stands over and below it.
     *
     * @param mp4 the clips side by side
     * @param width of the video in pixels
     * @param height of the video in pixels
     * @param words all captions
     * @param places of the clips, as the page reads them
     */
    public record Film(byte[] mp4, int width, int height, String words, List<Map<String, Object>> places) {
        /** @throws MotionScopeException if there are no clips, or their frame rates differ */
        public static Film of(List<Shown> clips) {
            if (clips.isEmpty()) {
                throw new MotionScopeException("There is no clip to show; the list is empty.");
            }
            Clip together = Clip.beside(clips.stream().map(Shown::clip).toList());
            int broadest = clips.stream().mapToInt(s -> s.clip().width()).max().orElseThrow();
            int scale = Enlarging.factor(broadest, together.height());
            return new Film(
                    ClipWriter.mp4(together, scale),
                    together.width() * scale,
                    together.height() * scale,
                    String.join("; ", clips.stream().map(Shown::caption).toList()),
                    placed(clips, together));
        }
    }

    /**
     * Shows these clips instead of what was there.
     *
     * @throws MotionScopeException if there are none, or their frame rates differ
     */
    public void show(List<Shown> clips) {
        show(Film.of(clips));
    }

    /** Shows clips that were made ready. */
    public synchronized void show(Film made) {
        film = made;
        set(Map.of("clips", made.places(), "size", List.of(made.width(), made.height()), "video", made.mp4()));
    }

    /** Where each clip lies in the video, in shares of it: those between which the gaps are equal. */
    private static List<Map<String, Object>> placed(List<Shown> clips, Clip together) {
        double widths = clips.stream().mapToInt(s -> s.clip().width()).sum();
        double gap = clips.size() == 1 ? 0 : (together.width() - widths) / (clips.size() - 1);
        double left = 0;
        List<Map<String, Object>> places = new ArrayList<>();
        for (Shown one : clips) {
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("left", left / together.width());
            place.put("width", one.clip().width() / (double) together.width());
            place.put("height", one.clip().height() / (double) together.height());
            place.put("caption", one.caption());
            place.put("arrows", one.arrows().stream().map(Arrow::plain).toList());
            places.add(place);
            left += one.clip().width() + gap;
        }
        return places;
    }

    @Override
    String picture() {
        return film == null
                ? ""
                : Still.video(film.mp4(), film.words(), film.width()) + "<div>" + Still.escape(film.words()) + "</div>";
    }
}
