package motionscope.video.world;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.video.Clip;

/**
 * Clips with what is known about them; the lists have one entry for each clip.
 *
 * @param clips the clips
 * @param directions the way that the background of each moves
 * @param scenes which scene each shows, so that training and test can be split by scene
 */
public record LabelledClips(List<Clip> clips, List<Direction> directions, List<Integer> scenes) {
    public LabelledClips {
        clips = List.copyOf(clips);
        directions = List.copyOf(directions);
        scenes = List.copyOf(scenes);
        if (clips.size() != directions.size() || clips.size() != scenes.size()) {
            throw new MotionScopeException("Each clip has a direction and a scene, but there are " + clips.size()
                    + " clips, " + directions.size() + " directions and " + scenes.size() + " scenes.");
        }
    }

    /** Number of clips. */
    public int size() {
        return clips.size();
    }

    /** The clips of some scenes: {@code pans.ofScenes(s -> s % 2 == 0)}. */
    public LabelledClips ofScenes(IntPredicate wanted) {
        return pick(i -> wanted.test(scenes.get(i)));
    }

    /** The clips that move one way. */
    public LabelledClips of(Direction direction) {
        return pick(i -> directions.get(i) == direction);
    }

    private LabelledClips pick(IntPredicate wanted) {
        List<Integer> kept =
                IntStream.range(0, clips.size()).filter(wanted).boxed().toList();
        return new LabelledClips(
                kept.stream().map(clips::get).toList(),
                kept.stream().map(directions::get).toList(),
                kept.stream().map(scenes::get).toList());
    }
}
