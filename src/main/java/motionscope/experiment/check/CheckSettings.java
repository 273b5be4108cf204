package motionscope.experiment.check;

import java.util.Optional;
import java.util.Set;
import motionscope.tensor.Placement;
import motionscope.tensor.Precision;

/**
 * How a comparison is made.
 *
 * @param placement where networks compute
 * @param only families of schedulers to compare; empty for all
 */
public record CheckSettings(Placement placement, Set<String> only) {
    private static final double CUDA_F32 = 1e-3;
    private static final double CUDA_HALF = 3e-2;

    /** Everything, in float32 on the processor. */
    public static final CheckSettings CPU = new CheckSettings(Placement.CPU, Set.of());

    /** The tolerance of networks that compute on a CUDA device; on the processor the files say it. */
    Optional<Tolerance> deviceTolerance() {
        return placement.device().isCuda() ? Optional.of(Tolerance.ofLargest(share())) : Optional.empty();
    }

    private double share() {
        return placement.precision() == Precision.F32 ? CUDA_F32 : CUDA_HALF;
    }

    /** Which tolerance networks are held to, in words. */
    String rule() {
        return placement.device().isCuda()
                ? share() + " of each tensor's largest value (the rule for CUDA in " + placement.precision() + ")"
                : "of the folder's files";
    }
}
