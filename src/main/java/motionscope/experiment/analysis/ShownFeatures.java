package motionscope.experiment.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import motionscope.experiment.SeparationStudy;

/** Which features a figure shows. */
public enum ShownFeatures {
    /** Raw on the left, content correlation removed on the right. */
    BOTH,
    /** As the network makes them. */
    RAW,
    /** Content correlation removed (equation 1). */
    CR;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of the panels from left to right. */
    List<String> panels() {
        return switch (this) {
            case BOTH -> List.of(SeparationStudy.RAW, SeparationStudy.CR);
            case RAW -> List.of(SeparationStudy.RAW);
            case CR -> List.of(SeparationStudy.CR);
        };
    }

    static Optional<ShownFeatures> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
