package motionscope.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import motionscope.motion.Features;
import motionscope.video.Clip;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.World;
import motionscope.video.world.Zoom;

/** A kind of motion to look for, with clips that differ in it and in nothing else, and with the samples that show it. */
public enum MotionKind {
    /** The whole picture moves one of five ways; samples are four cells of the picture. */
    CAMERA {
        @Override
        public Known clips(int scenes, long seed) {
            return Known.everywhere(World.pans(scenes, Direction.values(), seed), Direction::word);
        }
    },

    /** One shape moves one of five ways over a still background; the sample is the mean over the shape's box. */
    OBJECT {
        @Override
        public Known clips(int scenes, long seed) {
            return Known.inBoxes(World.objects(scenes, Direction.values(), seed), Direction::word);
        }
    },

    /** The picture grows, shrinks or stands; samples are four cells of the picture. */
    ZOOM {
        @Override
        public Known clips(int scenes, long seed) {
            return Known.everywhere(World.zooms(scenes, Zoom.values(), seed), Zoom::word);
        }
    };

    private static final int CELLS = 2;

    /** {@code camera}, {@code object} or {@code zoom}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Every motion of this kind in each of some scenes.
     *
     * @param seed of the scenes
     */
    public abstract Known clips(int scenes, long seed);

    /**
     * Clips whose motion is known.
     *
     * @param clips the clips
     * @param words the motion of each in a word: right, zoom in, still
     * @param scenes the scene of each
     * @param boxes where the moving shape of each is on average; none where the whole picture moves
     */
    public record Known(List<Clip> clips, List<String> words, List<Integer> scenes, List<ObjectBox> boxes) {
        static <L> Known everywhere(LabelledClips<L> clips, Function<L, String> word) {
            return new Known(clips.clips(), clips.motions().stream().map(word).toList(), clips.scenes(), List.of());
        }

        static <L> Known inBoxes(LabelledClips<L> clips, Function<L, String> word) {
            List<ObjectBox> boxes = clips.origins().stream().map(ObjectBox::of).toList();
            return new Known(clips.clips(), clips.motions().stream().map(word).toList(), clips.scenes(), boxes);
        }

        /** Number of motions. */
        public int classes() {
            return (int) words.stream().distinct().count();
        }

        /**
         * What one sample of features is made of: four cells, or the mean over the shape's box. Means over positions and
         * over frames commute, so content correlation may be removed afterwards.
         *
         * @param some features of a few of the clips
         * @param first the index of the first of them
         * @return all frames, (clips, frames, channels, 2, 2) or (clips, frames, channels, 1, 1)
         */
        Features reduce(Features some, int first) {
            if (boxes.isEmpty()) {
                return some.pooled(Math.min(CELLS, Math.min(some.rows(), some.columns())));
            }
            return Features.join(IntStream.range(0, some.clips())
                    .mapToObj(i -> boxes.get(first + i).mean(some.select(i)))
                    .toList());
        }
    }
}
