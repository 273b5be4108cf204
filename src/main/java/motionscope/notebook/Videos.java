package motionscope.notebook;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.notebook.widget.Enlarging;
import motionscope.notebook.widget.Still;
import motionscope.video.Clip;
import motionscope.video.ClipWriter;

/** Clips as looping videos inside the page. */
final class Videos {
    /** A row no wider than a notebook's column, in pixels of the screen. */
    private static final int MOST_WIDTH = 1024;

    private static final int MOST_IN_A_ROW = 6;

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
        int highest = clips.stream().mapToInt(Clip::height).max().orElseThrow();
        int broadest = clips.stream().mapToInt(Clip::width).max().orElseThrow();
        Clip together = Clip.beside(clips);
        int scale = Math.min(Enlarging.factor(broadest, highest), Math.max(1, MOST_WIDTH / together.width()));
        return Still.video(ClipWriter.mp4(together, scale), words(clips, captions), together.width() * scale)
                + below(clips, captions, scale, together.width());
    }

    /** Captions stand below their clips, with the same gaps. */
    private static String below(List<Clip> clips, List<String> captions, int scale, int width) {
        if (captions.stream().allMatch(String::isEmpty)) {
            return "";
        }
        int gaps = width - clips.stream().mapToInt(Clip::width).sum();
        int gap = clips.size() == 1 ? 0 : scale * gaps / (clips.size() - 1);
        var html = new StringBuilder(
                "<div style=\"display:flex;gap:%dpx;width:%dpx;max-width:100%%\">".formatted(gap, scale * width));
        for (int i = 0; i < clips.size(); i++) {
            html.append("<div style=\"flex:%d 1 0;font-size:90%%;padding:2px 0 8px\">%s</div>"
                    .formatted(clips.get(i).width(), Still.escape(captions.get(i))));
        }
        return html.append("</div>").toString();
    }
}
