package motionscope.video.world;

import java.util.Locale;

/** The colours that prompts name. */
public enum Colour {
    RED(0.90f, 0.16f, 0.16f),
    GREEN(0.16f, 0.70f, 0.25f),
    BLUE(0.16f, 0.32f, 0.90f),
    YELLOW(0.95f, 0.85f, 0.15f),
    PURPLE(0.60f, 0.20f, 0.75f),
    CYAN(0.15f, 0.80f, 0.85f),
    WHITE(0.95f, 0.95f, 0.95f),
    ORANGE(0.98f, 0.55f, 0.10f);

    private final float[] rgb;

    Colour(float... rgb) {
        this.rgb = rgb;
    }

    /** One channel, 0 to 1; 0 is red, 1 green, 2 blue. */
    public float channel(int index) {
        return rgb[index];
    }

    /** The word in a prompt. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
