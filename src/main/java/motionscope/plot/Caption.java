package motionscope.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts a caption together from how the numbers were made, in a fixed order of words:
 *
 * <pre>{@code Caption.of("Camera motion in two components").model("bundled").tap("up1").timestep(399)
 *         .subtracted("mean over frames (CR)").clips(24, 1000).samples(120)}</pre>
 */
public final class Caption {
    private final List<String> parts = new ArrayList<>();
    private final String what;

    private Caption(String what) {
        this.what = what.strip();
    }

    /** @param what what is seen, one sentence without its full stop */
    public static Caption of(String what) {
        return new Caption(what);
    }

    public Caption model(String name) {
        return with("model " + name);
    }

    public Caption tap(String tap) {
        return with("tap " + tap);
    }

    public Caption timestep(int t) {
        return with("t = " + t);
    }

    /** @param what what was subtracted from the features, or "nothing" */
    public Caption subtracted(String what) {
        return with("subtracted: " + what);
    }

    /**
     * @param count number of clips
     * @param seed the seed they were drawn from
     */
    public Caption clips(int count, long seed) {
        return with("%d clip%s from seed %d".formatted(count, count == 1 ? "" : "s", seed));
    }

    public Caption samples(int count) {
        return with("n = " + count);
    }

    /** Anything else a reader must know, in the same short form. */
    public Caption with(String part) {
        parts.add(part);
        return this;
    }

    @Override
    public String toString() {
        String made = String.join(", ", parts);
        return what + "."
                + (made.isEmpty() ? "" : " " + Character.toUpperCase(made.charAt(0)) + made.substring(1) + ".");
    }
}
