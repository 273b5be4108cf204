package motionscope.control;

/**
 * Where the guided branch attends to the keys and values of an unguided one (paper, section 4: consistency).
 *
 * <p>What is shared are the spatial self-attentions of every up block but the first.
 */
public enum KeySharing {
    /** Nowhere: no unguided branch runs. */
    NONE,
    /** In the pass that the gradient is taken of; the prediction is the guided branch's own (the official code). */
    GRADIENT,
    /** There, and in the prediction of guided steps (the paper). */
    GUIDED_STEPS,
    /** There, and in the prediction of every step from the first guided one on. */
    ALWAYS;

    /** Whether predictions share, not only gradients. */
    boolean inSampling() {
        return this == GUIDED_STEPS || this == ALWAYS;
    }
}
