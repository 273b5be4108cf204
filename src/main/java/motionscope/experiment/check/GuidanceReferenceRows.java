package motionscope.experiment.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import motionscope.control.Motion;
import motionscope.control.MotionPlan;
import motionscope.control.MotionSource;
import motionscope.control.MotionTarget;
import motionscope.model.Denoising;
import motionscope.motion.ChannelStatistics;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.sampler.DdimInverseSampler;
import motionscope.sampler.Plan;
import motionscope.sampler.Sampling;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Tensor;

/** References: by inversion of a clip, and synthetic ones. */
record GuidanceReferenceRows(GuidanceInputs given, SafeTensors io, Comparison rows, Tolerance tolerance) {
    void inversion() {
        JsonFile settings = given.settings().object("inversion");
        int steps = settings.integer("steps");
        int index = settings.integer("index");
        Tensor clean = given.read(io, "in.clean");
        Tensor empty = given.read(io, "in.empty_text");
        Plan plan = new DdimInverseSampler(given.scheduler()).plan(steps);
        List<double[]> latents = new ArrayList<>();
        latents.add(clean.doubles());
        SamplingListener keep = new SamplingListener() {
            @Override
            public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                latents.add(latent.doubles());
                return true;
            }
        };
        Sampling.run(
                plan,
                clean,
                (x, t) -> given.unet().denoise(Denoising.of(x, t, empty)).prediction(),
                keep);
        rows.compareFlat("timesteps", plan.timesteps(), tolerance);
        rows.compareFlat(
                "latents",
                latents.stream().flatMapToDouble(java.util.Arrays::stream).toArray(),
                tolerance);
        Tensor at =
                Tensor.of(latents.get(index), clean.shape()).cast(clean.dtype()).to(clean.device());
        Tensor x = given.unet()
                .denoise(Denoising.of(at, plan.timestep(index), empty)
                        .tapping(GuidanceInputs.TAP)
                        .featuresOnly())
                .at(GuidanceInputs.TAP);
        rows.compare("tap.up1", x, tolerance);
        MotionSource source = MotionSource.of(given.unet(), given.scheduler(), clean, empty);
        int[] window = settings.integers("window").stream().mapToInt(i -> i).toArray();
        int grid = settings.integers("grid").get(0);
        int[] all = IntStream.range(0, (int) x.size(1)).toArray();
        MotionTarget whole = source.inverted(steps, index, GuidanceInputs.TAP, all);
        rows.compareFlat(
                "reference.window",
                Comparison.wide(whole.averaged(grid, window[0], window[1]).values()),
                tolerance);
        MotionTarget some = source.inverted(steps, index, GuidanceInputs.TAP, given.channels(0));
        rows.compareFlat(
                "reference.channels",
                Comparison.wide(some.averaged(grid, window[0], window[1]).values()),
                tolerance);
        rows.compareFlat("reference.map", Comparison.wide(some.values()), tolerance);
    }

    void synthetic() {
        List<ChannelStatistics> axes = new ArrayList<>();
        for (MotionAxis axis : MotionAxis.values()) {
            String name = axis.name().toLowerCase(Locale.ROOT) + ".";
            for (String part : List.of("minimum", "maximum", "sign")) {
                rows.input(name + part, "");
            }
            int[] sign = java.util.Arrays.stream(io.longs(name + "sign"))
                    .mapToInt(Math::toIntExact)
                    .toArray();
            int[] numbers = IntStream.range(0, sign.length).toArray();
            MotionChannels channels = new MotionChannels(numbers, new double[sign.length], sign.length);
            axes.add(new ChannelStatistics(
                    axis, channels, io.doubles(name + "minimum"), io.doubles(name + "maximum"), sign));
        }
        rows.input("frames", "");
        int frames = Math.toIntExact(io.longs("frames")[0]);
        given.settings().object("plans").tree().entrySet().forEach(plan -> {
            MotionTarget found = plan(plan.getValue().getAsJsonArray()).over(frames, axes);
            rows.compareFlat("plan." + plan.getKey(), Comparison.wide(found.values()), tolerance);
        });
    }

    private static MotionPlan plan(JsonArray segments) {
        List<MotionPlan.Segment> parts = new ArrayList<>();
        for (JsonElement segment : segments) {
            JsonArray one = segment.getAsJsonArray();
            parts.add(new MotionPlan.Segment(
                    one.get(0).getAsInt(), Motion.of(one.get(1).getAsString())));
        }
        return new MotionPlan(parts);
    }
}
