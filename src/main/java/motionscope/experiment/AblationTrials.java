package motionscope.experiment;

import static motionscope.experiment.SteeringTrials.FOUR;
import static motionscope.experiment.SteeringTrials.FRAMES;
import static motionscope.experiment.SteeringTrials.ONE;
import static motionscope.experiment.SteeringTrials.ONE_SEED;
import static motionscope.experiment.SteeringTrials.SPEED;
import static motionscope.experiment.SteeringTrials.each;
import static motionscope.experiment.SteeringTrials.velocity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import motionscope.control.Guidance;
import motionscope.control.GuidanceLoss;
import motionscope.control.KeySharing;
import motionscope.experiment.SteeringTrial.Asked;
import motionscope.motion.MotionChannels;
import motionscope.video.ClipChanges;
import motionscope.video.world.Direction;
import motionscope.video.world.MotionPath;

/** What each part of the method is good for: the paper's tables 1 and 4 and figure 12, and how strong guidance should be. */
record AblationTrials(MotionControls controls, SourceClips sources) {
    List<SteeringTrial> features() {
        List<SteeringTrial> all = new ArrayList<>();
        List<String> some = ONE.subList(0, 4);
        int[] every = every();
        each(
                all,
                "features",
                "plain",
                some,
                ONE_SEED,
                FOUR,
                way -> () ->
                        Guidance.adaptive().loss(GuidanceLoss.PLAIN_REGION_MEAN).toward(sources.plain(way, every)));
        each(all, "features", "+CR", some, ONE_SEED, FOUR, way -> () -> sources.guidance(way, every));
        each(all, "features", "+CR +channels", some, ONE_SEED, FOUR, way -> () -> sources.guidance(way, channels()));
        all.addAll(pixels(some));
        return all;
    }

    /** What needs no network: the frames of the unguided clip are moved as wholes. */
    private static List<SteeringTrial> pixels(List<String> prompts) {
        List<SteeringTrial> all = new ArrayList<>();
        for (Direction way : FOUR) {
            MotionPath path = MotionPath.toward(way, SPEED, FRAMES);
            double[] right = IntStream.range(0, FRAMES).mapToDouble(path::x).toArray();
            double[] down = IntStream.range(0, FRAMES).mapToDouble(path::y).toArray();
            for (int i = 0; i < prompts.size(); i++) {
                Asked asked = new Asked(velocity(way), 0, List.of());
                all.add(new SteeringTrial(
                        "features",
                        "moved pixels",
                        prompts.get(i),
                        ONE_SEED + i,
                        asked,
                        null,
                        clip -> ClipChanges.shift(clip, right, down)));
            }
        }
        return all;
    }

    private int[] every() {
        return IntStream.range(0, controls.profile().channels().total()).toArray();
    }

    List<SteeringTrial> shares() {
        List<SteeringTrial> all = new ArrayList<>();
        MotionChannels strongest = controls.profile().channels();
        Map<Integer, int[]> shares = new LinkedHashMap<>();
        for (int k : new int[] {2, 4, 8, strongest.count()}) {
            shares.put(k, strongest.top(k).indices());
        }
        shares.put(strongest.total(), every());
        shares.forEach((k, some) -> each(
                all,
                "share of channels",
                Integer.toString(k),
                ONE.subList(0, 2),
                ONE_SEED,
                FOUR,
                way -> () -> sources.guidance(way, some)));
        return all;
    }

    List<SteeringTrial> strength() {
        List<SteeringTrial> all = new ArrayList<>();
        List<Direction> two = List.of(Direction.RIGHT, Direction.UP);
        for (double weight : new double[] {3, 10, 30, 100}) {
            for (int steps : new int[] {6, 12, 18}) {
                String name = "weight " + (int) weight + ", steps 0.." + (steps - 1);
                each(
                        all,
                        "strength",
                        name,
                        ONE.subList(0, 2),
                        ONE_SEED,
                        two,
                        way -> () -> sources.guidance(way, channels())
                                .stepSize(1)
                                .weight(weight)
                                .steps(0, steps));
            }
        }
        return all;
    }

    /** The paper's figure 12: what keeping keys and values, and a clipped gradient, change. */
    List<SteeringTrial> consistency() {
        List<SteeringTrial> all = new ArrayList<>();
        Map<String, Function<Guidance, Guidance>> ways = new LinkedHashMap<>();
        ways.put("nothing shared", g -> g);
        ways.put("keys and values in the gradient", g -> g.sharing(KeySharing.GRADIENT));
        ways.put("keys and values at guided steps", g -> g.sharing(KeySharing.GUIDED_STEPS));
        ways.put("the same, first 8 frames", g -> g.sharing(KeySharing.GUIDED_STEPS)
                .clipToFrames(8));
        ways.forEach((name, change) -> each(
                all,
                "consistency",
                name,
                ONE.subList(0, 2),
                ONE_SEED,
                FOUR,
                way -> () -> change.apply(
                        sources.guidance(way, channels()).stepSize(1).weight(10))));
        return all;
    }

    private int[] channels() {
        return controls.profile().channels().indices();
    }
}
