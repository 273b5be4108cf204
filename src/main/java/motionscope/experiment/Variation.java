package motionscope.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import motionscope.motion.Features;
import motionscope.motion.HeldOut;
import motionscope.video.Clip;
import motionscope.video.ClipChanges;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.Scene;
import motionscope.video.world.Texture;
import motionscope.video.world.World;

/**
 * One way in which the clips of the discovery, or how the network is asked, may differ from the plain protocol.
 *
 * @param what the thing that is varied, for example {@code speed}
 * @param setting its value in words, for example {@code 0.3 px/frame}
 * @param speed of the panning, in pixels per frame
 * @param frames of each clip
 * @param picture applied to each clip after it was drawn
 * @param prompt that the network is given
 * @param noise added to the seed of the noise
 * @param unseen the texture whose scenes are tested, after the others have trained; null: scenes are split as usual
 */
public record Variation(
        String what,
        String setting,
        double speed,
        int frames,
        UnaryOperator<Clip> picture,
        String prompt,
        long noise,
        Texture unseen) {
    private static final long OTHER_NOISE = 50_000;

    public Variation {
        Objects.requireNonNull(what);
        Objects.requireNonNull(setting);
    }

    /** Nothing varied: {@link World#SPEED}, 16 frames, six textures, the empty prompt. */
    public static Variation plain() {
        return new Variation(
                "nothing", "plain clips", World.SPEED, World.FRAMES, UnaryOperator.identity(), "", 0, null);
    }

    /** The network is given words; the clips do not change. */
    public static Variation prompt(String words) {
        Variation p = plain();
        return new Variation("prompt", words, p.speed, p.frames, p.picture, words, 0, null);
    }

    /** The same clips with other noise. */
    public static Variation otherNoise() {
        Variation p = plain();
        return new Variation("noise", "another seed", p.speed, p.frames, p.picture, p.prompt, OTHER_NOISE, null);
    }

    /** Shorter or longer clips at the same speed. */
    public static Variation frames(int count) {
        Variation p = plain();
        return new Variation("frames", Integer.toString(count), p.speed, count, p.picture, p.prompt, 0, null);
    }

    /** The plain clips; those of one texture are told by the others. */
    public static Variation unseen(Texture texture) {
        Variation p = plain();
        return new Variation("texture", texture.word() + " unseen", p.speed, p.frames, p.picture, "", 0, texture);
    }

    /** Slower or faster, in pixels per frame. */
    public static Variation speed(double pixels) {
        Variation p = plain();
        return new Variation("speed", pixels + " px/frame", pixels, p.frames, p.picture, p.prompt, 0, null);
    }

    /** Every frame changed after it was drawn. */
    public static Variation picture(String what, String setting, UnaryOperator<Clip> change) {
        Variation p = plain();
        return new Variation(what, setting, p.speed, p.frames, change, p.prompt, 0, null);
    }

    /** Every frame blurred by a Gaussian of this standard deviation, in pixels. */
    public static Variation blur(double sigma) {
        return picture("blur", "sigma " + sigma + " px", clip -> ClipChanges.blur(clip, sigma));
    }

    /** Every frame written and read as JPEG of this quality, 0..100. */
    public static Variation jpeg(int quality) {
        return picture("JPEG", "quality " + quality, clip -> ClipChanges.jpeg(clip, quality));
    }

    /** The variations of lesson 06. */
    public static List<Variation> all() {
        List<Variation> all = new ArrayList<>(List.of(
                plain(),
                otherNoise(),
                prompt("a red circle on a blue stones background"),
                prompt("a white marble background"),
                frames(8),
                frames(24),
                frames(32),
                speed(0.3),
                speed(0.6),
                speed(2.4)));
        Arrays.stream(Texture.values()).map(Variation::unseen).forEach(all::add);
        all.addAll(List.of(blur(1), blur(2), blur(4), jpeg(50), jpeg(20), jpeg(5)));
        return List.copyOf(all);
    }

    /** What is varied and how: {@code speed: 0.3 px/frame}. */
    @Override
    public String toString() {
        return what + ": " + setting;
    }

    /** Whether it looks at the plain clips with the plain noise. */
    boolean isPlain() {
        return what.equals(plain().what) || unseen != null;
    }

    /** The five camera motions in some scenes, as this variation has them. */
    public LabelledClips<Direction> clips(int scenes, long seed) {
        LabelledClips<Direction> drawn = World.pans(scenes, Direction.values(), seed, speed, frames);
        List<Clip> changed = drawn.clips().stream().map(picture).toList();
        return new LabelledClips<>(changed, drawn.motions(), drawn.scenes(), drawn.origins());
    }

    /** Which samples train and which are tested. */
    HeldOut split(Features features, LabelledClips<Direction> clips) {
        if (unseen == null) {
            return HeldOut.byScene(features.labels(clips.scenes()));
        }
        List<Texture> textures =
                features.labels(clips.origins().stream().map(Scene::texture).toList());
        Map<Boolean, List<Integer>> halves = IntStream.range(0, textures.size())
                .boxed()
                .collect(Collectors.partitioningBy(i -> textures.get(i) == unseen));
        return new HeldOut(halves.get(false), halves.get(true));
    }
}
