package motionscope.experiment.explore;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import motionscope.video.Clip;
import motionscope.video.ClipWriter;

/** Clips as small files, each made when it is first asked for: what shows when a pointer rests on a point. */
public final class ClipPreviews {
    private static final int SMALL = 128;

    private final List<Clip> clips;
    private final Map<Integer, byte[]> videos = new ConcurrentHashMap<>();

    public ClipPreviews(List<Clip> clips) {
        this.clips = List.copyOf(clips);
    }

    /** A clip as MP4, about 128 pixels wide. */
    public byte[] mp4(int clip) {
        FeatureIndex.require("Clip", clip, clips.size());
        return videos.computeIfAbsent(clip, i -> ClipWriter.mp4(small(clips.get(i)), scale(clips.get(i))));
    }

    /** The first frame as PNG, in the clip's own size or smaller. */
    public byte[] poster(int clip) {
        FeatureIndex.require("Clip", clip, clips.size());
        return ClipWriter.png(small(clips.get(clip).frames(0, 1)).image(0));
    }

    /** No wider than needed; even sides, as MP4 has them. */
    private static Clip small(Clip clip) {
        if (clip.width() <= SMALL) {
            return clip;
        }
        int height = Math.max(2, Math.round((float) clip.height() * SMALL / clip.width()) / 2 * 2);
        return clip.resize(SMALL, height);
    }

    private static int scale(Clip clip) {
        return Math.max(1, SMALL / clip.width());
    }
}
