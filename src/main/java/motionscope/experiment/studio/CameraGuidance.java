package motionscope.experiment.studio;

import motionscope.control.Guidance;
import motionscope.control.MotionProfile;
import motionscope.control.MotionReference;
import motionscope.control.Preset;
import motionscope.experiment.MotionControls;
import motionscope.metric.Velocity;
import motionscope.motion.MotionChannels;
import motionscope.video.world.Choreography;

/** All that is seen, or what is in the region, moves one way: by the model's profile, else as clips show it that are drawn. */
final class CameraGuidance {
    private final GuidanceParts parts;
    private final DrawnGuidance drawn;

    CameraGuidance(GuidanceParts parts) {
        this.parts = parts;
        this.drawn = new DrawnGuidance(parts);
    }

    /** By (right, down) pixels in each frame. */
    Spoken<Guidance> moving(StudioSettings s, Velocity v) {
        if (!profileHas(s)) {
            return drawn.like(s, Choreography.camera(parts.path(v)), "Choreography.camera(" + parts.code(v) + ")");
        }
        Spoken<MotionControls> some = s.share() == null
                ? parts.controls()
                : parts.controls().then(".strongest(" + s.share() + ")", c -> c.strongest(s.share()));
        if (s.preset() == Preset.ADAPTIVE && s.place() == null) {
            return new Spoken<>(some.code() + ".camera(" + v.x() + ", " + v.y() + ")", () -> some.value()
                    .camera(v.x(), v.y()));
        }
        Spoken<MotionReference> pan = new Spoken<>(
                some.code() + ".pan(" + parts.code(v) + ")", () -> some.value().pan(parts.path(v)));
        return parts.toward(s, pan);
    }

    /** Whether the model's profile has curves for this tap and so many channels. */
    private boolean profileHas(StudioSettings s) {
        MotionProfile profile = parts.controls().value().profile();
        MotionChannels there = profile.channels();
        boolean tap = s.tap() == null || s.tap().equals(profile.tap());
        return tap && (s.share() == null || MotionChannels.count(s.share(), there.total()) <= there.count());
    }
}
