package motionscope.model;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;

/**
 * A named place in a network whose output can be looked at.
 *
 * <p>The taps of the paper are the results of whole blocks: {@code down0} ... {@code mid} ... {@code up3}. A down block's tap
 * is taken after its downsampler, an up block's after its upsampler. Single layers have names below their block, for
 * example {@code up1.resnet0}, {@code up1.attention2}, {@code up1.motion0}.
 *
 * @param name for example {@code up1}
 */
public record Tap(String name) {
    /** Before the constants, which are checked against it. */
    private static final Pattern FORM = Pattern.compile("[a-z_]+\\d*(\\.[a-z]+\\d*)?");

    public static final Tap DOWN0 = new Tap("down0");
    public static final Tap DOWN1 = new Tap("down1");
    public static final Tap DOWN2 = new Tap("down2");
    public static final Tap DOWN3 = new Tap("down3");
    public static final Tap MID = new Tap("mid");
    public static final Tap UP0 = new Tap("up0");
    public static final Tap UP1 = new Tap("up1");
    public static final Tap UP2 = new Tap("up2");
    public static final Tap UP3 = new Tap("up3");

    /** @throws MotionScopeException if the name has not the form of a tap */
    public Tap {
        if (name == null || !FORM.matcher(name).matches()) {
            throw new MotionScopeException(
                    "Tap '" + name + "' is no tap's name; names look like down0, mid, up1 or up1.attention0.");
        }
    }

    /** The tap of down block {@code level}. */
    public static Tap down(int level) {
        return new Tap("down" + level);
    }

    /** The tap of up block {@code level}. */
    public static Tap up(int level) {
        return new Tap("up" + level);
    }

    /** A place inside this block. */
    public Tap inside(String layer, int index) {
        return new Tap(name + "." + layer + index);
    }

    /**
     * This tap, if the model has it.
     *
     * @param there the taps of the model
     * @throws MotionScopeException naming the blocks that there are
     */
    public Tap require(Collection<Tap> there) {
        if (!there.contains(this)) {
            String blocks = there.stream()
                    .map(Tap::name)
                    .filter(n -> n.indexOf('.') < 0)
                    .collect(Collectors.joining(", "));
            throw new MotionScopeException("Tap '" + name + "' does not exist in this model; it has " + blocks
                    + " (and single layers such as up1.attention0).");
        }
        return this;
    }

    @Override
    public String toString() {
        return name;
    }
}
