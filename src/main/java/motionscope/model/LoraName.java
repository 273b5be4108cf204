package motionscope.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a tensor in a LoRA file says.
 *
 * @param part whose weights it changes
 * @param module the layer in diffusers' words, with dots; or, where the file writes underscores for dots, with those
 * @param role what it is for the layer
 */
record LoraName(Part part, String module, Role role) {
    /** The networks that LoRAs are made for. */
    enum Part {
        UNET,
        TEXT
    }

    /** The two factors of a change, and the number that scales it. */
    enum Role {
        DOWN,
        UP,
        ALPHA
    }

    /** diffusers before PEFT, and AnimateDiff: {@code MODULE.processor.to_q_lora.down.weight}. */
    private static final Pattern PROCESSOR =
            Pattern.compile("(.+)\\.processor\\.(to_q|to_k|to_v|to_out)_lora\\.(down|up)\\.weight");

    /** PEFT: {@code MODULE.lora_A.weight}, with an adapter's name or without. */
    private static final Pattern PEFT = Pattern.compile("(.+)\\.lora_([AB])(?:\\.\\w+)?\\.weight");

    /** diffusers in between: {@code MODULE.lora.down.weight}, {@code MODULE.lora_linear_layer.down.weight}. */
    private static final Pattern LAYER = Pattern.compile("(.+)\\.lora(?:_linear_layer)?\\.(down|up)\\.weight");

    /** kohya: {@code lora_unet_MODULE.lora_down.weight}. */
    private static final Pattern KOHYA = Pattern.compile("(.+)\\.lora_(down|up)\\.weight");

    private static final Pattern ALPHA = Pattern.compile("(.+)\\.alpha");
    private static final String KOHYA_UNET = "lora_unet_";
    private static final Pattern KOHYA_TEXT = Pattern.compile("lora_te1?_");
    private static final Pattern WRAPPERS = Pattern.compile("^(?:module\\.|base_model\\.model\\.)+");
    private static final String UNET = "unet.";
    private static final String TEXT = "text_encoder.";

    /** Reads a name; nothing where it is not one of a LoRA. */
    static Optional<LoraName> of(String name) {
        Matcher processor = PROCESSOR.matcher(name);
        if (processor.matches()) {
            return Optional.of(in(processor.group(1) + "." + processor.group(2), role(processor.group(3))));
        }
        for (Pattern pattern : new Pattern[] {PEFT, LAYER, KOHYA}) {
            Matcher matcher = pattern.matcher(name);
            if (matcher.matches()) {
                return Optional.of(in(matcher.group(1), role(matcher.group(2))));
            }
        }
        Matcher alpha = ALPHA.matcher(name);
        return alpha.matches() ? Optional.of(in(alpha.group(1), Role.ALPHA)) : Optional.empty();
    }

    private static Role role(String word) {
        return word.equals("down") || word.equals("A") ? Role.DOWN : Role.UP;
    }

    private static LoraName in(String path, Role role) {
        String inner = WRAPPERS.matcher(path).replaceFirst("");
        Matcher kohyaText = KOHYA_TEXT.matcher(inner);
        if (inner.startsWith(KOHYA_UNET)) {
            return new LoraName(Part.UNET, inner.substring(KOHYA_UNET.length()), role);
        }
        if (kohyaText.lookingAt()) {
            return new LoraName(Part.TEXT, inner.substring(kohyaText.end()), role);
        }
        if (inner.startsWith(TEXT)) {
            return new LoraName(Part.TEXT, inner.substring(TEXT.length()), role);
        }
        String module = inner.startsWith(UNET) ? inner.substring(UNET.length()) : inner;
        // with a dot at the end the original names of AnimateDiff are seen whole
        String known = MotionModuleNames.toDiffusers(module + ".").orElse(module + ".");
        String plain = known.substring(0, known.length() - 1);
        return new LoraName(Part.UNET, plain.endsWith(".to_out") ? plain + ".0" : plain, role);
    }
}
