package motionscope.experiment.studio;

import java.util.Locale;
import java.util.Set;
import motionscope.model.Tap;

/** Values as Java source. */
final class JavaText {
    private static final Set<String> CONSTANTS =
            Set.of("down0", "down1", "down2", "down3", "mid", "up0", "up1", "up2", "up3");

    private JavaText() {}

    /** A string literal on one line. */
    static String literal(String text) {
        StringBuilder java = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> java.append("\\\"");
                case '\\' -> java.append("\\\\");
                case '\n' -> java.append("\\n");
                case '\r' -> java.append("\\r");
                case '\t' -> java.append("\\t");
                default -> {
                    if (c < ' ') {
                        java.append(String.format("\\%03o", (int) c));
                    } else {
                        java.append(c);
                    }
                }
            }
        }
        return java.append('"').toString();
    }

    static String tap(Tap tap) {
        return CONSTANTS.contains(tap.name())
                ? "Tap." + tap.name().toUpperCase(Locale.ROOT)
                : "new Tap(" + literal(tap.name()) + ")";
    }
}
