package motionscope.sampler;

import java.util.Arrays;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;

/** The samplers there are, by the class that diffusers names in {@code _class_name}. */
public enum SamplerKind {
    DDIM("DDIMScheduler"),
    DDIM_INVERSE("DDIMInverseScheduler"),
    EULER("EulerDiscreteScheduler");

    private final String className;

    SamplerKind(String className) {
        this.className = className;
    }

    /** The name in {@code scheduler_config.json}. */
    public String className() {
        return className;
    }

    /** Whether a sampler for this class exists. */
    public static boolean isKnown(String className) {
        return Arrays.stream(values()).anyMatch(kind -> kind.className.equals(className));
    }

    /**
     * The sampler for a class of diffusers.
     *
     * @throws MotionScopeException if there is none
     */
    public static SamplerKind of(String className) {
        return Arrays.stream(values())
                .filter(kind -> kind.className.equals(className))
                .findFirst()
                .orElseThrow(() -> new MotionScopeException("Scheduler '" + className + "' is not implemented; use "
                        + Arrays.stream(values()).map(SamplerKind::className).collect(Collectors.joining(", ")) + "."));
    }
}
