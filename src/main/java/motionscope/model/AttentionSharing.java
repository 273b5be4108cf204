package motionscope.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import motionscope.nn.KeyValues;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * Keys and values of the spatial self-attentions of one pass, for use in another.
 *
 * <p>The paper's consistency with the unguided clip (section 4): the guided branch attends to the keys and values of the
 * unguided branch at the same step. They are constants there: no gradient flows through them. What is shared are the
 * results of the projections, before the split into heads.
 */
public final class AttentionSharing implements AutoCloseable {
    /** No sharing. */
    public static final AttentionSharing NONE = new AttentionSharing(tap -> false, Mode.OFF, Map.of(), null);

    private enum Mode {
        OFF,
        STORE,
        USE
    }

    private record Place(Tap attention, int block) {}

    private final Predicate<Tap> where;
    private final Mode mode;
    private final Map<Place, KeyValues.Pair> stored;
    private final Scope owner;
    private final int part;
    private final int parts;

    private AttentionSharing(Predicate<Tap> where, Mode mode, Map<Place, KeyValues.Pair> stored, Scope owner) {
        this(where, mode, stored, owner, 0, 1);
    }

    private AttentionSharing(
            Predicate<Tap> where, Mode mode, Map<Place, KeyValues.Pair> stored, Scope owner, int part, int parts) {
        this.where = where;
        this.mode = mode;
        this.stored = stored;
        this.owner = owner;
        this.part = part;
        this.parts = parts;
    }

    /**
     * Stores the keys and values of the chosen attentions during the pass that it is given to.
     *
     * @param where chooses attentions by their tap, for example {@code up1.attention0}
     */
    public static AttentionSharing storing(Predicate<Tap> where) {
        return new AttentionSharing(where, Mode.STORE, new HashMap<>(), Scope.detached());
    }

    /** The same store, to be used by another pass (of the same clips, frames and size). */
    public AttentionSharing using() {
        if (stored.isEmpty()) {
            throw new IllegalStateException("Nothing is stored yet: give the store to a pass first.");
        }
        return new AttentionSharing(where, Mode.USE, stored, null);
    }

    /**
     * A part of the store, to be used by a pass over a part of the clips: of both halves of classifier-free guidance, for
     * example, only the one with the prompt.
     *
     * @param part which one, from 0
     * @param parts how many equal parts the clips of the storing pass make
     */
    public AttentionSharing using(int part, int parts) {
        AttentionSharing all = using();
        return new AttentionSharing(where, Mode.USE, all.stored, null, part, parts);
    }

    /** The stored pair of one attention (its first transformer block), each (b f, t, c). */
    public KeyValues.Pair pair(Tap attention) {
        return stored.get(new Place(attention, 0));
    }

    KeyValues of(Tap attention, int block) {
        if (mode == Mode.OFF || !where.test(attention)) {
            return KeyValues.OWN;
        }
        Place place = new Place(attention, block);
        if (mode == Mode.USE) {
            return own -> fitting(place, own);
        }
        return own -> {
            stored.put(place, new KeyValues.Pair(constant(own.key()), constant(own.value())));
            return own;
        };
    }

    private KeyValues.Pair fitting(Place place, KeyValues.Pair own) {
        KeyValues.Pair pair = stored.get(place);
        if (pair == null) {
            throw new IllegalStateException("Keys and values of " + place.attention()
                    + " are not stored: the pass that stores must go as far as the one that uses them.");
        }
        if (parts > 1) {
            pair = new KeyValues.Pair(mine(pair.key()), mine(pair.value()));
        }
        if (!Arrays.equals(pair.key().shape(), own.key().shape())) {
            throw new IllegalStateException("Stored keys are "
                    + Arrays.toString(pair.key().shape()) + ", those of "
                    + place.attention() + " " + Arrays.toString(own.key().shape())
                    + ": share between passes of the same clips, frames and size.");
        }
        return pair;
    }

    private Tensor mine(Tensor all) {
        long size = all.size(0) / parts;
        return all.narrow(0, part * size, size); // (b f / parts, t, c)
    }

    private Tensor constant(Tensor x) {
        return owner.adopt(x.detach());
    }

    /** Frees what is stored. */
    @Override
    public void close() {
        if (owner != null) {
            owner.close();
            stored.clear();
        }
    }
}
