package motionscope.plot;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** Where the parts of a figure stand: heading, panels in a grid, one legend to the right, the caption below. */
final class Layout {
    private static final double MARGIN = 14;
    private static final double GAP = 24;
    private static final double TITLE = 26;
    private static final double KEY = 22;
    private static final double CAPTION_LINE = 17;
    private static final double NARROWEST_CAPTION = 320;

    private final Figure.Parts parts;
    private final double[] widths;
    private final double[] heights;
    private final List<Key> keys;
    private final List<String> caption;
    private final double panelsWidth;
    private final double panelsHeight;
    private final double keysWidth;

    Layout(Figure.Parts parts) {
        this.parts = parts;
        var cells = parts.cells();
        widths = new double[Math.min(parts.columns(), cells.size())];
        heights = new double[(cells.size() + parts.columns() - 1) / parts.columns()];
        var distinct = new LinkedHashSet<Key>();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            int row = i / parts.columns();
            int column = i % parts.columns();
            double titleEnd = cell.panel().titleInset() + Fonts.width(cell.title(), Fonts.TITLE);
            // whole points, so that the next panel begins on a pixel
            widths[column] =
                    Math.max(widths[column], Math.ceil(Math.max(cell.panel().width(), titleEnd)));
            heights[row] = Math.max(heights[row], cell.panel().height() + titleHeight(row));
            distinct.addAll(cell.panel().keys());
        }
        keys = List.copyOf(distinct);
        keysWidth = keys.isEmpty()
                ? 0
                : 12 + keys.stream().mapToDouble(Key::width).max().orElse(0);
        panelsWidth = Arrays.stream(widths).sum() + GAP * (widths.length - 1);
        panelsHeight =
                Math.max(Arrays.stream(heights).sum() + GAP * (heights.length - 1), keys.size() * KEY + titleHeight(0));
        caption = parts.caption().isEmpty() ? List.of() : Fonts.wrap(parts.caption(), Fonts.CAPTION, contentWidth());
    }

    private double contentWidth() {
        double heading = Fonts.width(parts.heading(), Fonts.TITLE);
        double least = parts.caption().isEmpty() ? 0 : NARROWEST_CAPTION;
        return Math.max(Math.max(panelsWidth + keysWidth, heading), least);
    }

    /** All panels of a row leave room for a title if one of them has one, so that their boxes stand level. */
    private double titleHeight(int row) {
        int first = row * parts.columns();
        int end = Math.min(first + parts.columns(), parts.cells().size());
        return parts.cells().subList(first, end).stream()
                        .allMatch(c -> c.title().isEmpty())
                ? 0
                : TITLE;
    }

    private double headingHeight() {
        return parts.heading().isEmpty() ? 0 : TITLE + 4;
    }

    /** Where the first panel begins, in points. */
    double[] firstPanel() {
        return new double[] {MARGIN, MARGIN + headingHeight() + titleHeight(0)};
    }

    int width() {
        return (int) Math.ceil(contentWidth() + 2 * MARGIN);
    }

    int height() {
        double captionHeight = caption.isEmpty() ? 0 : 8 + CAPTION_LINE * caption.size();
        return (int) Math.ceil(headingHeight() + panelsHeight + captionHeight + 2 * MARGIN);
    }

    void paint(Pen pen) {
        var look = pen.look();
        pen.fill(new Rectangle2D.Double(0, 0, width(), height()), look.paper());
        pen.text(parts.heading(), MARGIN, MARGIN + 14, Pen.Anchor.LEFT, Fonts.TITLE, look.ink());
        double top = MARGIN + headingHeight();
        for (int row = 0, i = 0; row < heights.length; row++) {
            double left = MARGIN;
            for (int column = 0; column < widths.length && i < parts.cells().size(); column++, i++) {
                var cell = parts.cells().get(i);
                double titleLeft = left + cell.panel().titleInset();
                pen.text(cell.title(), titleLeft, top + 14, Pen.Anchor.LEFT, Fonts.TITLE, look.ink());
                cell.panel().paint(pen, left, top + titleHeight(row));
                left += widths[column] + GAP;
            }
            top += heights[row] + GAP;
        }
        double keyTop = MARGIN + headingHeight() + titleHeight(0) + 6 + KEY / 2;
        for (int k = 0; k < keys.size(); k++) {
            keys.get(k).paint(pen, MARGIN + panelsWidth + 12, keyTop + k * KEY);
        }
        double base = MARGIN + headingHeight() + panelsHeight + 8 + 12;
        for (String line : caption) {
            pen.text(line, MARGIN, base, Pen.Anchor.LEFT, Fonts.CAPTION, look.soft());
            base += CAPTION_LINE;
        }
    }
}
