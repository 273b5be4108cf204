package motionscope.notebook;

import java.awt.image.BufferedImage;
import java.util.List;
import motionscope.experiment.GeneratedClip;
import motionscope.notebook.widget.Panel;
import motionscope.notebook.widget.Widget;
import motionscope.plot.Figure;
import motionscope.video.Clip;
import tech.tablesaw.api.Table;

/**
 * Shows things below the running cell: {@code import static motionscope.notebook.Show.*;}
 *
 * <p>Outside a notebook (plain Java, JShell) there is nowhere to show a picture; then one line on standard output says
 * what it is and how to keep it as a file.
 */
public final class Show {
    private Show() {}

    /** Shows a figure with its caption. */
    public static void show(Figure figure) {
        if (Port.current().rich()) {
            put(Rendering.figure(figure));
        } else {
            text(figure + " (see it with figure.save(Path.of(\"figure.png\")), or run this in a notebook)");
        }
    }

    /** Shows a clip that plays in a loop; a small one is enlarged by a whole factor. */
    public static void show(Clip clip) {
        show(clip, "");
    }

    /**
     * Shows a clip with its caption below, for example prompt and seed.
     *
     * @param caption also the text for people who cannot see the clip
     */
    public static void show(Clip clip, String caption) {
        show(List.of(clip), List.of(caption));
    }

    /**
     * Shows clips side by side with their captions below. The clips of a row are one video, so they loop in step;
     * further rows follow below.
     *
     * @param captions one for each clip, or none
     * @throws motionscope.MotionScopeException if there are no clips, other numbers of captions, or other frame rates
     */
    public static void show(List<Clip> clips, List<String> captions) {
        if (Port.current().rich()) {
            put(Videos.bundle(clips, captions));
        } else {
            text(Videos.words(clips, captions)
                    + " (see it with ClipWriter.write(clip, Path.of(\"clip.mp4\")), or run this in a notebook)");
        }
    }

    /** Shows a drawn clip with its prompt and seed. */
    public static void show(GeneratedClip drawn) {
        show(drawn.clip(), drawn.caption());
    }

    /** Shows drawn clips side by side with their prompts and seeds. */
    public static void show(List<GeneratedClip> drawn) {
        show(
                drawn.stream().map(GeneratedClip::clip).toList(),
                drawn.stream().map(GeneratedClip::caption).toList());
    }

    /** Shows a table; of a long one the first rows and how many more there are. */
    public static void show(Table table) {
        put(Rendering.table(table));
    }

    /**
     * Shows a picture; a small one is enlarged by a whole factor.
     *
     * @param alt what is to be seen, for people who cannot see it
     */
    public static void show(BufferedImage image, String alt) {
        if (Port.current().rich()) {
            put(Rendering.image(image, alt));
        } else {
            text("Picture %d x %d: %s (see it with ImageIO.write, or run this in a notebook)"
                    .formatted(image.getWidth(), image.getHeight(), alt));
        }
    }

    /** Shows plain text at once; the way to show much of it, since a kernel loses lines that are printed too fast. */
    public static void text(String text) {
        put(Bundle.text(text));
    }

    /** Shows text with Markdown's marks and formulas. */
    public static void markdown(String markdown) {
        put(Bundle.text(markdown).with("text/markdown", markdown));
    }

    /**
     * Shows HTML.
     *
     * @param text the same in words
     */
    public static void html(String html, String text) {
        put(Bundle.text(text).with(Bundle.HTML, html));
    }

    /** Shows a panel; where no page is there to use it, a still picture of it. When its cell runs again, it is closed. */
    public static void show(Panel panel) {
        Panels.show(panel);
    }

    /** Shows a widget in a panel of its own. */
    public static void show(Widget widget) {
        show(widget instanceof Panel panel ? panel : new Panel("", widget));
    }

    private static void put(Bundle bundle) {
        Port.current().display(bundle, null);
    }
}
