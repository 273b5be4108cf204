package motionscope.motion;

/**
 * Content correlation removal (CR): what all frames share is content; what is left is motion.
 *
 * <p>Paper, section 3.2, equation 1.
 */
public final class ContentCorrelation {
    private ContentCorrelation() {}

    /**
     * Subtracts from each channel and position its mean over the frames of the clip.
     *
     * @param features X, (clips, F, D, H, W)
     * @return X', the same shape; its mean over frames is zero
     */
    public static Features remove(Features features) {
        float[] x = features.values();
        float[] removed = new float[x.length];
        int frames = features.frames();
        int size = features.channels() * features.positions();
        for (int clip = 0; clip < features.clips(); clip++) {
            int start = features.index(clip, 0, 0);
            for (int i = 0; i < size; i++) {
                double sum = 0;
                for (int f = 0; f < frames; f++) {
                    sum += x[start + f * size + i];
                }
                float mean = (float) (sum / frames);
                for (int f = 0; f < frames; f++) {
                    // (1) X' = X - (1/F) sum_f X_f
                    removed[start + f * size + i] = x[start + f * size + i] - mean;
                }
            }
        }
        return features.withValues(removed);
    }
}
