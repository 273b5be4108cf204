package motionscope.experiment.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.tensor.JsonFile;

/**
 * What {@code example.meta.json} says: the calls and their tolerances.
 *
 * @param common tolerance of what has none of its own
 * @param own {@code tolerance_of_tensor}, or null
 * @param device replaces them all, where it is there
 * @param timestep of the forward pass
 */
record ExampleTolerances(Tolerance common, JsonFile own, Optional<Tolerance> device, int timestep) {
    private static final Pattern CALL = Pattern.compile("unet\\(sample, (\\d{1,4}),");

    static ExampleTolerances of(JsonFile meta, Optional<Tolerance> device) {
        Matcher call = CALL.matcher(meta.string("call"));
        if (!call.find()) {
            throw meta.wrong("call", "without the forward's timestep", "a text with 'unet(sample, TIMESTEP, ...)'");
        }
        JsonFile own = meta.has("tolerance_of_tensor") ? meta.object("tolerance_of_tensor") : null;
        return new ExampleTolerances(
                Tolerance.of(meta.object("tolerance")), own, device, Integer.parseInt(call.group(1)));
    }

    /** The tolerance of a tensor that a network computed. */
    Tolerance of(String tensor) {
        return device.orElseGet(() -> onProcessor(tensor));
    }

    /** The tolerance of a tensor that never leaves the processor. */
    Tolerance onProcessor(String tensor) {
        return own != null && own.has(tensor) ? Tolerance.of(own.object(tensor)) : common;
    }
}
