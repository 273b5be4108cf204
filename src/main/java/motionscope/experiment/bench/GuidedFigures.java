package motionscope.experiment.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import motionscope.experiment.VideoModel;

/** A guided clip our way, and the same clip the {@linkplain OfficialWay official way}. */
final class GuidedFigures {
    /** What the project allows itself of the official way's time, and of its memory. */
    private static final double SHARE = 0.5;
    /** Both ways do the same sums in another order, and steps and updates carry the difference on. */
    private static final double SAME = 1e-2;

    private static final String OFFICIAL = "  the official way";
    private static final String RATIO = "  ours / the official way";

    private GuidedFigures() {}

    /** Most resident memory of a process that draws one. */
    static List<Figure> peaks(BenchSettings settings, FreshProcess fresh) {
        settings.progress().accept("memory of a guided clip, ours and the official way");
        double ours = fresh.run(FreshWork.GUIDED).peakBytes() / 1e9;
        double official = fresh.run(FreshWork.OFFICIAL).peakBytes() / 1e9;
        return List.of(
                Figure.of("guided clip, peak resident memory", "GB", ours),
                Figure.of(OFFICIAL, "GB", official),
                share(Figure.of(RATIO, "ratio", ours / official)));
    }

    /** Both in turns; a short clip of each before, which does not count. */
    static List<Figure> speed(BenchSettings settings, VideoModel model) {
        int steps = settings.guidedSteps();
        settings.progress().accept("guided clip, ours and the official way");
        try (GuidedWork warmUp = GuidedWork.whole(model, settings.prompt(), 2);
                GuidedWork work = GuidedWork.whole(model, settings.prompt(), steps)) {
            warmUp.ours();
            warmUp.official();
            float[][] latents = new float[2][];
            List<Double> ours = new ArrayList<>();
            List<Double> official = new ArrayList<>();
            Samples[] both = Samples.inTurns(
                    settings.longRuns(),
                    () -> seconds(() -> latents[0] = work.ours(), ours),
                    () -> seconds(() -> latents[1] = work.official(), official));
            Figure ratio = both[0].over(both[1]).figure(RATIO, "ratio");
            return List.of(
                    both[0].figure("guided clip, " + steps + " steps", "s"),
                    both[1].figure(OFFICIAL, "s"),
                    settings.quick() ? ratio : share(ratio), // fewer steps save more: the goal is of a whole clip
                    samples(ours).over(samples(official)).figure("  the same of processor time", "ratio"),
                    Figure.of("  difference of the latents / largest", "ratio", difference(latents[0], latents[1]))
                            .atMost(SAME, "at most 0.01"));
        }
    }

    /** Seconds of the work; those that processors worked for it are added to a list: another's load matters less there. */
    private static double seconds(Runnable work, List<Double> processor) {
        long before = processorNanos();
        double seconds = Samples.seconds(work);
        processor.add((processorNanos() - before) / 1e9);
        return seconds;
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static Samples samples(List<Double> values) {
        return new Samples(values.stream().mapToDouble(v -> v).toArray());
    }

    private static Figure share(Figure ratio) {
        return ratio.atMost(SHARE, "at most 0.5");
    }

    /** The greatest difference, as a share of the largest value. */
    static double difference(float[] one, float[] other) {
        double most = 0;
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            most = Math.max(most, Math.abs(one[i] - other[i]));
            largest = Math.max(largest, Math.abs(one[i]));
        }
        return most / largest;
    }
}
