package motionscope.model;

import motionscope.tensor.Tensor;

/**
 * A part of a UNet between two places where memory may be traded for time.
 *
 * <p>A network is a row of stages. Each takes the hidden state and some of the skip connections, the newest first, and
 * returns the next hidden state and new skip connections. A plain pass and a checkpointed one walk the same row.
 */
interface Stage {
    /** How many skip connections it takes. */
    int skipsTaken();

    /**
     * Runs it; the call sees its result as one of its taps.
     *
     * @param inputs the hidden state, then the skip connections taken, the newest first
     * @return the hidden state, then the skip connections made, the oldest first
     */
    Tensor[] run(Tensor[] inputs, UNetCall call);
}
