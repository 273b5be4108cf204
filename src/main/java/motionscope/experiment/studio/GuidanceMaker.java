package motionscope.experiment.studio;

import java.nio.file.Path;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.control.Preset;
import motionscope.control.StepSize;
import motionscope.experiment.MotionControls;
import motionscope.experiment.VideoModel;
import motionscope.metric.Velocity;
import motionscope.model.Tap;
import motionscope.video.Clip;

/** Settings turned into guidance of one model. References are kept, so that only what has changed is made again. */
final class GuidanceMaker {
    private final GuidanceParts parts;
    private final CameraGuidance camera;
    private final DrawnGuidance drawn;
    private final ClipGuidance clip;
    private final Recent<Object, Spoken<Guidance>> known = new Recent<>(8);

    GuidanceMaker(VideoModel model) {
        this(new GuidanceParts(
                model,
                new Spoken<>("controls", () -> MotionControls.of(model)),
                model.defaults().frames()));
    }

    private GuidanceMaker(GuidanceParts parts) {
        this.parts = parts;
        camera = new CameraGuidance(parts);
        drawn = new DrawnGuidance(parts);
        clip = new ClipGuidance(parts);
    }

    /** The same for drafts of so many frames. */
    GuidanceMaker quick(int few) {
        return new GuidanceMaker(new GuidanceParts(
                parts.model(),
                parts.controls()
                        .then(".quick().frames(" + few + ")", c -> c.quick().frames(few)),
                few));
    }

    /** What decides the references; all else are numbers that change from drag to drag. */
    private record Key(Asked asked, Preset preset, Tap tap, Double share, Place place) {}

    /**
     * The guidance and its code, in which {@code controls} are the model's {@link MotionControls}.
     *
     * @throws MotionScopeException if the settings do not go together, or not with the model
     */
    Spoken<Guidance> of(StudioSettings s) {
        Key key = new Key(s.asked(), s.preset(), s.tap(), s.share(), s.place());
        Spoken<Guidance> set = known.of(key, () -> base(s));
        if (s.weight() != null) {
            set = weighed(set, s);
        }
        if (s.from() != null) {
            int from = s.from();
            int to = s.to();
            int of = s.steps();
            set = set.then(".steps(" + from + ", " + to + ", " + of + ")", g -> g.steps(from, to, of));
        }
        if (s.updates() != null) {
            int updates = s.updates();
            set = set.then(".updates(" + updates + ")", g -> g.updates(updates));
        }
        return set;
    }

    /**
     * The largest update, from nothing to strong. A weight of the loss would not do: an adaptive update divides by it again,
     * and the scale of a raw one is another in each model.
     */
    private static Spoken<Guidance> weighed(Spoken<Guidance> set, StudioSettings s) {
        boolean adaptive = s.preset() == Preset.ADAPTIVE;
        double own = adaptive ? set.value().stepSize().value() : StepSize.DEFAULT_SHARE;
        double part = s.weight() / StudioSettings.MOST_WEIGHT;
        double most = Math.rint(own * part * part * 1e6) / 1e6; // squared: the lower half is felt, too
        return adaptive
                ? set.then(".adaptive(" + most + ")", g -> g.adaptive(most))
                : set.then(".relative(" + most + ")", g -> g.relative(most));
    }

    void clear() {
        known.clear();
    }

    private Spoken<Guidance> base(StudioSettings s) {
        if (s.tap() != null) {
            s.tap().require(parts.model().taps());
        }
        if (s.asked() instanceof Asked.Camera asked) {
            return camera.moving(s, Asked.velocity(asked.degrees(), asked.speed()));
        }
        if (s.asked() instanceof Asked.Still) {
            return camera.moving(s, new Velocity(0, 0));
        }
        if (s.asked() instanceof Asked.Zoom zoom) {
            return drawn.zoom(s, zoom.growth());
        }
        if (s.asked() instanceof Asked.Shape shape) {
            return shape(s, Asked.velocity(shape.degrees(), shape.speed()));
        }
        if (s.asked() instanceof Asked.Drawn line) {
            return drawn.along(s, line);
        }
        if (s.asked() instanceof Asked.Reference reference) {
            return clip.like(s, reference.file());
        }
        throw new IllegalStateException("Nothing is asked, so there is no guidance.");
    }

    private Spoken<Guidance> shape(StudioSettings s, Velocity v) {
        if (s.place() == null) {
            throw new MotionScopeException(
                    "A shape was asked to move, but no region says which; drag a box around it or paint it.");
        }
        return s.preset() == Preset.ADAPTIVE
                ? drawn.shape(s, v)
                : camera.moving(s, v); // the paper's way: the motion of a camera, asked of the region only
    }

    /** As much of a reference clip as the model's clips show. */
    Clip read(Path file) {
        return clip.read(file);
    }
}
