package motionscope.model;

import java.util.Optional;

/**
 * Names of AnimateDiff's original motion modules in diffusers' words.
 *
 * <p>Source: {@code convert_animatediff_motion_module_to_diffusers.py} of diffusers, and the original code.
 */
final class MotionModuleNames {
    private static final String PARALLEL = "module.";
    private static final String POSITIONS = ".pos_encoder.pe";

    private MotionModuleNames() {}

    /** Whether a name is an original one. */
    static boolean isOriginal(String name) {
        return name.contains("motion_modules.") && name.contains(".temporal_transformer.");
    }

    /** Whether a name is that of a table of positions, which the original files hold once for each attention. */
    static boolean isPositions(String name) {
        return name.endsWith(POSITIONS);
    }

    /**
     * The name in diffusers, or nothing for the tables of positions: diffusers computes them, the stored ones are rounded.
     * Names that are diffusers' already stay.
     */
    static Optional<String> toDiffusers(String name) {
        if (isPositions(name)) {
            return Optional.empty();
        }
        return Optional.of((name.startsWith(PARALLEL) ? name.substring(PARALLEL.length()) : name)
                .replace(".temporal_transformer.", ".")
                .replaceAll("\\.attention_blocks\\.0\\.", ".attn1.")
                .replaceAll("\\.attention_blocks\\.1\\.", ".attn2.")
                .replaceAll("\\.norms\\.0\\.", ".norm1.")
                .replaceAll("\\.norms\\.1\\.", ".norm2.")
                .replace(".ff_norm.", ".norm3."));
    }
}
