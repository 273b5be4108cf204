package motionscope.motion;

/** The three features that the paper compares (figures 1, 4 and 6). */
public enum FeatureKind {
    /** Plain features, as DIFT uses them to match looks (Tang et al., arXiv 2306.03881). */
    DIFT("plain (DIFT)"),
    /** Content correlation removed (eq. 1). */
    CR("+ CR"),
    /** Content correlation removed, motion channels only (eq. 2). */
    MOFT("+ CR + channels (MOFT)");

    private final String word;

    FeatureKind(String word) {
        this.word = word;
    }

    /** As it stands above a panel. */
    public String word() {
        return word;
    }

    /**
     * @param features X, (clips, F, D, H, W)
     * @param channels used by {@link #MOFT} only
     * @return features of this kind, of the same clips, frames and positions
     */
    public Features of(Features features, MotionChannels channels) {
        return switch (this) {
            case DIFT -> features;
            case CR -> ContentCorrelation.remove(features);
            case MOFT -> Moft.of(features, channels);
        };
    }
}
