package motionscope.video.world;

import java.util.Locale;

/** The shapes that prompts name, each as a signed distance: below 0 inside, 0 on the edge, in pixels. */
public enum Shape {
    CIRCLE {
        @Override
        float distance(float x, float y, float r) {
            return length(x, y) - r;
        }
    },
    SQUARE {
        @Override
        float distance(float x, float y, float r) {
            return Math.max(Math.abs(x), Math.abs(y)) - 0.85f * r;
        }
    },
    TRIANGLE {
        @Override
        float distance(float x, float y, float r) {
            return Math.max(0.866f * Math.abs(x) - 0.5f * y - 0.5f * r, y - 0.6f * r);
        }
    },
    DIAMOND {
        @Override
        float distance(float x, float y, float r) {
            return (Math.abs(x) + Math.abs(y)) * 0.7071f - 0.8f * r;
        }
    },
    RING {
        @Override
        float distance(float x, float y, float r) {
            return Math.abs(length(x, y) - 0.75f * r) - 0.28f * r;
        }
    },
    CROSS {
        @Override
        float distance(float x, float y, float r) {
            float wide = Math.max(Math.abs(x) - r, Math.abs(y) - 0.33f * r);
            float high = Math.max(Math.abs(y) - r, Math.abs(x) - 0.33f * r);
            return Math.min(wide, high);
        }
    };

    /** Distance of the point (x, y), measured from the centre, to the edge of a shape of radius r. */
    abstract float distance(float x, float y, float r);

    /** The word in a prompt. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static float length(float x, float y) {
        return (float) Math.sqrt(x * x + y * y);
    }
}
