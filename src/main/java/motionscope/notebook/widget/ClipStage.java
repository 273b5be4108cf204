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
    private byte[] mp4 = new byte[0];
    private int width;
    private List<Shown> shown = List.of();

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
        keep("video", mp4);
        keep("clips", List.of());
        keep("size", List.of(0, 0));
    }

    /**
     * Shows these clips instead of what was there.
     *
     * @throws MotionScopeException if there are none, or their frame rates differ
     */
    public void show(List<Shown> clips) {
        if (clips.isEmpty()) {
            throw new MotionScopeException("There is no clip to show; the list is empty.");
        }
        Clip together = Clip.beside(clips.stream().map(Shown::clip).toList());
        int broadest = clips.stream().mapToInt(s -> s.clip().width()).max().orElseThrow();
        int scale = Enlarging.factor(broadest, together.height());
        mp4 = ClipWriter.mp4(together, scale);
        width = together.width() * scale;
        shown = List.copyOf(clips);
        set(Map.of("clips", places(together), "size", List.of(width, together.height() * scale), "video", mp4));
    }

    /** Where each clip lies in the video, in shares of it: those between which the gaps are equal. */
    private List<Map<String, Object>> places(Clip together) {
        double widths = shown.stream().mapToInt(s -> s.clip().width()).sum();
        double gap = shown.size() == 1 ? 0 : (together.width() - widths) / (shown.size() - 1);
        double left = 0;
        List<Map<String, Object>> places = new ArrayList<>();
        for (Shown one : shown) {
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
        if (shown.isEmpty()) {
            return "";
        }
        String words = String.join("; ", shown.stream().map(Shown::caption).toList());
        return Still.video(mp4, words, width) + "<div>" + Still.escape(words) + "</div>";
    }
}
