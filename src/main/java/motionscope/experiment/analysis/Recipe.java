package motionscope.experiment.analysis;

import java.util.List;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.experiment.MotionKind;
import motionscope.model.Tap;
import motionscope.plot.Look;
import motionscope.video.world.World;

/**
 * Every setting of a figure but the model. What a figure does not use has its default.
 *
 * @param figure which one
 * @param taps where to look; none means every block (layers only)
 * @param timesteps t of the noise
 * @param scenes drawn scenes of each motion
 * @param seed of the scenes and of the noise
 * @param seeds how many seeds are averaged, from {@code seed} on (layers only)
 * @param shown raw features, CR or both (pca and channels only)
 * @param channels k, how many motion channels
 * @param frames of a clip that the model is shown, from the first
 * @param side width and height that clips are scaled to, in pixels
 * @param shownFrames frames that a heatmap shows, a row for each
 * @param point whose likeness a heatmap shows; empty means the shape's or the frame's middle
 * @param kinds of motion (layers only)
 * @param clips the reader's own clips
 * @param look the paper it is drawn on
 */
public record Recipe(
        FigureKind figure,
        List<Tap> taps,
        List<Integer> timesteps,
        int scenes,
        long seed,
        int seeds,
        ShownFeatures shown,
        int channels,
        int frames,
        int side,
        List<Integer> shownFrames,
        Optional<Point> point,
        List<MotionKind> kinds,
        List<ClipFile> clips,
        Look look) {
    /** More scenes than this do not fit in memory at once. */
    public static final int MOST_SCENES = 200;

    private static final int MOST_CHANNELS = 100_000;
    private static final int MOST_SIDE = 1024;
    private static final int MOST_ITEMS = 32;
    /** Values of all drawn clips together: 1.6 GB. */
    private static final long MOST_VALUES = 400_000_000;

    private static final int WAYS = 5;

    /** @throws MotionScopeException if a setting is out of its range, or of no use for the figure */
    public Recipe {
        taps = List.copyOf(taps);
        timesteps = List.copyOf(timesteps);
        shownFrames = List.copyOf(shownFrames);
        kinds = List.copyOf(kinds);
        clips = List.copyOf(clips);
        inRange("scenes", scenes, figure == FigureKind.LAYERS ? 2 : 1, MOST_SCENES);
        inRange("seeds", seeds, 1, MOST_ITEMS);
        inRange("channels", channels, 1, MOST_CHANNELS);
        inRange("frames", frames, 1, World.FRAMES);
        inRange("side", side, 1, MOST_SIDE);
        inRange("number of taps", taps.size(), figure == FigureKind.LAYERS ? 0 : 1, MOST_ITEMS);
        inRange("number of timesteps", timesteps.size(), 1, MOST_ITEMS);
        inRange("number of shown frames", shownFrames.size(), 1, MOST_ITEMS);
        inRange("number of kinds of motion", kinds.size(), 1, MotionKind.values().length);
        inRange("number of clips", clips.size(), 0, mostClips(figure));
        for (int frame : shownFrames) {
            inRange("shown frame", frame, 0, frames - 1);
        }
        for (int t : timesteps) {
            inRange("timestep", t, 0, Integer.MAX_VALUE);
        }
        if (seed < 0) {
            throw new MotionScopeException("The seed is " + seed + "; use a whole number of 0 or more.");
        }
        long values = (long) scenes * WAYS * frames * 3 * side * side;
        if (values > MOST_VALUES) {
            throw new MotionScopeException(scenes + " scenes of " + side + "x" + side + " need " + (values >> 18)
                    + " MiB; at most " + (MOST_VALUES >> 18) + " are kept. Use fewer scenes or a smaller side.");
        }
        point.ifPresent(p -> {
            inRange("x of the point", p.x(), 0, side - 1);
            inRange("y of the point", p.y(), 0, side - 1);
        });
    }

    private static int mostClips(FigureKind figure) {
        return switch (figure) {
            case PCA, CURVES -> MOST_ITEMS;
            case HEATMAP -> 2;
            case CHANNELS, LAYERS -> 0;
        };
    }

    private static void inRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new MotionScopeException("The " + what + " is " + value + "; "
                    + (least == most ? "this figure takes " + least : "use " + least + " to " + most) + ".");
        }
    }

    /** The taps as one text for a caption. */
    String tapWords() {
        return String.join(", ", taps.stream().map(Tap::name).toList());
    }

    /** The timesteps as one text for a caption. */
    String timestepWords() {
        return String.join(", ", timesteps.stream().map(String::valueOf).toList());
    }
}
