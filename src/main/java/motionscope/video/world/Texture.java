package motionscope.video.world;

import java.util.Locale;

/** The background patterns that prompts name. Each repeats nowhere. */
public enum Texture {
    CLOUDS,
    STONES,
    SPOTS,
    STREAKS,
    MARBLE,
    TILES;

    /** The word in a prompt. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
