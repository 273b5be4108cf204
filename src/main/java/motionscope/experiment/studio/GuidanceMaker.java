package motionscope.experiment.studio;

import java.nio.file.Path;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.control.MotionProfile;
import motionscope.control.MotionReference;
import motionscope.control.Preset;
import motionscope.control.StepSize;
import motionscope.control.Trajectory;
import motionscope.experiment.MotionControls;
import motionscope.experiment.VideoModel;
import motionscope.metric.Velocity;
import motionscope.model.Tap;
import motionscope.motion.MotionChannels;
import motionscope.video.Clip;
import motionscope.video.ClipReader;
import motionscope.video.ReadOptions;
import motionscope.video.world.Choreography;
import motionscope.video.world.MotionPath;

/** Settings turned into guidance of one model. References are kept, so that only what has changed is made again. */
final class GuidanceMaker {
    private static final double DRAWN_RADIUS = 10.0 / 64; // of a shape on a line, where no region says how large it is

    private final VideoModel model;
    private final Spoken<MotionControls> controls;
    private final int frames; // of the clips
    private final Recent<Object, Spoken<Guidance>> known = new Recent<>(8);

    GuidanceMaker(VideoModel model) {
        this(
                model,
                new Spoken<>("controls", () -> MotionControls.of(model)),
                model.defaults().frames());
    }

    private GuidanceMaker(VideoModel model, Spoken<MotionControls> controls, int frames) {
        this.model = model;
        this.controls = controls;
        this.frames = frames;
    }

    /** The same for drafts of so many frames. */
    GuidanceMaker quick(int few) {
        return new GuidanceMaker(
                model,
                controls.then(".quick().frames(" + few + ")", c -> c.quick().frames(few)),
                few);
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
            s.tap().require(model.taps());
        }
        if (s.asked() instanceof Asked.Camera camera) {
            return camera(s, Asked.velocity(camera.degrees(), camera.speed()));
        }
        if (s.asked() instanceof Asked.Still) {
            return camera(s, new Velocity(0, 0));
        }
        if (s.asked() instanceof Asked.Zoom zoom) {
            return zoom(s, zoom.growth());
        }
        if (s.asked() instanceof Asked.Shape shape) {
            return shape(s, Asked.velocity(shape.degrees(), shape.speed()));
        }
        if (s.asked() instanceof Asked.Drawn drawn) {
            return drawn(s, drawn);
        }
        if (s.asked() instanceof Asked.Reference reference) {
            return reference(s, reference.file());
        }
        throw new IllegalStateException("Nothing is asked, so there is no guidance.");
    }

    // ---- camera -----------------------------------------------------------------------------------------------------

    private Spoken<Guidance> camera(StudioSettings s, Velocity v) {
        if (!profileHas(s)) {
            return like(s, Choreography.camera(path(v)), "Choreography.camera(" + code(v) + ")");
        }
        Spoken<MotionControls> some = s.share() == null
                ? controls
                : controls.then(".strongest(" + s.share() + ")", c -> c.strongest(s.share()));
        if (s.preset() == Preset.ADAPTIVE && s.place() == null) {
            return new Spoken<>(some.code() + ".camera(" + v.x() + ", " + v.y() + ")", () -> some.value()
                    .camera(v.x(), v.y()));
        }
        Spoken<MotionReference> pan = new Spoken<>(
                some.code() + ".pan(" + code(v) + ")", () -> some.value().pan(path(v)));
        return toward(s, pan);
    }

    /** Whether the model's profile has curves for this tap and so many channels. */
    private boolean profileHas(StudioSettings s) {
        MotionProfile profile = controls.value().profile();
        MotionChannels there = profile.channels();
        boolean tap = s.tap() == null || s.tap().equals(profile.tap());
        return tap && (s.share() == null || MotionChannels.count(s.share(), there.total()) <= there.count());
    }

    private MotionPath path(Velocity v) {
        return MotionPath.velocity(v.x(), v.y(), frames);
    }

    private String code(Velocity v) {
        return "MotionPath.velocity(" + v.x() + ", " + v.y() + ", " + frames + ")";
    }

    // ---- what drawn clips show --------------------------------------------------------------------------------------

    private Spoken<Guidance> zoom(StudioSettings s, double growth) {
        if (s.preset() == Preset.OFFICIAL_CODE) {
            throw new MotionScopeException(
                    "A zoom was asked for with the preset OFFICIAL_CODE, which compares means over"
                            + " the picture, and those do not zoom; choose ADAPTIVE or PAPER.");
        }
        if (own(s)) {
            return new Spoken<>(
                    "controls.zoom(" + growth + ")", () -> controls.value().zoom(growth));
        }
        return like(
                s,
                Choreography.still(frames).zooming(growth),
                "Choreography.still(" + frames + ").zooming(" + growth + ")");
    }

    private Spoken<Guidance> shape(StudioSettings s, Velocity v) {
        if (s.place() == null) {
            throw new MotionScopeException(
                    "A shape was asked to move, but no region says which; drag a box around it or" + " paint it.");
        }
        if (s.preset() != Preset.ADAPTIVE) {
            return camera(s, v); // the paper's way: the motion of a camera, asked of the region only
        }
        double[] box = s.place().box();
        int side = side();
        double x = Numbers.short3(side * ((box[0] + box[2]) / 2 - 0.5));
        double y = Numbers.short3(side * ((box[1] + box[3]) / 2 - 0.5));
        double radius = Numbers.short3(radius(box));
        requireInside(Math.abs(x) + Math.abs(v.x()) * (whole() - 1) / 2);
        requireInside(Math.abs(y) + Math.abs(v.y()) * (whole() - 1) / 2);
        return likeShape(
                s,
                Choreography.still(frames).with(x, y, radius, path(v)),
                "Choreography.still(" + frames + ").with(" + x + ", " + y + ", " + radius + ", " + code(v) + ")");
    }

    private Spoken<Guidance> drawn(StudioSettings s, Asked.Drawn drawn) {
        if (s.preset() != Preset.ADAPTIVE) {
            throw new MotionScopeException("A drawn trajectory was asked for with the preset " + s.preset()
                    + ", which asks one motion of a region; choose ADAPTIVE, or a direction and a speed.");
        }
        double radius = Numbers.short3(
                s.place() == null ? DRAWN_RADIUS * side() : radius(s.place().box()));
        Trajectory path = drawn.first(frames, whole());
        String stops = drawn.stops(whole()).stream()
                .map(p -> "new Trajectory.Stop(" + p.frame() + ", " + p.x() + ", " + p.y() + ")")
                .collect(Collectors.joining(", "));
        String line = "Trajectory.through(" + whole() + ", " + stops + ")";
        String code = frames == whole() ? line : "new Trajectory(Arrays.copyOf(" + line + ".points(), " + frames + "))";
        if (own(s)) {
            return new Spoken<>("controls.drag(" + code + ", " + radius + ")", () -> controls.value()
                    .drag(path, radius));
        }
        return like(
                s,
                Choreography.still(frames).with(radius, path.points(), side()),
                "Choreography.still(" + frames + ").with(" + radius + ", " + code + ".points(), " + side() + ")");
    }

    private double radius(double... box) {
        return Math.max(1, side() * Math.min(box[2] - box[0], box[3] - box[1]) / 2);
    }

    private void requireInside(double reach) {
        if (reach > side() / 2.0) {
            throw new MotionScopeException("The shape would leave the picture within " + whole()
                    + " frames; ask for a lower speed, or choose a region with more room that way.");
        }
    }

    private Spoken<Guidance> likeShape(StudioSettings s, Choreography asked, String code) {
        if (own(s)) {
            return new Spoken<>(
                    "controls.like(" + code + ")", () -> controls.value().like(asked));
        }
        return like(s, asked, code);
    }

    /** One goal at one tap, from drawn clips. */
    private Spoken<Guidance> like(StudioSettings s, Choreography asked, String code) {
        Tap tap = s.tap() == null ? Tap.UP1 : s.tap();
        String channels = s.share() == null ? "" : ", " + channelsCode(tap, s.share());
        Spoken<Guidance> goal =
                new Spoken<>("controls.like(" + code + ", " + JavaText.tap(tap) + channels + ")", () -> controls.value()
                        .like(asked, tap, channels(tap, s.share())));
        if (s.preset() == Preset.ADAPTIVE) {
            return goal;
        }
        Spoken<MotionReference> reference = new Spoken<>(
                goal.code() + ".goals().get(0).reference()",
                () -> goal.value().goals().get(0).reference());
        return toward(s, reference);
    }

    // ---- a clip in a file -------------------------------------------------------------------------------------------

    private Spoken<Guidance> reference(StudioSettings s, Path file) {
        Tap tap = s.tap() == null ? controls.value().profile().tap() : s.tap();
        double share = s.share() == null ? ownShare() : s.share();
        String reading = "motionscope.video.ClipReader.read(Path.of(" + JavaText.literal(file.toString())
                + "),\n        motionscope.video.ReadOptions.all().frames(" + frames + ").size(" + side() + ", "
                + side()
                + "))";
        String code = "MotionReference.of(model, " + reading + ",\n        " + JavaText.tap(tap) + ", "
                + channelsCode(tap, share) + ")";
        Clip clip = read(file);
        return toward(s, new Spoken<>(code, () -> MotionReference.of(model, clip, tap, channels(tap, share))));
    }

    /** As much of a reference clip as the model's clips show. */
    Clip read(Path file) {
        return ClipReader.read(file, ReadOptions.all().frames(frames).size(side(), side()));
    }

    private double ownShare() {
        MotionChannels own = controls.value().profile().channels();
        return (double) own.count() / own.total();
    }

    // ---- parts ------------------------------------------------------------------------------------------------------

    /** Whether taps and channels are the control's own, whose goals lie at several taps. */
    private static boolean own(StudioSettings s) {
        return s.preset() == Preset.ADAPTIVE && s.tap() == null && s.share() == null;
    }

    private Spoken<Guidance> toward(StudioSettings s, Spoken<MotionReference> reference) {
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

    private String channelsCode(Tap tap, double share) {
        return "controls.channels(" + JavaText.tap(tap) + ", " + share + ").indices()";
    }

    private int[] channels(Tap tap, Double share) {
        return share == null
                ? new int[0]
                : controls.value().channels(tap, share).indices();
    }

    /** Frames of the clip, where {@link #frames} are those of a draft of it. */
    private int whole() {
        return model.defaults().frames();
    }

    private int side() {
        return model.codec().sampleSize();
    }
}
