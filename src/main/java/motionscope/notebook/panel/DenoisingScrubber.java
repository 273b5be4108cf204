package motionscope.notebook.panel;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.Generation;
import motionscope.experiment.explore.DenoisingRun;
import motionscope.experiment.explore.DenoisingStep;
import motionscope.experiment.explore.FeatureStore;
import motionscope.model.Tap;
import motionscope.notebook.Show;
import motionscope.notebook.widget.Box;
import motionscope.notebook.widget.Choice;
import motionscope.notebook.widget.ClipStage;
import motionscope.notebook.widget.ClipStage.Film;
import motionscope.notebook.widget.ClipStage.Shown;
import motionscope.notebook.widget.Html;
import motionscope.notebook.widget.IntSlider;
import motionscope.notebook.widget.Panel;
import motionscope.notebook.widget.Picture;
import motionscope.plot.Curves;
import motionscope.plot.Overlay;

/**
 * A clip on its way out of the noise: at each step what the network sees, the clean clip that it believes in, and what the
 * channels of a tap do. The clip is drawn once; the slider goes over what is kept, also while it is being drawn.
 *
 * <pre>{@code
 * DenoisingScrubber.open(model.generate("a red circle on a blue stones background").seed(7));
 * }</pre>
 */
public final class DenoisingScrubber {
    private static final String TITLE = "Out of the noise";
    private static final int CHANNELS_OFFERED = 24;

    private final DenoisingRun run;
    private final Tap tap;
    private final Map<Integer, Film> films = new ConcurrentHashMap<>(); // small files, made as the steps are done
    private final LongWork work = new LongWork("denoising scrubber");
    final IntSlider step = new IntSlider("step", 1, 1);
    final Choice<Integer> channel;
    final IntSlider frame = new IntSlider("frame", 0, 0);
    final ClipStage stage = new ClipStage();
    final Picture map = new Picture();
    final Html bar = new Html("");
    final Html place = new Html("");
    final Html curve = new Html("");
    private final Panel panel;
    private volatile LongWork.Progress progress;
    private volatile int total;
    private volatile boolean scrubbed; // the person has taken the slider: it stays where it was put
    private boolean channelsKnown;

    private DenoisingScrubber(Generation generation, Tap tap) {
        this.tap = tap;
        run = DenoisingRun.of(generation, FeatureStore.usualCap()).looking(tap);
        channel = Choice.dropdown("channel of " + tap, List.of(0), String::valueOf);
        step.style("ms-wide");
        panel = new Panel(
                TITLE,
                step,
                place,
                work.line(),
                stage,
                Box.row(channel, frame),
                Box.row(Box.column(map, bar), curve),
                new Html(Looks.note("Over the clean clip: the channel's map, its mean over frames taken away (CR)."
                        + " Curve: mean over the positions of " + tap
                        + ". Channels that rise or fall most stand first.")));
        work.errors(panel::error);
        panel.onClose(work::close);
        panel.onClose(run::close);
        panel.onClose(films::clear);
        panel.beforePicture(work::await);
        step.onChange(chosen -> {
            scrubbed = true;
            redraw();
        });
        channel.onChoice(chosen -> drawChannel());
        frame.onChange(chosen -> drawMap());
        run.watching(this::done);
        int steps = generation.steps();
        work.begin("Drawing the clip", progress -> draw(progress, steps));
    }

    /** Draws the clip and shows the panel below the cell; looks at {@link Tap#UP1}. */
    public static void open(Generation generation) {
        Show.show(of(generation, Tap.UP1));
    }

    /** The same, looking at another tap. */
    public static void open(Generation generation, Tap tap) {
        Show.show(of(generation, tap));
    }

    /** The panel, to be shown or put among other widgets; it begins to draw at once. */
    public static Panel of(Generation generation, Tap tap) {
        return make(generation, tap).panel;
    }

    static DenoisingScrubber make(Generation generation, Tap tap) {
        return new DenoisingScrubber(generation, tap);
    }

    Panel panel() {
        return panel;
    }

    private void draw(LongWork.Progress told, int steps) {
        progress = told;
        total = steps;
        GeneratedClip drawn = run.draw();
        if (!run.steps().isEmpty()) {
            orderChannels();
            redraw();
        }
        if (drawn.provenance().completedSteps() < steps) {
            place.html(place.html() + Looks.note("Stopped: the steps that were done are kept."));
        }
    }

    /** A step can be looked at. */
    private void done(int index) {
        progress.at(run.steps().size(), total);
        if (progress.stopped()) {
            run.stop();
        }
        films.put(index, film(index));
        step.bounds(run.steps().get(0).index() + 1, index + 1);
        if (!channelsKnown) {
            orderChannels();
            frame.bounds(0, run.features(index).features().frames() - 1);
        }
        if (!scrubbed) {
            step.value(index + 1);
            redraw();
        }
    }

    /** The channels that move most at the newest step first; the chosen one stays. */
    private void orderChannels() {
        List<Integer> steps = run.tracedSteps();
        List<Integer> order = run.steepest(steps.get(steps.size() - 1));
        List<Integer> offered = order.subList(0, Math.min(CHANNELS_OFFERED, order.size()));
        channel.options(offered);
        if (!channelsKnown) {
            channel.choose(offered.get(0));
        }
        channelsKnown = true;
    }

    private synchronized void redraw() {
        if (run.steps().isEmpty()) {
            return;
        }
        DenoisingStep now = run.step(step.value() - 1);
        place.html(String.format(
                Locale.ROOT,
                "<b>step %d</b> of %d &nbsp; timestep t = %.0f &nbsp; noise level %.3f &nbsp; signal %.3f",
                now.index() + 1,
                total,
                now.timestep(),
                now.noiseLevel(),
                Math.sqrt(Math.max(0, 1 - now.noiseLevel() * now.noiseLevel()))));
        stage.show(films.computeIfAbsent(now.index(), this::film));
        drawChannel();
    }

    private Film film(int index) {
        return Film.of(List.of(
                new Shown(run.seen(index), "what the network sees", List.of()),
                new Shown(run.clean(index), "the clean clip that it predicts", List.of())));
    }

    private synchronized void drawChannel() {
        int at = step.value() - 1;
        if (!run.tracedSteps().contains(at)) {
            return;
        }
        int last = run.tracedSteps().get(run.tracedSteps().size() - 1);
        Curves curves = Curves.over("frame", "channel " + channel.chosen() + ", CR")
                .box(280, 176)
                .add("step " + (at + 1), run.curve(at, channel.chosen()));
        if (last != at) {
            curves.add("step " + (last + 1), run.curve(last, channel.chosen()));
        }
        curve.html(curves.figure().pageSvg());
        drawMap();
    }

    private synchronized void drawMap() {
        int at = step.value() - 1;
        if (!run.tracedSteps().contains(at)) {
            return;
        }
        Overlay overlay = run.activation(at, frame.value(), channel.chosen());
        map.png(
                overlay.png(),
                ChannelViews.SIDE,
                "Channel %d over frame %d at step %d".formatted(channel.chosen(), frame.value(), at + 1));
        bar.html(Looks.bar(overlay.scale(), "value, CR"));
    }
}
