package motionscope.experiment.studio;

import motionscope.control.Guidance;
import motionscope.control.MotionReference;
import motionscope.control.Preset;
import motionscope.experiment.MotionControls;
import motionscope.experiment.VideoModel;
import motionscope.metric.Velocity;
import motionscope.model.Tap;
import motionscope.video.world.MotionPath;

/**
 * What guidance of a model is put together from, whatever is asked.
 *
 * @param controls of the model, whose name in code is {@code controls}
 * @param frames of the clips, fewer in a draft
 */
record GuidanceParts(VideoModel model, Spoken<MotionControls> controls, int frames) {
    MotionPath path(Velocity v) {
        return MotionPath.velocity(v.x(), v.y(), frames);
    }

    String code(Velocity v) {
        return "MotionPath.velocity(" + v.x() + ", " + v.y() + ", " + frames + ")";
    }

    /** Whether taps and channels are the control's own, whose goals lie at several taps. */
    static boolean own(StudioSettings s) {
        return s.preset() == Preset.ADAPTIVE && s.tap() == null && s.share() == null;
    }

    Spoken<Guidance> toward(StudioSettings s, Spoken<MotionReference> reference) {
        String start =
                switch (s.preset()) {
                    case ADAPTIVE -> "Guidance.adaptive()";
                    case PAPER -> "Guidance.paper()";
                    case OFFICIAL_CODE -> "Guidance.officialCode()";
                };
        Place place = s.place();
        if (place == null) {
            return new Spoken<>(
                    start + ".toward(" + reference.code() + ")",
                    () -> s.preset().guidance().toward(reference.value()));
        }
        return new Spoken<>(
                start + ".toward(" + reference.code() + ",\n        " + place.code() + ")",
                () -> s.preset().guidance().toward(reference.value(), place.region()));
    }

    String channelsCode(Tap tap, double share) {
        return "controls.channels(" + JavaText.tap(tap) + ", " + share + ").indices()";
    }

    int[] channels(Tap tap, Double share) {
        return share == null
                ? new int[0]
                : controls.value().channels(tap, share).indices();
    }

    /** Frames of the whole clip. */
    int whole() {
        return model.defaults().frames();
    }

    int side() {
        return model.codec().sampleSize();
    }
}
