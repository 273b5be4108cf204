package motionscope.experiment.explore;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.motion.ChannelCurves;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.CosineHeatmap;
import motionscope.motion.FeatureKind;
import motionscope.motion.Features;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.motion.Pca;
import motionscope.plot.Overlay;
import motionscope.plot.Scale;
import motionscope.video.world.LabelledClips;

/** The channels of one tap at one timestep over a set of clips. Nothing here needs the network. */
public final class ChannelsAt {
    /** Cells of the maps whose components rank the channels, as in lessons 01 and 02. */
    private static final int CELLS = 2;

    private static final int COMPONENTS = 2;
    private static final String ALL_AXES = "";

    private final LabelledClips<?> clips;
    private final FeatureIndex index;
    private final Map<String, MotionChannels> ranked = new ConcurrentHashMap<>();

    ChannelsAt(LabelledClips<?> clips, FeatureIndex index) {
        this.clips = clips;
        this.index = index;
    }

    /** X, (clips, frames, channels, rows, columns). */
    public Features features() {
        return index.features();
    }

    /** The axes along which the clips move both ways; none for one's own clips. */
    public List<MotionAxis> axes() {
        return Arrays.stream(MotionAxis.values())
                .filter(axis -> IntStream.of(1, -1)
                        .allMatch(way -> clips.motions().stream().anyMatch(m -> axis.sign(m) == way)))
                .toList();
    }

    /** All channels by their larger weight in PC1 or PC2 of frame 0 of X' of all clips, the largest first. */
    public MotionChannels ranked() {
        return ranked.computeIfAbsent(ALL_AXES, none -> {
            Features moving = ContentCorrelation.remove(cells()).frame(0);
            Pca pca = Pca.of(moving.samples(), Math.min(COMPONENTS, moving.channels()));
            return MotionChannels.of(pca, moving.channels());
        });
    }

    /**
     * All channels by their weight in the first component of the clips of one axis (section 3.2).
     *
     * @throws MotionScopeException if a way of the axis has no clip
     */
    public MotionChannels ranked(MotionAxis axis) {
        return ranked.computeIfAbsent(
                axis.name(),
                none -> MotionChannels.of(
                        cells(), clips.motions(), axis, features().channels()));
    }

    private Features cells() {
        return features()
                .pooled(Math.min(CELLS, Math.min(features().rows(), features().columns())));
    }

    /**
     * A channel's map over the grey frame. The colours reach as far as the channel does in any frame of the clip, so that
     * frames can be compared; zero is their middle.
     *
     * @param cr whether the mean over frames is taken away (eq. 1)
     */
    public Overlay activation(int clip, int frame, int channel, boolean cr) {
        double[][] map = index.map(clip, frame, channel, cr);
        double reach = index.reach(clip, channel, cr);
        return Overlay.of(clips.clips().get(clip).image(frame), map, Scale.centred(reach > 0 ? reach : 1));
    }

    /** The map itself, (rows, columns). */
    public double[][] map(int clip, int frame, int channel, boolean cr) {
        return index.map(clip, frame, channel, cr);
    }

    /** The channel's course over the frames of each clip: mean over positions, minus its mean over frames. */
    public ChannelCurves curves(int channel) {
        return index.curves(channel);
    }

    /** The same by motion, each (clips, frames), in the order in which the motions first appear. */
    public Map<String, double[][]> curvesByMotion(int channel) {
        double[][] curves = curves(channel).values();
        Map<String, double[][]> byMotion = new LinkedHashMap<>();
        motions()
                .forEach(motion -> byMotion.put(
                        motion,
                        IntStream.range(0, curves.length)
                                .filter(clip -> word(clip).equals(motion))
                                .mapToObj(clip -> curves[clip])
                                .toArray(double[][]::new)));
        return byMotion;
    }

    private List<String> motions() {
        return clips.motions().stream().map(MotionAxis::word).distinct().toList();
    }

    private String word(int clip) {
        return MotionAxis.word(clips.motions().get(clip));
    }

    /** All clips by how much the channel rises in them, from the largest rise to the deepest fall. */
    public List<Response> responses(int channel) {
        double[] slopes = curves(channel).slopes();
        return IntStream.range(0, slopes.length)
                .mapToObj(clip -> new Response(
                        clip, word(clip), slopes[clip] * (features().frames() - 1)))
                .sorted(Comparator.comparingDouble(Response::rise).reversed())
                .toList();
    }

    /**
     * How alike one point of a clip is to every point of a clip, in the same frame: cosines of plain features, of X', or of
     * MOFT.
     *
     * @param x of the point in pixels of the clip
     * @param y of the point
     * @param target the clip that is compared; it may be the same
     * @param channels used by {@link FeatureKind#MOFT} only
     */
    public CosineHeatmap similarity(
            int clip, int frame, int x, int y, int target, FeatureKind kind, MotionChannels channels) {
        FeatureIndex.require("Clip", clip, features().clips());
        FeatureIndex.require("Frame", frame, features().frames());
        int width = clips.clips().get(clip).width();
        int height = clips.clips().get(clip).height();
        if (x < 0 || x >= width || y < 0 || y >= height) {
            throw new MotionScopeException("Point (" + x + ", " + y + ") was asked for; the frames have " + width
                    + " x " + height + " pixels.");
        }
        Features here = kind.of(features().select(clip), channels).frame(frame);
        Features there = target == clip
                ? here
                : kind.of(features().select(target), channels).frame(frame);
        return CosineHeatmap.of(here, y * here.rows() / height, x * here.columns() / width, there);
    }
}
