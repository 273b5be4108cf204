package motionscope.notebook.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import motionscope.experiment.VideoModel;
import motionscope.experiment.explore.ChannelExploration;
import motionscope.experiment.explore.ChannelsAt;
import motionscope.experiment.explore.ClipPreviews;
import motionscope.model.Tap;
import motionscope.motion.FeatureKind;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.notebook.Show;
import motionscope.notebook.widget.Box;
import motionscope.notebook.widget.Choice;
import motionscope.notebook.widget.Html;
import motionscope.notebook.widget.IntSlider;
import motionscope.notebook.widget.Panel;
import motionscope.notebook.widget.Picture;
import motionscope.notebook.widget.PointPicker;
import motionscope.notebook.widget.Tabs;
import motionscope.notebook.widget.Toggle;
import motionscope.notebook.widget.Widget;
import motionscope.video.Clip;
import motionscope.video.world.LabelledClips;

/**
 * What each channel of a tap does over clips: its map over a frame, its course over the frames, the clips that answer it most,
 * what is like a point that one clicks, and a clip that is drawn without it.
 *
 * <pre>{@code
 * ChannelExplorer.open(model, World.pans(6, Direction.values(), 5));
 * }</pre>
 */
public final class ChannelExplorer {
    private static final String TITLE = "Channels";
    /** Motion channels of MOFT, as in lesson 02. */
    private static final int MOFT_CHANNELS = 16;

    private static final String ALL = "all motions (PC1, PC2)";

    private final VideoModel model;
    private final LabelledClips<?> clips;
    private final ChannelExploration exploration;
    private final ClipPreviews previews;
    private final LongWork work = new LongWork("channel explorer");
    final Choice<Tap> tap;
    final Choice<Integer> timestep =
            Choice.dropdown("timestep t", Looks.timesteps(), String::valueOf).choose(399);
    final Choice<String> order;
    final Choice<Integer> channel = Choice.dropdown("channel", List.of(0), this::weighed);
    final Choice<Integer> clip;
    final Choice<Integer> other;
    final IntSlider frame;
    final Toggle cr = new Toggle("content correlation removal (CR)").value(true);
    final Choice<FeatureKind> kind = Choice.buttons("compare", List.of(FeatureKind.values()), FeatureKind::word)
            .choose(FeatureKind.MOFT);
    final PointPicker picker = new PointPicker("activation");
    final Html bar = new Html("");
    final Html curves = new Html("");
    final Html caption = new Html("");
    final Html responses = new Html("");
    final Picture here = new Picture();
    final Picture there = new Picture();
    final Html likenessBar = new Html("");
    final SwitchOff switchOff;
    private final Panel panel;
    private volatile ChannelViews views; // null until the first pass is done
    private volatile MotionChannels ranked;

    private ChannelExplorer(VideoModel model, LabelledClips<?> clips) {
        this.model = model;
        this.clips = clips;
        exploration = ChannelExploration.of(model, clips);
        previews = new ClipPreviews(clips.clips());
        List<Tap> taps = Looks.blocks(model);
        tap = Choice.dropdown("tap", taps, Tap::name).choose(taps.contains(Tap.UP1) ? Tap.UP1 : taps.get(0));
        List<Integer> all = IntStream.range(0, clips.size()).boxed().toList();
        clip = Choice.dropdown("clip", all, i -> ChannelViews.name(clips, i));
        other = Choice.dropdown("other clip", all, i -> ChannelViews.name(clips, i))
                .choose(all.size() - 1);
        frame = new IntSlider("frame", 0, clips.clips().get(0).frames() - 1);
        order = Choice.dropdown("strongest for", orders(), words -> words);
        switchOff =
                new SwitchOff(model, model.defaults().frames(), this::shownTap, () -> channel.chosen(), () -> ranked);
        panel = new Panel(
                TITLE,
                Box.row(tap, timestep, order, channel),
                Box.row(clip, frame, cr),
                work.line(),
                Box.row(Box.column(picker, bar), curves),
                caption,
                tabs());
        work.errors(panel::error);
        switchOff.errors(panel::error);
        panel.onClose(work::close);
        panel.onClose(switchOff::close);
        panel.onClose(exploration::close);
        panel.beforePicture(work::await);
        tap.onChoice(chosen -> look());
        timestep.onChoice(chosen -> look());
        order.onChoice(chosen -> rank());
        channel.onChoice(chosen -> redraw(true));
        clip.onChoice(chosen -> redraw(false));
        frame.onChange(chosen -> redraw(false));
        cr.onChange(on -> redraw(false));
        picker.onChange(place -> compare());
        kind.onChoice(chosen -> compare());
        other.onChoice(chosen -> compare());
        look();
    }

    private Widget tabs() {
        Map<String, Widget> pages = new LinkedHashMap<>();
        pages.put("Clips that answer", responses);
        pages.put(
                "Like this point",
                Box.column(
                        new Html(Looks.note("Click in the map above, or move its point with the arrow keys.")),
                        Box.row(kind, other),
                        Box.row(here, there),
                        likenessBar));
        pages.put("Switch off", switchOff.content());
        return new Tabs(pages);
    }

    private List<String> orders() {
        List<String> orders = new ArrayList<>(List.of(ALL));
        for (MotionAxis axis : MotionAxis.values()) {
            if (IntStream.of(1, -1).allMatch(way -> clips.motions().stream().anyMatch(m -> axis.sign(m) == way))) {
                orders.add(axis.positive() + " against " + axis.negative());
            }
        }
        return orders;
    }

    /** Shows the panel below the cell. */
    public static void open(VideoModel model, LabelledClips<?> clips) {
        Show.show(of(model, clips));
    }

    /** The same for one's own clips, whose motion nobody knows. */
    public static void open(VideoModel model, List<Clip> clips) {
        open(model, ChannelExploration.unlabelled(clips));
    }

    /** The panel, to be shown or put among other widgets; it looks at the clips at once. */
    public static Panel of(VideoModel model, LabelledClips<?> clips) {
        return make(model, clips).panel;
    }

    static ChannelExplorer make(VideoModel model, LabelledClips<?> clips) {
        return new ChannelExplorer(model, clips);
    }

    Panel panel() {
        return panel;
    }

    /** Whose channels are listed: not yet the chosen tap while that is being looked at. */
    private Tap shownTap() {
        ChannelViews now = views;
        return now == null ? tap.chosen() : now.tap();
    }

    /** A channel with its weight, as the list names it. */
    private String weighed(int index) {
        MotionChannels now = ranked;
        if (now == null) {
            return String.valueOf(index);
        }
        int rank = IntStream.range(0, now.count())
                .filter(i -> now.indices()[i] == index)
                .findFirst()
                .orElse(0);
        return "%d (weight %s)".formatted(index, Looks.number(Math.abs(now.weights()[rank])));
    }

    /** A pass through the network, where one is needed. */
    private void look() {
        Tap where = tap.chosen();
        int t = timestep.chosen();
        work.begin(
                "Looking at clips",
                progress -> {
                    ChannelsAt at = exploration.at(where, t, LongWork.ending(progress));
                    views = new ChannelViews(clips, at, previews);
                    rank();
                },
                this::asShown);
    }

    /** After a look that came to nothing: tap and timestep are again those of what is shown. */
    private void asShown() {
        ChannelViews now = views;
        if (now != null) {
            tap.choose(now.tap());
            timestep.choose(now.timestep());
        }
    }

    /** Channels in the order that was chosen; the strongest is shown. */
    private synchronized void rank() {
        ChannelViews now = views;
        if (now == null) {
            return;
        }
        String chosen = order.chosen();
        ranked = chosen.equals(ALL)
                ? now.channels().ranked()
                : now.channels()
                        .ranked(now.channels().axes().get(order.options().indexOf(chosen) - 1));
        List<Integer> all = IntStream.of(ranked.indices()).boxed().toList();
        channel.options(all);
        channel.choose(all.get(0));
        redraw(true);
    }

    private ChannelViews.Look now() {
        return new ChannelViews.Look(channel.chosen(), clip.chosen(), frame.value(), cr.value());
    }

    /** @param newChannel whether what does not depend on clip and frame is drawn, too */
    private synchronized void redraw(boolean newChannel) {
        ChannelViews now = views;
        if (now == null) {
            return; // the first pass is not done
        }
        bar.html(now.activation(now(), picker));
        if (newChannel) {
            curves.html(now.curves(channel.chosen()));
            caption.html(Looks.note(
                    "%s, %s, t = %d, %d clips. Curves: mean over positions, mean over frames taken away (CR)."
                            .formatted(model.name(), now.tap(), now.timestep(), clips.size())));
            responses.html(now.responses(channel.chosen()));
        }
        compare();
    }

    private synchronized void compare() {
        ChannelViews now = views;
        if (now == null) {
            return;
        }
        var likeness = new ChannelViews.Likeness(kind.chosen(), ranked.top(Math.min(MOFT_CHANNELS, ranked.count())));
        now.similarity(now(), picker.value(), clip.chosen(), likeness, here);
        likenessBar.html(now.similarity(now(), picker.value(), other.chosen(), likeness, there));
    }
}
