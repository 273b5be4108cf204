package motionscope.control;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import motionscope.model.Tap;

/**
 * Which self-attentions a model shares between branches: those of every up block but the first, and, where only the
 * gradient pass shares, none behind the last tap of it.
 */
record SharedKeys(Set<Tap> attentions) implements Predicate<Tap> {
    private static final String SHARED = "up[1-9]\\d*\\.attention\\d+";

    /**
     * @param there the model's taps, blocks in the order of the pass
     * @param looked taps that the losses look at
     */
    static SharedKeys of(Set<Tap> there, KeySharing sharing, Set<Tap> looked) {
        List<String> blocks =
                there.stream().map(Tap::name).filter(n -> n.indexOf('.') < 0).toList();
        int last = sharing.inSampling()
                ? blocks.size()
                : looked.stream().mapToInt(t -> blocks.indexOf(block(t))).max().orElse(-1);
        Set<Tap> shared = new LinkedHashSet<>();
        for (Tap tap : there) {
            if (sharing != KeySharing.NONE && tap.name().matches(SHARED) && blocks.indexOf(block(tap)) <= last) {
                shared.add(tap);
            }
        }
        return new SharedKeys(shared);
    }

    private static String block(Tap tap) {
        return tap.name().split("\\.", 2)[0];
    }

    @Override
    public boolean test(Tap tap) {
        return attentions.contains(tap);
    }

    boolean isEmpty() {
        return attentions.isEmpty();
    }
}
