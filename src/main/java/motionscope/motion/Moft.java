package motionscope.motion;

import motionscope.MotionScopeException;

/** The motion feature (MOFT): content correlation removal on the motion channels. Paper, section 3.2, equation 2. */
public final class Moft {
    private Moft() {}

    /**
     * @param features X, (clips, F, D, H, W)
     * @param channels C, of the same tap
     * @return M, (clips, F, |C|, H, W), its channels in the order of {@link MotionChannels#indices}
     * @throws MotionScopeException if the channels belong to features of another width
     */
    public static Features of(Features features, MotionChannels channels) {
        if (channels.total() != features.channels()) {
            throw new MotionScopeException("The motion channels belong to features of " + channels.total()
                    + " channels; these have " + features.channels() + ". Find the channels at the same tap.");
        }
        // (2) M = X[C] - mean_f X[C]
        return ContentCorrelation.remove(features.channels(channels.indices()));
    }
}
