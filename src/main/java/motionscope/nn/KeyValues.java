package motionscope.nn;

import motionscope.tensor.Tensor;

/**
 * What a self-attention does with its keys and values before it uses them.
 *
 * <p>Sharing between two branches (the paper's section 4, consistency with the unguided clip) means that one branch stores
 * them here and the other gets them back.
 */
public interface KeyValues {
    /** Uses the layer's own keys and values. */
    KeyValues OWN = own -> own;

    /**
     * Keys and values before the split into heads.
     *
     * @param key (n, t, c)
     * @param value (n, t, c)
     */
    record Pair(Tensor key, Tensor value) {}

    /** The pair to attend to, given the layer's own. */
    Pair exchange(Pair own);
}
