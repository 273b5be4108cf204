package motionscope.notebook.panel;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import motionscope.control.Preset;
import motionscope.experiment.studio.StudioSettings;
import motionscope.model.Tap;
import motionscope.notebook.widget.Box;
import motionscope.notebook.widget.Choice;
import motionscope.notebook.widget.RangeSlider;
import motionscope.notebook.widget.Slider;
import motionscope.notebook.widget.Toggle;
import motionscope.notebook.widget.Widget;

/** How the latent is moved towards the asked motion. */
final class GuidanceControls {
    private static final List<Integer> UPDATES = List.of(1, 2, 3, 5, 8);
    private static final List<Double> SHARES = List.of(0.01, 0.02, 0.04, 0.08, 0.125, 0.25, 0.5, 1.0);
    private static final Function<Integer, String> COUNT = String::valueOf;
    private static final Function<Double, String> PERCENT = share -> String.format(Locale.ROOT, "%.3g %%", 100 * share);

    final Slider weight = new Slider("weight", 0, StudioSettings.MOST_WEIGHT, 0.5);
    final Choice<Preset> preset = Choice.dropdown(
            "preset", List.of(Preset.ADAPTIVE, Preset.PAPER, Preset.OFFICIAL_CODE), GuidanceControls::words);
    final Toggle ownSteps = new Toggle("choose the guided steps");
    final RangeSlider guided = new RangeSlider("guided steps", 0, 25);
    final Choice<Option<Integer>> updates = Option.own("updates a step", UPDATES, COUNT);
    final Choice<Option<Tap>> tap;
    final Choice<Option<Double>> share = Option.own("channels", SHARES, PERCENT);

    /** @param taps that a model has */
    GuidanceControls(List<Tap> taps) {
        tap = Option.own("tap", taps, Tap::name);
        weight.style("ms-wide");
        weight.tooltip("How strongly the latent is moved: 0 is unguided, 30 the strongest.");
        guided.tooltip("From the first of these steps up to, not including, the last.");
        share.tooltip("The strongest motion channels of the tap, as a share of all.");
        guided.enabled(false);
    }

    private static String words(Preset preset) {
        return switch (preset) {
            case ADAPTIVE -> "adaptive (ours)";
            case PAPER -> "the paper's text";
            case OFFICIAL_CODE -> "the official code";
        };
    }

    Widget page() {
        return Box.column(preset, ownSteps, guided, updates, tap, share);
    }

    void onChange(Runnable changed) {
        weight.onChange(v -> changed.run());
        preset.onChange(v -> changed.run());
        ownSteps.onChange(v -> {
            guided.enabled(v);
            changed.run();
        });
        guided.onChange(v -> changed.run());
        updates.onChange(v -> changed.run());
        tap.onChange(v -> changed.run());
        share.onChange(v -> changed.run());
    }

    /** @param settings with their steps */
    StudioSettings over(StudioSettings settings) {
        guided.bounds(0, settings.steps());
        boolean some =
                ownSteps.value() && guided.value().from() < guided.value().to();
        return settings.weight(weight.value())
                .preset(preset.chosen())
                .guided(
                        some ? guided.value().from() : null,
                        some ? guided.value().to() : null)
                .updates(updates.chosen().value())
                .tap(tap.chosen().value())
                .share(share.chosen().value());
    }

    void show(StudioSettings s) {
        weight.value(s.weight() == null ? StudioSettings.MOST_WEIGHT : s.weight());
        preset.choose(s.preset());
        ownSteps.value(s.from() != null);
        guided.enabled(s.from() != null);
        guided.bounds(0, s.steps());
        if (s.from() != null) {
            guided.value(new RangeSlider.Range(s.from(), s.to()));
        }
        Option.choose(updates, s.updates(), COUNT);
        Option.choose(tap, s.tap(), Tap::name);
        Option.choose(share, s.share(), PERCENT);
    }
}
