package motionscope.notebook.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.studio.SeenMotion;
import motionscope.experiment.studio.StudioResult;
import motionscope.metric.Velocity;
import motionscope.notebook.widget.Box;
import motionscope.notebook.widget.ClipStage;
import motionscope.notebook.widget.Html;
import motionscope.notebook.widget.ProgressBar;
import motionscope.notebook.widget.Widget;
import motionscope.plot.Curves;

/** What was drawn: the clips, how far the next ones are, what was measured, the loss curve. */
final class StudioStage {
    private static final int FEWEST = 5; // updates that make a curve

    final ClipStage clips = new ClipStage();
    private final ProgressBar progress = new ProgressBar();
    final Html status = new Html("");
    final Html measured = new Html("");
    private final Html losses = new Html("");
    private String stage = "";
    private int steps = 1;

    StudioStage() {
        progress.style("ms-wide");
        measured.style("ms-quiet");
    }

    Widget page() {
        return Box.column(clips, progress, status, measured);
    }

    /** The loss curve. */
    Widget curve() {
        return losses;
    }

    void started(String what, int count) {
        stage = what;
        steps = count;
        progress.to(0);
        status.text("Drawing the " + what + ": 0 of " + count + " steps");
    }

    void step(int done, double timestep, double loss) {
        progress.to((double) done / steps);
        String news = Double.isNaN(loss) ? "" : String.format(Locale.ROOT, ", loss %.3g", loss);
        status.text(
                "Drawing the " + stage + ": " + done + " of " + steps + " steps, t = " + Math.round(timestep) + news);
    }

    void says(String words) {
        status.text(words);
    }

    /** The guided clip is there, the unguided one not yet. */
    void show(GeneratedClip guided, boolean draft) {
        clips.show(List.of(new ClipStage.Shown(guided.clip(), "guided" + (draft ? " (draft)" : ""), List.of())));
    }

    void show(StudioResult r) {
        Optional<Velocity> none = Optional.empty();
        String steps = r.draft() ? " (draft of " + r.steps() + " steps)" : "";
        boolean guided = r.guided() != r.unguided();
        List<ClipStage.Shown> shown = new ArrayList<>();
        shown.add(new ClipStage.Shown(
                r.unguided().clip(),
                "unguided" + (guided ? "" : steps),
                Arrows.over(r.unguided().clip(), r.unguidedSeen(), none, none)));
        shown.add(new ClipStage.Shown(
                r.guided().clip(),
                guided ? "guided" + steps + ": " + r.settings().asked().words() : "the same: nothing is guided",
                Arrows.over(r.guided().clip(), r.guidedSeen(), r.askedGround(), r.askedShape())));
        clips.show(shown);
        progress.to(1);
        measured.text(measured(r.guidedSeen(), r));
        curve(r.losses());
        status.text(done(r)); // last: whoever waits for it finds all else
    }

    private static String done(StudioResult r) {
        double seconds = r.guidedSeconds() + r.unguidedSeconds();
        String took = seconds == 0 ? "" : String.format(Locale.ROOT, " in %.1f s", seconds);
        String notes = r.notes().isEmpty() ? "" : ". " + String.join(" ", r.notes());
        return (r.draft() ? "Draft" : "Clip") + " of " + r.steps() + " steps drawn" + took + notes;
    }

    private static String measured(SeenMotion seen, StudioResult r) {
        List<String> parts = new ArrayList<>();
        r.askedShape()
                .ifPresent(v -> parts.add("shape: asked " + Arrows.words(v) + ", measured "
                        + seen.shape().map(Arrows::words).orElse("nothing that could be followed")));
        String asked =
                r.askedGround().map(v -> "asked " + Arrows.words(v) + ", ").orElse("");
        parts.add("background: " + asked + "measured "
                + seen.ground().map(Arrows::words).orElse("nothing that could be followed")
                + (Math.abs(seen.zoom()) < 0.003
                        ? ""
                        : String.format(Locale.ROOT, ", zoom %+.1f %% a frame", 100 * seen.zoom())));
        return String.join("; ", parts);
    }

    private void curve(double... values) {
        if (values.length < FEWEST) {
            losses.visible(false);
            return;
        }
        double[] at = IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
        losses.html(Curves.over("update", "loss")
                .at(at)
                .add("loss", values)
                .figure()
                .pageSvg());
        losses.visible(true);
    }

    /** A frame to draw over. */
    static java.awt.image.BufferedImage frame(StudioResult r) {
        return r.unguided().clip().image(r.unguided().clip().frames() / 2);
    }
}
