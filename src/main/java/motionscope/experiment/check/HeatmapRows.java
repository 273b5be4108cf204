package motionscope.experiment.check;

import java.util.Arrays;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.CosineHeatmap;
import motionscope.motion.Features;
import motionscope.tensor.SafeTensors;

/** Content correlation removal, chosen channels, and how alike one point of a source is to every point of a target. */
record HeatmapRows(SafeTensors io, Comparison rows, Tolerance tolerance) {
    void compare() {
        Features source = features("in.source");
        Features target = features("in.target");
        int[] channels = Arrays.stream(io.longs("in.channels"))
                .mapToInt(Math::toIntExact)
                .toArray();
        long[] point = io.longs("in.point_yx");
        Features removed = ContentCorrelation.remove(source);
        Features from = removed.channels(channels);
        Features to = ContentCorrelation.remove(target).channels(channels);
        add("moft.content_removed", removed.values());
        add("moft.source", from.values());
        add("moft.target", to.values());
        int row = Math.toIntExact(point[0]);
        int column = Math.toIntExact(point[1]);
        CosineHeatmap first = CosineHeatmap.of(from.frame(0), row, column, to.frame(0));
        add("heatmap.cosine", first.values());
        add("heatmap.normalised", first.normalised().values());
        add("heatmap.cosine_all_frames", CosineHeatmap.of(from, row, column, to).values());
        add(
                "heatmap.cosine_plain_features",
                CosineHeatmap.of(source.frame(0), row, column, target.frame(0)).values());
    }

    private void add(String name, float[] ours) {
        if (rows.has(name)) {
            rows.compareFlat(name, Comparison.wide(ours), tolerance);
        }
    }

    private Features features(String name) {
        int[] s =
                Arrays.stream(io.entry(name).sizes()).mapToInt(Math::toIntExact).toArray(); // (f, d, h, w)
        return new Features(Tap.UP1, 0, 1, s[0], s[1], s[2], s[3], io.floats(name));
    }
}
