package motionscope.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import motionscope.video.ClipWriter;

/** Clips as looping videos inside the page. */
final class Videos {
    /** A row no wider than a notebook's column, in pixels of the screen. */
    private static final int MOST_WIDTH = 1024;

    private static final int MOST_IN_A_ROW = 6;

    /** White between clips, in pixels of the screen. */
    private static final int GAP = 8;

    private Videos() {}

    static Bundle bundle(List<Clip> clips, List<String> captions) {
        check(clips, captions);
        var html = new StringBuilder();
        int rows = (clips.size() + MOST_IN_A_ROW - 1) / MOST_IN_A_ROW;
        int columns = (clips.size() + rows - 1) / rows;
        for (int from = 0; from < clips.size(); from += columns) {
            int to = Math.min(from + columns, clips.size());
            html.append(row(clips.subList(from, to), captions.isEmpty() ? captions : captions.subList(from, to)));
        }
        return Bundle.text(words(clips, captions)).with(Bundle.HTML, html.toString());
    }

    /** What is to be seen, in one line. */
    static String words(List<Clip> clips, List<String> captions) {
        check(clips, captions);
        return IntStream.range(0, clips.size())
                .mapToObj(i -> captions.isEmpty() || captions.get(i).isEmpty()
                        ? clips.get(i).toString()
                        : clips.get(i) + ": " + captions.get(i))
                .collect(Collectors.joining("; "));
    }

    private static void check(List<Clip> clips, List<String> captions) {
        if (clips.isEmpty()) {
            throw new MotionScopeException("There is no clip to show; the list is empty.");
        }
        if (!captions.isEmpty() && captions.size() != clips.size()) {
            throw new MotionScopeException("%d captions for %d clips; give one for each clip, or none."
                    .formatted(captions.size(), clips.size()));
        }
    }

    private static String row(List<Clip> clips, List<String> captions) {
        int widest = clips.stream().mapToInt(Clip::width).sum();
        int highest = clips.stream().mapToInt(Clip::height).max().orElseThrow();
        int broadest = clips.stream().mapToInt(Clip::width).max().orElseThrow();
        int room = Math.max(1, (MOST_WIDTH - GAP * (clips.size() - 1)) / widest);
        int scale = Math.min(Rendering.scale(broadest, highest), room);
        var together = beside(clips, Math.max(1, GAP / scale));
        String video = Base64.getEncoder().encodeToString(ClipWriter.mp4(together, scale));
        String html = "<video controls loop autoplay muted playsinline aria-label=\"%s\" style=\"max-width:100%%;"
                + "display:block\" width=\"%d\" src=\"data:video/mp4;base64,%s\"></video>";
        return html.formatted(Bundle.escape(words(clips, captions)), together.width() * scale, video)
                + below(clips, captions, scale, together.width() * scale);
    }

    /** The clips in one, with white between them. */
    private static Clip beside(List<Clip> clips, int gap) {
        if (clips.size() == 1) {
            return clips.get(0);
        }
        float[] white = new float[3 * gap];
        Arrays.fill(white, 1);
        var parts = new ArrayList<Clip>();
        for (Clip clip : clips) {
            if (!parts.isEmpty()) {
                parts.add(Clip.of(white, 1, 1, gap, clip.frameRate()));
            }
            parts.add(clip);
        }
        return Clip.beside(parts);
    }

    /** Captions stand below their clips: each cell is as wide as its clip and half the gaps beside it. */
    private static String below(List<Clip> clips, List<String> captions, int scale, int width) {
        if (captions.stream().allMatch(String::isEmpty)) {
            return "";
        }
        var html = new StringBuilder(
                "<div style=\"display:flex;gap:%dpx;width:%dpx;max-width:100%%\">".formatted(GAP, width));
        for (int i = 0; i < clips.size(); i++) {
            html.append("<div style=\"flex:%d 1 0;font-size:90%%;padding:2px 0 8px\">%s</div>"
                    .formatted(clips.get(i).width(), Bundle.escape(captions.get(i))));
        }
        return html.append("</div>").toString();
    }
}
