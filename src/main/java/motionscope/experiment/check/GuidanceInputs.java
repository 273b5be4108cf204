package motionscope.experiment.check;

import motionscope.control.GuidanceLoss;
import motionscope.control.MotionGoal;
import motionscope.control.MotionReference;
import motionscope.control.MotionTarget;
import motionscope.control.Region;
import motionscope.model.Tap;
import motionscope.model.UNetMotion;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * What the files of a guidance case have in common.
 *
 * @param losses {@code io_loss}: a latent and the regions
 * @param run {@code io_loop_reference}: noise and texts of whole runs
 */
record GuidanceInputs(
        UNetMotion unet, SchedulerConfig scheduler, JsonFile settings, SafeTensors losses, SafeTensors run) {
    static final int REGIONS = 2;
    static final Tap TAP = Tap.UP1;

    Tensor read(SafeTensors file, String name) {
        return Weights.read(file, name).to(unet.placement().device());
    }

    int[] channels(int region) {
        return java.util.Arrays.stream(losses.longs("region." + region + ".channels"))
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    Region mask(int region) {
        Tensor painted = Weights.read(losses, "region." + region + ".pixel_mask");
        long[] values = painted.longs();
        boolean[] mask = new boolean[values.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = values[i] != 0;
        }
        return Region.mask(mask, (int) painted.size(0), (int) painted.size(1));
    }

    Region perFrame(int region) {
        String name = "region." + region + ".frame_weights";
        long[] s = losses.entry(name).sizes();
        return Region.weights(losses.floats(name), (int) s[0], (int) s[1], (int) s[2]);
    }

    /** The goal of one region: a vector for each frame, or a map. */
    MotionGoal goal(int region, boolean map, Region where, GuidanceLoss loss) {
        String name = "region." + region + (map ? ".map" : ".vector");
        long[] s = losses.entry(name).sizes();
        MotionTarget target = new MotionTarget(
                (int) s[0], (int) s[1], map ? (int) s[2] : 1, map ? (int) s[3] : 1, losses.floats(name));
        return MotionGoal.of(MotionReference.of(target, TAP, channels(region)))
                .in(where)
                .weight(losses.doubles("region." + region + ".weight")[0])
                .loss(loss);
    }
}
