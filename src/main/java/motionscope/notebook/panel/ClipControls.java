package motionscope.notebook.panel;

import motionscope.experiment.studio.StudioSettings;
import motionscope.notebook.widget.Box;
import motionscope.notebook.widget.IntSlider;
import motionscope.notebook.widget.NumberField;
import motionscope.notebook.widget.Slider;
import motionscope.notebook.widget.TextField;
import motionscope.notebook.widget.Widget;

/** What the clip is drawn from, guided or not. */
final class ClipControls {
    private static final int MOST_STEPS = 50;

    final TextField prompt = TextField.line("prompt");
    final NumberField seed = new NumberField("seed", 0, Integer.MAX_VALUE);
    final IntSlider steps = new IntSlider("steps", 1, MOST_STEPS);
    final Slider scale = new Slider("guidance scale", 1, 15, 0.5);

    ClipControls() {
        prompt.style("ms-wide");
        seed.tooltip("The noise that the clip starts from; the same seed gives the same clip.");
        steps.tooltip("Denoising steps: more take longer and show finer detail.");
        scale.tooltip("How much the prompt counts (classifier-free guidance); 1 leaves it out.");
    }

    Widget page() {
        return Box.column(seed, steps, scale);
    }

    void onChange(Runnable changed) {
        prompt.onChange(v -> changed.run());
        seed.onChange(v -> changed.run());
        steps.onChange(v -> changed.run());
        scale.onChange(v -> changed.run());
    }

    StudioSettings over(StudioSettings settings) {
        return settings.prompt(prompt.value())
                .seed(seed.value())
                .steps(steps.value())
                .scale(scale.value());
    }

    void show(StudioSettings s) {
        prompt.value(s.prompt());
        seed.value(s.seed());
        if (s.steps() > MOST_STEPS) {
            steps.bounds(1, s.steps());
        }
        steps.value(s.steps());
        scale.value(s.scale());
    }
}
