package motionscope.experiment.studio;

import java.nio.file.Path;
import motionscope.control.Guidance;
import motionscope.control.MotionReference;
import motionscope.model.Tap;
import motionscope.motion.MotionChannels;
import motionscope.video.Clip;
import motionscope.video.ClipReader;
import motionscope.video.ReadOptions;

/** As in a clip in a file. */
final class ClipGuidance {
    private final GuidanceParts parts;

    ClipGuidance(GuidanceParts parts) {
        this.parts = parts;
    }

    Spoken<Guidance> like(StudioSettings s, Path file) {
        Tap tap = s.tap() == null ? parts.controls().value().profile().tap() : s.tap();
        double share = s.share() == null ? ownShare() : s.share();
        String size = parts.side() + ", " + parts.side();
        String reading = "motionscope.video.ClipReader.read(Path.of(" + JavaText.literal(file.toString())
                + "),\n        motionscope.video.ReadOptions.all().frames(" + parts.frames() + ").size(" + size + "))";
        String code = "MotionReference.of(model, " + reading + ",\n        " + JavaText.tap(tap) + ", "
                + parts.channelsCode(tap, share) + ")";
        Clip clip = read(file);
        return parts.toward(
                s, new Spoken<>(code, () -> MotionReference.of(parts.model(), clip, tap, parts.channels(tap, share))));
    }

    /** As much of a reference clip as the model's clips show. */
    Clip read(Path file) {
        return ClipReader.read(file, ReadOptions.all().frames(parts.frames()).size(parts.side(), parts.side()));
    }

    private double ownShare() {
        MotionChannels own = parts.controls().value().profile().channels();
        return (double) own.count() / own.total();
    }
}
