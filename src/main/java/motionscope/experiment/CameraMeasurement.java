package motionscope.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import motionscope.control.MotionProfile;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.Features;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.motion.Pca;
import motionscope.sampler.Plan;
import motionscope.sampler.Sampler;
import motionscope.sampler.SchedulerConfig;
import motionscope.video.Clip;
import motionscope.video.world.Choreography;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.MotionPath;
import motionscope.video.world.World;

/** What clips that pan four ways say of a model: the profile of its camera channels, and the channels of any tap. */
final class CameraMeasurement {
    private static final double SPEED = World.SPEED; // px/frame
    private static final int SCENES = 12;
    private static final int FEW_SCENES = 6; // to find channels at a tap that has no profile
    private static final long SEED = 5;
    private static final int CHANNELS_PER_AXIS = 8;
    private static final int LOOK_AT = 399; // the timestep at which lessons 01 and 02 look for channels
    private static final int PROFILE_STEPS = 16; // later ones count as the last of these
    private static final int OF_STEPS = 25;
    private static final List<Direction> WAYS = List.of(Direction.RIGHT, Direction.LEFT, Direction.DOWN, Direction.UP);

    private CameraMeasurement() {}

    /** At tap up1 and the timesteps of the model's guided steps; minutes on a processor. */
    static MotionProfile profile(VideoModel model) {
        LabelledClips<Direction> pans = pans(model, SCENES);
        Features x = model.features(pans, Tap.UP1, LOOK_AT);
        MotionChannels channels = MotionChannels.of(x, pans.motions(), MotionAxis.HORIZONTAL, CHANNELS_PER_AXIS)
                .union(MotionChannels.of(x, pans.motions(), MotionAxis.VERTICAL, CHANNELS_PER_AXIS));
        Plan plan = Sampler.of(SchedulerConfig.of(model.schedulerConfig()))
                .plan(model.defaults().steps());
        int guided = Math.max(1, plan.steps() * PROFILE_STEPS / OF_STEPS);
        List<Integer> timesteps = IntStream.range(0, guided)
                .map(i -> (int) Math.round(plan.timestep(i)))
                .boxed()
                .toList();
        return MotionProfile.measure(model, pans, SPEED, Tap.UP1, channels, timesteps);
    }

    /** Principal components of a tap, of the first frame without content (lesson 02). */
    static Pca components(VideoModel model, Tap tap) {
        Features seen = model.extract(pans(model, FEW_SCENES).clips())
                .reducing(
                        x -> ContentCorrelation.remove(x).frame(0).pooled(Math.min(2, Math.min(x.rows(), x.columns()))))
                .noised(tap, LOOK_AT);
        return Pca.of(seen);
    }

    private static LabelledClips<Direction> pans(VideoModel model, int scenes) {
        List<Clip> clips = new ArrayList<>();
        List<Direction> motions = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (Direction way : WAYS) {
            MotionPath path = MotionPath.toward(way, SPEED, model.defaults().frames());
            List<Clip> drawn =
                    Choreography.camera(path).clips(scenes, SEED, model.codec().sampleSize());
            for (int i = 0; i < drawn.size(); i++) {
                clips.add(drawn.get(i));
                motions.add(way);
                numbers.add(i);
            }
        }
        return new LabelledClips<>(clips, motions, numbers);
    }
}
