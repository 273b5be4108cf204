package motionscope.video.world;

/** The background patterns that prompts name. {@link Pattern} draws them. */
public enum Texture {
    CLOUDS,
    STONES,
    SPOTS,
    STREAKS,
    MARBLE,
    TILES;

    /** The word in a prompt. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
