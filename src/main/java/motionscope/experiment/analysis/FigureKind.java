package motionscope.experiment.analysis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The figures that an {@link Analysis} can make. */
public enum FigureKind {
    /** Camera motions in the plane of two components, raw and CR (paper, figures 2 and 15). */
    PCA,
    /** Weights of the channels in these components (figure 3a). */
    CHANNELS,
    /** Where a target is like one point of a source (figures 1, 4 and 6). */
    HEATMAP,
    /** How well kinds of motion separate in every layer (figure 4e-h). */
    LAYERS,
    /** Motion channels over frames while the camera turns (figures 3b-d and 13). */
    CURVES;

    /** {@code pca}, {@code channels}, ... */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FigureKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
