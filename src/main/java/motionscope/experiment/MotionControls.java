package motionscope.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import motionscope.MotionScopeException;
import motionscope.control.DragSchedule;
import motionscope.control.Guidance;
import motionscope.control.GuidanceLoss;
import motionscope.control.MotionGoal;
import motionscope.control.MotionProfile;
import motionscope.control.MotionReference;
import motionscope.control.PointDrag;
import motionscope.control.ReferenceClips;
import motionscope.control.SpeedCalibration;
import motionscope.control.Trajectory;
import motionscope.model.Tap;
import motionscope.motion.MotionChannels;
import motionscope.motion.Pca;
import motionscope.video.world.Choreography;
import motionscope.video.world.Direction;
import motionscope.video.world.MotionPath;

/**
 * Motion asked for in pixels per frame, turned into guidance of one model.
 *
 * <pre>{@code
 * var controls = MotionControls.of(model);
 * show(model.generate(prompt).seed(7).guidedBy(controls.camera(Direction.RIGHT, 1.2)).run());
 * }</pre>
 *
 * <p>The camera is steered by synthetic references (paper, section 4.1) from the profile of each step's timestep, at the speed
 * that a calibration says; shapes and zoom by what the features of drawn clips with that motion have in common. What was
 * measured of a model lies in its folder.
 */
public final class MotionControls {
    private static final int LIKE = 8; // clips that show a motion
    private static final int LIKE_QUICKLY = 2;
    private static final long LIKE_SEED = 77;
    private static final double LIKE_SCALE = 1.5;
    private static final double LIKE_SHARE = 0.05;
    private static final int LIKE_FROM = 3; // guided earlier, before it is settled which shape is where, they swap
    private static final int LIKE_TO = 18;
    private static final int OF_STEPS = 25;
    private static final Guidance LIKENESS = Guidance.adaptive()
            .loss(GuidanceLoss.PROJECTION)
            .adaptive(LIKE_SHARE)
            .steps(LIKE_FROM, LIKE_TO, OF_STEPS);
    private static final double STILL_GROUND = 1;
    private static final double MOVING_GROUND = 0.3; // a moving ground pulls at the shapes, too
    // motion until the last of the guided steps, then plain features as in the paper
    private static final DragSchedule DRAG = new DragSchedule(
            OF_STEPS - LIKE_FROM, OF_STEPS - LIKE_TO + 1, OF_STEPS - LIKE_TO + 1, DragSchedule.PAPER.t3());

    private final VideoModel model;
    private final MotionProfile profile;
    private final SpeedCalibration calibration; // null before it is measured
    private final int shown; // clips that show a motion
    private final int frames; // of the clips that are steered
    private final Map<Tap, Pca> components; // of clips that pan; shared by all controls that were made from one

    MotionControls(VideoModel model, MotionProfile profile, SpeedCalibration calibration) {
        this(model, profile, calibration, LIKE, model.defaults().frames(), new ConcurrentHashMap<>());
    }

    private MotionControls(
            VideoModel model,
            MotionProfile profile,
            SpeedCalibration calibration,
            int shown,
            int frames,
            Map<Tap, Pca> components) {
        this.model = model;
        this.profile = profile;
        this.calibration = calibration;
        this.shown = shown;
        this.frames = frames;
        this.components = components;
    }

    /** With what lies in the model's folder; a profile that is missing is measured now, which takes minutes. */
    public static MotionControls of(VideoModel model) {
        KeptProfile kept = new KeptProfile(model);
        MotionProfile profile = kept.profile().orElseGet(() -> measure(model));
        return new MotionControls(model, profile, kept.calibration().orElse(null));
    }

    /** Whether a profile of this model's weights lies in its folder. */
    public static boolean areMeasured(VideoModel model) {
        return new KeptProfile(model).profile().isPresent();
    }

    /** How fast this model's camera may be asked to go, without reading its profile; empty where that was not measured. */
    public static Optional<SpeedCalibration> calibration(VideoModel model) {
        return new KeptProfile(model).calibration();
    }

    /** Measures the profile of a model's camera channels at the timesteps of its guided steps; minutes on a processor. */
    public static MotionProfile measure(VideoModel model) {
        return CameraMeasurement.profile(model);
    }

    /**
     * The camera: all that is seen moves one way, in pixels per frame; still needs no speed, and a speed below 0 is the other
     * way.
     *
     * @throws MotionScopeException if the speed is no number, or slower or faster than what the calibration has measured
     */
    public Guidance camera(Direction way, double speed) {
        return camera(MotionPath.toward(way, speed, frames));
    }

    /** The camera: all that is seen moves by (right, down) pixels per frame. */
    public Guidance camera(double right, double down) {
        return camera(MotionPath.velocity(right, down, frames));
    }

    /** The camera: all that is seen moves along a path, in pixels; it may turn. */
    public Guidance camera(MotionPath path) {
        return Guidance.adaptive().toward(pan(path));
    }

    /**
     * The calibrated reference of a path: of one that goes as fast as the model must be asked to go as fast as this one.
     *
     * @throws MotionScopeException if its fastest step is slower or faster than what the calibration has measured
     */
    public MotionReference pan(MotionPath path) {
        double asked = path.fastest();
        if (asked == 0) {
            return profile.still(path.frames());
        }
        double driven = calibration == null ? asked : calibration.scaleFor(asked);
        return profile.reference(path.times(driven / asked));
    }

    /** The same path as it is, not calibrated. */
    public MotionReference uncalibrated(MotionPath path) {
        return path.fastest() == 0 ? profile.still(path.frames()) : profile.reference(path);
    }

    /**
     * The background grows by this much in each frame (0.03: 3 %), or shrinks below 0.
     *
     * @throws MotionScopeException if it grows without bounds, or the model has no tap up2
     */
    public Guidance zoom(double growth) {
        Choreography zooming = Choreography.still(frames).zooming(growth);
        return like(zooming, List.of(Tap.UP1, Tap.UP2));
    }

    /**
     * Shapes and background move as in a choreography; where the background rests in it, it is kept still.
     *
     * @param asked as many frames as the clips that are steered; the place of a shape is where it is to be
     * @throws MotionScopeException if it has another number of frames
     */
    public Guidance like(Choreography asked) {
        Guidance shapes = like(asked, List.of(Tap.UP0, Tap.UP1));
        MotionGoal ground = MotionGoal.of(pan(asked.ground())).loss(GuidanceLoss.REGION_MEAN);
        // one: as far from what is asked as a camera that moves at the measured speed is from a still one
        double weight = asked.resting() ? STILL_GROUND : MOVING_GROUND;
        return shapes.toward(ground.weight(weight / profile.energy()));
    }

    /**
     * All that is seen moves as in a choreography, as one tap shows it; nothing else is asked of its background.
     *
     * @param channels of the tap; none stands for all
     * @throws MotionScopeException if it has another number of frames, or there is no such tap or channel
     */
    public Guidance like(Choreography asked, Tap tap, int... channels) {
        ReferenceClips clips = shown(asked, tap);
        MotionReference reference = channels.length == 0 ? clips.at(tap) : clips.at(tap, channels);
        return LIKENESS.toward(reference.times(LIKE_SCALE));
    }

    private Guidance like(Choreography asked, List<Tap> taps) {
        ReferenceClips clips = shown(asked, taps.toArray(Tap[]::new));
        Guidance guidance = LIKENESS;
        for (Tap tap : taps) {
            guidance = guidance.toward(clips.at(tap).times(LIKE_SCALE));
        }
        return guidance;
    }

    private ReferenceClips shown(Choreography asked, Tap... taps) {
        if (asked.frames() != frames) {
            throw new MotionScopeException("The choreography has " + asked.frames()
                    + " frames, but the clips to steer have " + frames + "; give as many, or choose frames("
                    + asked.frames() + ").");
        }
        return ReferenceClips.of(
                model, asked.clips(shown, LIKE_SEED, model.codec().sampleSize()), taps);
    }

    /**
     * A shape is dragged along a trajectory: motion early, the look of its middle late (equation 9).
     *
     * <p>Motion features guide longer than in the paper's {@link DragSchedule#PAPER}: they, not plain features, bring a shape to
     * its path here.
     */
    public Guidance drag(Trajectory path, double radius) {
        return drag(following(path, radius), path);
    }

    /**
     * The same with more in it: other shapes that move, a camera, several points.
     *
     * @param asked in which something follows each path
     */
    public Guidance drag(Choreography asked, Trajectory... paths) {
        return like(asked).dragging(PointDrag.along(paths).schedule(DRAG));
    }

    /** A shape's middle follows the trajectory before a still background. */
    Choreography following(Trajectory path, double radius) {
        int size = model.codec().sampleSize();
        return Choreography.still(path.frames()).with(radius, path.points(), size);
    }

    /**
     * The strongest motion channels of a tap: of the profile as far as it has them, else from the first two components of clips
     * that pan (lesson 02), which are drawn and looked at once for each tap.
     *
     * @param share of the tap's channels, above 0, at most 1
     */
    public MotionChannels channels(Tap tap, double share) {
        tap.require(model.taps());
        MotionChannels known = profile.channels();
        if (tap.equals(profile.tap()) && MotionChannels.count(share, known.total()) <= known.count()) {
            return known.top(MotionChannels.count(share, known.total()));
        }
        Pca pca = components.computeIfAbsent(tap, some -> CameraMeasurement.components(model, some));
        return MotionChannels.of(pca, MotionChannels.count(share, pca.mean().length));
    }

    /** These controls with the strongest channels of their profile only, a share of all that the tap has. */
    public MotionControls strongest(double share) {
        int count = MotionChannels.count(share, profile.channels().total());
        return new MotionControls(model, profile.top(count), calibration, shown, frames, components);
    }

    /** The same for drafts: shapes and zoom from two drawn clips instead of {@value #LIKE}, a quarter of the work. */
    public MotionControls quick() {
        return new MotionControls(model, profile, calibration, LIKE_QUICKLY, frames, components);
    }

    /**
     * The same for clips of so many frames; without this they have as many as the model's own.
     *
     * @throws MotionScopeException if there are fewer than two, which show no motion
     */
    public MotionControls frames(int count) {
        if (count < 2) {
            throw new MotionScopeException("Motion was asked of clips of " + count + " frames; use at least 2.");
        }
        return new MotionControls(model, profile, calibration, shown, count, components);
    }

    /** What the camera's references are made of. */
    public MotionProfile profile() {
        return profile;
    }

    /** How fast the camera may be asked to go; empty before it was measured: then as fast as one likes. */
    public Optional<SpeedCalibration> calibration() {
        return Optional.ofNullable(calibration);
    }

    /** These controls with another calibration. */
    public MotionControls calibrated(SpeedCalibration other) {
        return new MotionControls(model, profile, other, shown, frames, components);
    }

    /** Keeps profile and calibration in a folder; those of the model's own folder are found by {@link #of}. */
    public void save(Path folder) {
        new KeptProfile(model, folder).save(profile, calibration);
    }
}
