package motionscope.video.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.video.Clip;

/**
 * Clips with what is known about them; the lists have one entry for each clip.
 *
 * @param <L> what says how a clip moves: a {@link Direction}, a {@link Zoom}, a word
 * @param clips the clips
 * @param motions how the content of each moves
 * @param scenes which scene each shows, so that training and test can be split by scene
 * @param origins the scenes that they were drawn from, for masks and flow; empty if they were not drawn by {@link World}
 */
public record LabelledClips<L>(List<Clip> clips, List<L> motions, List<Integer> scenes, List<Scene> origins) {
    public LabelledClips {
        clips = List.copyOf(clips);
        motions = List.copyOf(motions);
        scenes = List.copyOf(scenes);
        origins = List.copyOf(origins);
        if (clips.size() != motions.size()
                || clips.size() != scenes.size()
                || !origins.isEmpty() && clips.size() != origins.size()) {
            throw new MotionScopeException("Each clip has a motion and a scene, but there are " + clips.size()
                    + " clips, " + motions.size() + " motions, " + scenes.size() + " scenes and " + origins.size()
                    + " origins.");
        }
    }

    /** Clips that were not drawn by {@link World}: a window sliding over a photograph, for example. */
    public LabelledClips(List<Clip> clips, List<L> motions, List<Integer> scenes) {
        this(clips, motions, scenes, List.of());
    }

    /** Renders the scenes of each motion; scene i of every motion is counted as the same scene. */
    static <L> LabelledClips<L> render(List<L> motions, Function<L, List<Scene>> drawn) {
        List<L> labels = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<Scene> origins = new ArrayList<>();
        for (L motion : motions) {
            List<Scene> scenes = drawn.apply(motion);
            for (int s = 0; s < scenes.size(); s++) {
                labels.add(motion);
                numbers.add(s);
                origins.add(scenes.get(s));
            }
        }
        return new LabelledClips<>(origins.stream().map(Scene::render).toList(), labels, numbers, origins);
    }

    /** Number of clips. */
    public int size() {
        return clips.size();
    }

    /** The same as {@link #motions()}, as one reads it of clips that pan. */
    public List<L> directions() {
        return motions;
    }

    /** The clips of some scenes: {@code pans.ofScenes(s -> s % 2 == 0)}. */
    public LabelledClips<L> ofScenes(IntPredicate wanted) {
        return pick(i -> wanted.test(scenes.get(i)));
    }

    /** The clips of some motions: {@code pans.ofMotions(d -> d != Direction.STILL)}. */
    public LabelledClips<L> ofMotions(Predicate<? super L> wanted) {
        return pick(i -> wanted.test(motions.get(i)));
    }

    /** The clips that move in one of these ways: {@code pans.ofMotions(Direction.RIGHT, Direction.LEFT)}. */
    @SafeVarargs
    public final LabelledClips<L> ofMotions(L... wanted) {
        return pick(i -> List.of(wanted).contains(motions.get(i)));
    }

    private LabelledClips<L> pick(IntPredicate wanted) {
        List<Integer> kept =
                IntStream.range(0, clips.size()).filter(wanted).boxed().toList();
        return new LabelledClips<>(
                kept.stream().map(clips::get).toList(),
                kept.stream().map(motions::get).toList(),
                kept.stream().map(scenes::get).toList(),
                origins.isEmpty() ? origins : kept.stream().map(origins::get).toList());
    }
}
