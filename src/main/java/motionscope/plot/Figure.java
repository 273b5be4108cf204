package motionscope.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import tech.tablesaw.api.Table;

/**
 * A finished figure: one or more panels, a legend, a caption, and the numbers behind them. It never changes; the
 * methods that name a part return a figure with that part changed.
 *
 * <p>The same input gives the same bytes on the same machine (fonts may differ between machines).
 */
public final class Figure {
    /** What a figure is made of; the layout follows from it. */
    record Parts(String heading, List<Cell> cells, int columns, String caption, Look look) {}

    /** A panel and the title above it, which may be empty. */
    record Cell(String title, Panel panel) {}

    private final Parts parts;
    private final Layout layout;

    Figure(Parts parts) {
        this.parts = parts;
        this.layout = new Layout(parts);
    }

    static Figure of(Panel panel) {
        return new Figure(new Parts("", List.of(new Cell("", panel)), 1, "", Look.WHITE));
    }

    Parts parts() {
        return parts;
    }

    /** @return this figure with a title; in a row or grid each figure's title stands above its panel */
    public Figure titled(String title) {
        if (parts.cells().size() > 1) {
            return new Figure(new Parts(title, parts.cells(), parts.columns(), parts.caption(), parts.look()));
        }
        var cell = new Cell(title, parts.cells().get(0).panel());
        return new Figure(new Parts("", List.of(cell), 1, parts.caption(), parts.look()));
    }

    /** @return this figure with a caption below, which is also its text for people who cannot see it */
    public Figure captioned(Object caption) {
        String text = String.valueOf(caption);
        return new Figure(new Parts(parts.heading(), parts.cells(), parts.columns(), text, parts.look()));
    }

    /** @return this figure on another paper */
    public Figure on(Look look) {
        return new Figure(new Parts(parts.heading(), parts.cells(), parts.columns(), parts.caption(), look));
    }

    /** @return the caption; empty if none was given */
    public String caption() {
        return parts.caption();
    }

    /** @return heading and titles of the panels in reading order, joined; may be empty */
    public String title() {
        var titles = new java.util.ArrayList<String>();
        titles.add(parts.heading());
        parts.cells().forEach(c -> titles.add(c.title()));
        titles.removeIf(String::isEmpty);
        return String.join(", ", titles);
    }

    /** @return width at 1:1 in points; PNG is twice as wide */
    public int width() {
        return layout.width();
    }

    /** @return height at 1:1 in points; PNG is twice as high */
    public int height() {
        return layout.height();
    }

    /** Draws the figure at 1:1 with its top left corner at the origin. */
    public void draw(Graphics2D g) {
        layout.paint(new Pen(g, parts.look()));
    }

    /** @return the figure at twice its size */
    public BufferedImage image() {
        return Export.image(this);
    }

    /** @return a PNG file at twice the figure's size */
    public byte[] png() {
        return Export.png(this);
    }

    /** @return an SVG file (UTF-8) whose text is text */
    public byte[] svg() {
        return Export.svg(this);
    }

    /** @return SVG to stand in a page's HTML: its ink is the page's, so that it can be read in light and dark themes */
    public String pageSvg() {
        return Export.page(this);
    }

    /**
     * Writes the figure to a file; nothing half-written is left after an error.
     *
     * @param file ends in .png or .svg; its folder is created if needed
     * @return the file
     * @throws MotionScopeException if the ending is another one or the file cannot be written
     */
    public Path save(Path file) {
        return Export.save(this, file);
    }

    /** @return the numbers behind the figure, a row for each thing drawn; with several panels, a column names each */
    public Table data() {
        String name = title().isEmpty() ? "figure" : title();
        if (parts.cells().size() == 1) {
            return parts.cells().get(0).panel().numbers().table(name);
        }
        var numbers = new Numbers();
        for (int i = 0; i < parts.cells().size(); i++) {
            var cell = parts.cells().get(i);
            numbers.addPanel(
                    cell.title().isEmpty() ? "panel " + (i + 1) : cell.title(),
                    cell.panel().numbers());
        }
        return numbers.table(name);
    }

    @Override
    public String toString() {
        return "Figure %d x %d%s".formatted(width(), height(), title().isEmpty() ? "" : ": " + title());
    }
}
