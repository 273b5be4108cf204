package motionscope.video;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;

/**
 * Frames of clips in rows, a line of text above each row: what a clip looks like on paper.
 *
 * <pre>{@code
 * BufferedImage sheet = ContactSheet.of(clip, "a red circle, seed 7").columns(8).scale(2).image();
 * }</pre>
 */
public final class ContactSheet {
    private static final int GAP = 4;
    private static final int MARGIN = 10;
    private static final int FONT_SIZE = 16;
    private static final int LINE = 24;
    private static final int LARGEST = 16_384;

    private final List<Clip> clips;
    private final List<String> labels;
    private final int columns;
    private final int scale;

    private ContactSheet(List<Clip> clips, List<String> labels, int columns, int scale) {
        this.clips = clips;
        this.labels = labels;
        this.columns = columns;
        this.scale = scale;
    }

    /** A sheet of one clip, with a label above (its prompt and seed, for example). */
    public static ContactSheet of(Clip clip, String label) {
        return of(List.of(clip), List.of(label));
    }

    /**
     * A sheet of several clips, a row for each.
     *
     * @param labels one for each clip; an empty one takes no room
     * @throws MotionScopeException if there are no clips, or not one label for each
     */
    public static ContactSheet of(List<Clip> clips, List<String> labels) {
        if (clips.isEmpty() || clips.size() != labels.size()) {
            throw new MotionScopeException("A contact sheet has one label for each of its clips, but " + clips.size()
                    + " clips and " + labels.size() + " labels were given.");
        }
        return new ContactSheet(List.copyOf(clips), List.copyOf(labels), 8, 1);
    }

    /** So many frames of each clip, evenly spaced from the first to the last (8 if not set). */
    public ContactSheet columns(int count) {
        if (count < 1) {
            throw new MotionScopeException(
                    "A contact sheet has at least one column, but " + count + " were asked for.");
        }
        return new ContactSheet(clips, labels, count, scale);
    }

    /** Each pixel becomes a block of this side (1 if not set). */
    public ContactSheet scale(int factor) {
        if (factor < 1) {
            throw new MotionScopeException(
                    "A contact sheet is enlarged 1 or more times, but " + factor + " was given.");
        }
        return new ContactSheet(clips, labels, columns, factor);
    }

    /**
     * The picture.
     *
     * @throws MotionScopeException above 16384 pixels a side
     */
    public BufferedImage image() {
        long width = 0;
        long height = MARGIN;
        for (int i = 0; i < clips.size(); i++) {
            long shown = Math.min(columns, clips.get(i).frames());
            width = Math.max(width, 2 * MARGIN + shown * ((long) clips.get(i).width() * scale + GAP) - GAP);
            height += lines(i) * LINE + (long) clips.get(i).height() * scale + MARGIN;
        }
        if (Math.max(width, height) > LARGEST) {
            throw new MotionScopeException("A contact sheet of " + width + "x" + height + " is too large (at most "
                    + LARGEST + " a side); show fewer columns or clips, or a lower scale.");
        }
        BufferedImage sheet = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
        pen.setColor(Color.BLACK);
        int y = MARGIN;
        for (int i = 0; i < clips.size(); i++) {
            if (lines(i) > 0) {
                pen.drawString(shorten(labels.get(i), pen, sheet.getWidth() - 2 * MARGIN), MARGIN, y + FONT_SIZE);
                y += LINE;
            }
            drawFrames(pen, clips.get(i), y);
            y += clips.get(i).height() * scale + MARGIN;
        }
        pen.dispose();
        return sheet;
    }

    /** The frames that a clip of so many frames shows: evenly spaced, with the first and the last. */
    static List<Integer> shown(int frames, int columns) {
        int count = Math.min(frames, columns);
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shown.add(count == 1 ? 0 : Math.round((float) i * (frames - 1) / (count - 1)));
        }
        return shown;
    }

    private int lines(int clip) {
        return labels.get(clip).isBlank() ? 0 : 1;
    }

    private void drawFrames(Graphics2D pen, Clip clip, int y) {
        int x = MARGIN;
        for (int frame : shown(clip.frames(), columns)) {
            pen.drawImage(clip.image(frame), x, y, clip.width() * scale, clip.height() * scale, null);
            x += clip.width() * scale + GAP;
        }
    }

    /** Text that fits, with an ellipsis where it was cut. */
    private static String shorten(String text, Graphics2D pen, int width) {
        FontMetrics metrics = pen.getFontMetrics();
        String shown = text.replaceAll("\\s+", " ");
        String fitting = shown;
        for (int end = shown.length(); metrics.stringWidth(fitting) > width && end > 0; end--) {
            fitting = shown.substring(0, end - 1) + "\u2026";
        }
        return fitting;
    }
}
