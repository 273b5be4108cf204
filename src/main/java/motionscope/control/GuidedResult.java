package motionscope.control;

import java.util.List;
import java.util.Optional;
import motionscope.tensor.Tensor;

/**
 * What a guided run gives.
 *
 * @param latent (b, c, f, h, w) after the last step that was done, in the caller's scope
 * @param steps how many steps of the plan are done, those before a checkpoint included
 * @param cancelled whether a listener stopped it before its end
 * @param traces one for each clip; of this part of the run only
 * @param checkpoint to go on from, where it was stopped
 */
public record GuidedResult(
        Tensor latent,
        int steps,
        boolean cancelled,
        List<GuidanceTrace> traces,
        Optional<GuidedCheckpoint> checkpoint) {}
