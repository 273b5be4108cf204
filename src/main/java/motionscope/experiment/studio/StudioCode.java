package motionscope.experiment.studio;

import motionscope.control.Guidance;

/** Settings as a cell of Java that draws the same clip, in a lesson's notebook after its set-up cell. */
final class StudioCode {
    private StudioCode() {}

    static String of(StudioSettings settings, GuidanceMaker maker) {
        String draw = "var clip = model.generate(" + JavaText.literal(settings.prompt()) + ")\n    .seed("
                + settings.seed() + ").steps(" + settings.steps() + ").guidanceScale(" + settings.scale() + ")";
        if (!settings.isGuided()) {
            return draw + ".run();\nshow(clip);\n";
        }
        Spoken<Guidance> guidance = maker.of(settings);
        return "var controls = MotionControls.of(model);\nvar guidance = " + guidance.code() + ";\n" + draw
                + ".guidedBy(guidance).run();\nshow(clip);\n";
    }
}
