package motionscope.notebook.panel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import motionscope.MotionScopeException;
import motionscope.experiment.VideoModel;
import motionscope.experiment.explore.ChannelSwitch;
import motionscope.model.ChannelsOff;
import motionscope.model.ChannelsOff.Part;
import motionscope.model.Tap;
import motionscope.motion.MotionChannels;
import motionscope.notebook.widget.Box;
import motionscope.notebook.widget.Button;
import motionscope.notebook.widget.Choice;
import motionscope.notebook.widget.ClipStage;
import motionscope.notebook.widget.ClipStage.Shown;
import motionscope.notebook.widget.Html;
import motionscope.notebook.widget.IntSlider;
import motionscope.notebook.widget.NumberField;
import motionscope.notebook.widget.TextField;
import motionscope.notebook.widget.Widget;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Tensor;

/** A clip drawn twice from the same noise: by the whole network, and by the network without channels. */
final class SwitchOff implements AutoCloseable {
    /** Which channels are off. */
    private enum Which {
        SHOWN("the channel shown", 1),
        FIVE("the 5 strongest", 5),
        SIXTEEN("the 16 strongest", 16),
        ALL("all", Integer.MAX_VALUE);

        private final String words;
        private final int count;

        Which(String words, int count) {
            this.words = words;
            this.count = count;
        }
    }

    private final VideoModel model;
    private final Supplier<Tap> tap;
    private final Supplier<Integer> channel;
    private final Supplier<MotionChannels> ranked;
    private final LongWork work = new LongWork("switch");
    final TextField prompt = TextField.line("prompt").value("a red circle on a blue stones background");
    final NumberField seed = new NumberField("seed", 0, Integer.MAX_VALUE);
    final IntSlider steps = new IntSlider("steps", 1, 50);
    final Choice<Which> which = Choice.dropdown("switch off", List.of(Which.values()), w -> w.words);
    final Choice<Part> part = Choice.buttons("take away", List.of(Part.values()), Part::word);
    final Button draw = new Button("Draw both");
    final ClipStage stage = new ClipStage();
    final Html found = new Html("");
    private final int frames;
    private ChannelSwitch trial;
    private List<Object> trialOf = List.of();

    /** @param frames of the clips that are drawn */
    SwitchOff(
            VideoModel model,
            int frames,
            Supplier<Tap> tap,
            Supplier<Integer> channel,
            Supplier<MotionChannels> ranked) {
        this.frames = frames;
        this.model = model;
        this.tap = tap;
        this.channel = channel;
        this.ranked = ranked;
        steps.value(Math.min(25, model.defaults().steps()));
        seed.value(7L);
        prompt.style("ms-wide");
        draw.onClick(this::begin);
    }

    Widget content() {
        return Box.column(
                new Html(
                        Looks.note("The layers behind the tap do not get these channels, or get the same of them in all"
                                + " frames (motion: X\u2032 of equation 1 is taken away).")),
                Box.row(prompt, seed, steps),
                Box.row(which, part, draw),
                work.line(),
                stage,
                found);
    }

    void errors(Consumer<String> shown) {
        work.errors(shown);
    }

    /** Waits for what is being drawn. */
    void await() {
        work.await();
    }

    private void begin() {
        ChannelsOff off = new ChannelsOff(tap.get(), channels(), part.chosen());
        List<Object> settings = List.of(prompt.value(), seed.value(), steps.value());
        work.begin("Drawing", progress -> draw(off, settings, progress));
    }

    private int[] channels() {
        if (which.chosen() == Which.SHOWN) {
            return new int[] {channel.get()};
        }
        MotionChannels all = ranked.get();
        if (all == null) {
            throw new MotionScopeException("The channels are not ranked yet; wait until the clips were looked at.");
        }
        return Arrays.copyOf(all.indices(), Math.min(which.chosen().count, all.count()));
    }

    private synchronized void draw(ChannelsOff off, List<Object> settings, LongWork.Progress progress) {
        if (!settings.equals(trialOf)) {
            String words = (String) settings.get(0);
            long from = (Long) settings.get(1);
            int count = (Integer) settings.get(2);
            trial = new ChannelSwitch(
                    () -> model.generate(words).seed(from).steps(count).frames(frames));
            trialOf = settings;
        }
        int all = (trial.drewWhole() ? 1 : 2) * (Integer) settings.get(2);
        int[] done = new int[1];
        ChannelSwitch.Pair pair = trial.without(off, new SamplingListener() {
            @Override
            public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                progress.at(++done[0], all);
                return !progress.stopped();
            }
        });
        if (progress.stopped()) {
            found.html(Looks.note("Stopped before both clips were drawn."));
            return;
        }
        stage.show(List.of(
                new Shown(pair.whole().clip(), "the whole network", List.of()),
                new Shown(pair.without().clip(), "without " + words(off), List.of())));
        found.html(Looks.note(String.format(
                Locale.ROOT,
                "Difference of the pixels, root mean square: %.3f (black to white is 2). Same prompt, seed and steps.",
                pair.difference())));
    }

    private static String words(ChannelsOff off) {
        int count = off.channels().length;
        String channels = count == 1 ? "channel " + off.channels()[0] : count + " channels";
        return (off.part() == Part.MOTION ? "the motion of " : "") + channels + " of " + off.tap();
    }

    @Override
    public void close() {
        work.close();
    }
}
