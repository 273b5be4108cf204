package motionscope.notebook.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import motionscope.video.Clip;

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
    private ClipStage.Shown left; // the unguided clip; null where none belongs to the right one
    private ClipStage.Shown right; // the guided clip

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
        left = null;
        right = new ClipStage.Shown(guided.clip(), "guided" + (draft ? " (draft)" : ""), List.of());
        showBoth();
    }

    /** What the clip that is being drawn will look like, instead of its draft; of a draft only where nothing is shown yet. */
    void predicted(Clip clip, int done) {
        if (stage.endsWith("draft") && right != null) {
            return; // a moment later the draft itself is there
        }
        var shown = new ClipStage.Shown(clip, stage + " as predicted after step " + done + " of " + steps, List.of());
        if (stage.startsWith("unguided")) {
            left = shown;
        } else {
            right = shown;
        }
        showBoth();
    }

    void show(StudioResult r) {
        Optional<Velocity> none = Optional.empty();
        int frames = r.guided().clip().frames();
        String draft = r.draft() ? " (draft of " + r.steps() + " steps, " + frames + " frames)" : "";
        boolean asks = r.guided() != r.unguided();
        int shared = Math.min(frames, r.unguided().clip().frames()); // over which the arrows go
        Clip unguided = r.unguided().clip().frames(0, shared);
        Clip guided = r.guided().clip().frames(0, shared);
        left = new ClipStage.Shown(
                unguided,
                "unguided" + (asks ? ofDraft(r) : draft),
                Arrows.over(unguided, r.unguidedSeen(), none, none));
        right = new ClipStage.Shown(
                guided,
                asks ? "guided" + draft + ": " + r.settings().asked().words() : "the same: nothing is guided",
                Arrows.over(guided, r.guidedSeen(), r.askedGround(), r.askedShape()));
        showBoth();
        progress.to(1);
        measured.text((r.draft() ? "draft, " : "") + measured(r.guidedSeen(), r));
        curve(r.losses());
        status.text(done(r)); // last: whoever waits for it finds all else
    }

    /** Beside a guided draft the whole unguided clip may be there already. */
    private static String ofDraft(StudioResult r) {
        return r.unguided().provenance().steps() < r.settings().steps() ? " (draft)" : "";
    }

    /** As many frames as both have, so that they loop in step. */
    private void showBoth() {
        List<ClipStage.Shown> there =
                Stream.of(left, right).filter(Objects::nonNull).toList();
        int frames = there.stream().mapToInt(s -> s.clip().frames()).min().orElseThrow();
        clips.show(there.stream()
                .map(s -> new ClipStage.Shown(s.clip().frames(0, frames), s.caption(), s.arrows()))
                .toList());
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
