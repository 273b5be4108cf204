package motionscope.experiment.guide;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import motionscope.control.MotionReference;
import motionscope.control.ReferenceClips;
import motionscope.experiment.MotionControls;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.tensor.JsonFile;
import motionscope.video.Clip;
import motionscope.video.ClipReader;
import motionscope.video.world.Choreography;

/** References of a guide: a clip in a file, drawn clips of a choreography, a camera's motion or a drawn path. */
record ReferenceReader(VideoModel model, GuideFrame frame, Supplier<MotionControls> controls, Consumer<String> notes) {
    private static final int INVERSION_STEPS = 25; // the paper's
    private static final int INDEX = 5;
    private static final int WORLD_CLIPS = 8; // as many as MotionControls draws
    private static final int WORLD_SEED = 77;

    MotionReference read(JsonFile json) {
        String kind = json.string("kind");
        MotionReference found =
                switch (kind) {
                    case "noised", "inverted", "plain" -> clip(json, kind);
                    case "world" -> world(json);
                    case "camera" -> {
                        GuideKeys.require(json, "kind", "move", "times");
                        AskedMotion move = AskedMotion.of(json.string("move"));
                        if (move.zoom() != 0) {
                            throw json.wrong("move", "a zoom", "a direction; a reference of kind world zooms");
                        }
                        yield controls.get().pan(move.pan(frame));
                    }
                    case "path" -> {
                        GuideKeys.require(json, "kind", "points", "frames", "times");
                        yield controls.get().pan(DrawnPath.read(json, frame).motion());
                    }
                    default ->
                        throw json.wrong("kind", "'" + kind + "'", "noised, inverted, plain, world, camera or path");
                };
        return json.has("times") ? found.times(json.number("times")) : found;
    }

    private MotionReference clip(JsonFile json, String kind) {
        GuideKeys.require(json, "kind", "file", "sha256", "tap", "channels", "seed", "steps", "index", "times");
        Path file = Path.of(json.string("file"));
        Clip clip = ClipReader.read(file);
        if (clip.width() != frame.width() || clip.height() != frame.height()) {
            notes.accept("The reference " + file.getFileName() + " is " + clip.width() + "x" + clip.height()
                    + ", the clip " + frame.width() + "x" + frame.height() + ": it was scaled.");
            clip = clip.resize(frame.width(), frame.height());
        }
        Tap tap = tap(json);
        int[] channels = channels(json, clip, tap);
        int seed = json.has("seed") ? json.integer("seed", 0, Integer.MAX_VALUE) : 0;
        return switch (kind) {
            case "inverted" -> {
                int steps = json.integer("steps", INVERSION_STEPS);
                yield MotionReference.inverted(model, clip, steps, json.integer("index", INDEX), tap, channels);
            }
            case "plain" -> MotionReference.plain(model, clip, seed, tap, channels);
            default -> MotionReference.noised(model, clip, seed, tap, channels);
        };
    }

    private MotionReference world(JsonFile json) {
        GuideKeys.require(json, "kind", "camera", "shapes", "clips", "seed", "tap", "channels", "times");
        AskedMotion camera = AskedMotion.of(json.string("camera", "still"));
        Choreography asked = new ShapesReader(frame).choreography(json, camera);
        int count = json.has("clips") ? json.integer("clips", 1, 64) : WORLD_CLIPS;
        List<Clip> clips = asked.clips(
                count, json.has("seed") ? json.integer("seed", 0, Integer.MAX_VALUE) : WORLD_SEED, frame.side());
        Tap tap = tap(json);
        return ReferenceClips.of(model, clips, tap).at(tap, channels(json, clips.get(0), tap));
    }

    private Tap tap(JsonFile json) {
        return new Tap(json.string("tap", Tap.UP1.name())).require(model.taps());
    }

    /** Those that are named; all of the tap where none are. */
    private int[] channels(JsonFile json, Clip some, Tap tap) {
        if (json.has("channels")) {
            return json.integers("channels").stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        int all = ReferenceClips.of(model, List.of(some), tap).at(tap).channels().length;
        return IntStream.range(0, all).toArray();
    }
}
