package motionscope.video;

import motionscope.MotionScopeException;
import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's libraries: loaded once, silent, and never with a single block of memory above a limit. */
final class Ffmpeg {
    private static final long LARGEST_BLOCK = 512L << 20; // bytes; a hostile header can ask for anything
    private static final Throwable MISSING = load();

    private Ffmpeg() {}

    /** @throws MotionScopeException if the libraries for this platform are not there */
    static void require() {
        if (MISSING != null) {
            throw new MotionScopeException(
                    "FFmpeg's libraries for " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                            + " could not be loaded (" + MISSING + "); add org.bytedeco:ffmpeg with the classifier of"
                            + " this platform, or use GIF or PNG.",
                    MISSING);
        }
    }

    private static Throwable load() {
        try {
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            avutil.av_max_alloc(LARGEST_BLOCK);
            return null;
        } catch (LinkageError e) {
            return e;
        }
    }
}
