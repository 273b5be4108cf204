package motionscope.notebook.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import motionscope.MotionScopeException;
import motionscope.experiment.VideoModel;
import motionscope.experiment.explore.ClipPreviews;
import motionscope.experiment.explore.PcaAt;
import motionscope.experiment.explore.PcaChoice;
import motionscope.experiment.explore.PcaExploration;
import motionscope.experiment.explore.PcaPicture;
import motionscope.model.Tap;
import motionscope.motion.MotionAxis;
import motionscope.motion.Separation;
import motionscope.notebook.Show;
import motionscope.notebook.widget.Box;
import motionscope.notebook.widget.Choice;
import motionscope.notebook.widget.Html;
import motionscope.notebook.widget.IntSlider;
import motionscope.notebook.widget.Panel;
import motionscope.notebook.widget.Scatter;
import motionscope.notebook.widget.Toggle;
import motionscope.plot.PlacedScatter;
import motionscope.video.world.LabelledClips;

/**
 * Clips in the plane of principal components: choose motions, tap, timestep, frame, content correlation removal and
 * components; point at a dot to see its clip.
 *
 * <pre>{@code
 * PcaExplorer.open(model, World.pans(12, Direction.values(), 5));
 * }</pre>
 */
public final class PcaExplorer {
    /** Two of the first three components. */
    private record Plane(int x, int y) {
        String words() {
            return "PC%d, PC%d".formatted(x + 1, y + 1);
        }
    }

    private static final String TITLE = "Motion in principal components";

    private final VideoModel model;
    private final PcaExploration exploration;
    private final ClipPreviews previews;
    private final LongWork work = new LongWork("PCA explorer");
    final Choice<Tap> tap;
    final Choice<Integer> timestep =
            Choice.dropdown("timestep t", Looks.timesteps(), String::valueOf).choose(399);
    final Toggle cr = new Toggle("content correlation removal (CR)").value(true);
    final IntSlider frame;
    final Choice<Plane> plane =
            Choice.buttons("components", List.of(new Plane(0, 1), new Plane(0, 2), new Plane(1, 2)), Plane::words);
    final List<Toggle> motions;
    final Scatter scatter = new Scatter("clips");
    final Html scores = new Html("");
    final Html caption = new Html("");
    private final Panel panel;
    private volatile PcaAt at; // null until the first pass is done

    private PcaExplorer(VideoModel model, LabelledClips<?> clips) {
        this.model = model;
        exploration = PcaExploration.of(model, clips);
        previews = new ClipPreviews(clips.clips());
        List<Tap> taps = Looks.blocks(model);
        tap = Choice.dropdown("tap", taps, Tap::name).choose(taps.contains(Tap.UP1) ? Tap.UP1 : taps.get(0));
        frame = new IntSlider("frame", 0, clips.clips().get(0).frames() - 1);
        motions = clips.motions().stream()
                .map(MotionAxis::word)
                .distinct()
                .map(word -> new Toggle(word).value(true))
                .toList();
        panel = new Panel(
                TITLE,
                Box.row(tap, timestep, plane),
                Box.row(cr, frame),
                Box.row(motions.toArray(Toggle[]::new)),
                work.line(),
                Box.row(scatter, scores),
                caption);
        work.errors(panel::error);
        panel.onClose(work::close);
        panel.onClose(exploration::close);
        panel.beforePicture(work::await);
        tap.onChoice(chosen -> look());
        timestep.onChoice(chosen -> look());
        cr.onChange(on -> redraw());
        frame.onChange(chosen -> redraw());
        plane.onChoice(chosen -> redraw());
        motions.forEach(motion -> motion.onChange(on -> redraw()));
        scatter.onChange(this::preview);
        look();
    }

    /** Shows the panel below the cell. */
    public static void open(VideoModel model, LabelledClips<?> clips) {
        Show.show(of(model, clips));
    }

    /** The panel, to be shown or put among other widgets; it looks at the clips at once. */
    public static Panel of(VideoModel model, LabelledClips<?> clips) {
        return make(model, clips).panel;
    }

    static PcaExplorer make(VideoModel model, LabelledClips<?> clips) {
        return new PcaExplorer(model, clips);
    }

    Panel panel() {
        return panel;
    }

    /** A pass through the network, where one is needed. */
    private void look() {
        Tap where = tap.chosen();
        int t = timestep.chosen();
        work.begin(
                "Looking at clips",
                progress -> {
                    at = exploration.at(where, t, LongWork.ending(progress));
                    draw();
                },
                this::asShown);
    }

    /** After a look that came to nothing: tap and timestep are again those of what is shown. */
    private void asShown() {
        PcaAt now = at;
        if (now != null) {
            tap.choose(now.features().tap());
            timestep.choose((int) Math.round(now.features().timestep()));
        }
    }

    /** After a choice: one that cannot be drawn is said, and the next that can takes the message away. */
    private void redraw() {
        try {
            draw();
            panel.error("");
        } catch (MotionScopeException e) {
            panel.error(e.getMessage());
        }
    }

    private synchronized void draw() {
        PcaAt now = at;
        if (now == null) {
            return; // the first pass is not done
        }
        Plane shown = plane.chosen();
        List<String> chosen =
                motions.stream().filter(Toggle::value).map(Toggle::label).toList();
        PcaPicture picture = now.picture(new PcaChoice(chosen, cr.value(), frame.value(), shown.x(), shown.y()));
        List<PcaPicture.Dot> points = picture.points();
        scatter.show(
                PlacedScatter.of(
                        points.stream().map(PcaPicture.Dot::at).toArray(double[][]::new),
                        points.stream().map(PcaPicture.Dot::motion).toList(),
                        axis(shown.x(), picture.shares()[0]),
                        axis(shown.y(), picture.shares()[1])),
                points.stream().mapToInt(PcaPicture.Dot::clip).toArray());
        scores.html(picture.scores()
                .map(found -> table(found, chosen.size()))
                .orElse(Looks.note("Scores need two motions, and scenes with even and odd numbers.")));
        caption.html(Looks.note(words(now, points)));
    }

    private static String axis(int component, double share) {
        return String.format(Locale.ROOT, "PC%d (%.0f %% of variance)", component + 1, 100 * share);
    }

    private String words(PcaAt now, List<PcaPicture.Dot> points) {
        long clips = points.stream().mapToInt(PcaPicture.Dot::clip).distinct().count();
        return "%s, %s, t = %d, frame %d, %s. %d clips, %d points: the cells of each map averaged to %d x %d."
                .formatted(
                        model.name(),
                        now.features().tap(),
                        Math.round(now.features().timestep()),
                        frame.value(),
                        cr.value() ? "mean over frames taken away (CR)" : "nothing taken away",
                        clips,
                        points.size(),
                        now.features().rows(),
                        now.features().columns());
    }

    private static String table(Separation found, int motions) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"nearest centre, in this plane", share(found.nearestCentroid())});
        rows.add(new String[] {"linear probe, all channels", share(found.linearProbe())});
        rows.add(new String[] {"by guessing", share(1.0 / motions)});
        rows.add(new String[] {"silhouette, in this plane", Looks.number(found.silhouette())});
        rows.add(new String[] {"variance in this plane", share(found.variance())});
        StringBuilder html = new StringBuilder("<b>Told right in unseen scenes</b><table class=\"ms-scores\">");
        rows.forEach(row -> html.append("<tr><td>%s</td><td><b>%s</b></td></tr>".formatted(row[0], row[1])));
        return html.append("</table>").toString();
    }

    private static String share(double value) {
        return Math.round(100 * value) + " %";
    }

    private void preview(int clip) {
        if (clip != Scatter.NOTHING) {
            String motion = MotionAxis.word(exploration.clips().motions().get(clip));
            scatter.preview(clip, previews.mp4(clip), "clip " + clip + ": " + motion);
        }
    }
}
