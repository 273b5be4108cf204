package motionscope.control;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.SafeTensorsWriter;

/**
 * A guided run that was stopped between two steps, on the host: enough to go on as if nothing had happened.
 *
 * @param step the next one, from 0
 * @param shape of the latents, (b, c, f, h, w)
 * @param latent that enters the step
 * @param reference the unguided branch at the same step, or null where it does not run
 * @param start what the run started from
 * @param givenUp clips whose guidance has diverged
 */
public record GuidedCheckpoint(
        int step, long[] shape, float[] latent, float[] reference, float[] start, boolean[] givenUp) {
    /** Writes it as a safetensors file. */
    public void save(Path file) {
        SafeTensorsWriter writer = new SafeTensorsWriter()
                .metadata("kind", "motionscope guided checkpoint")
                .metadata("step", Integer.toString(step))
                .add("latent", latent, shape)
                .add("start", start, shape)
                .metadata("given_up", Arrays.toString(givenUp));
        if (reference != null) {
            writer.add("reference", reference, shape);
        }
        writer.write(file);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws MotionScopeException if the file is no checkpoint
     */
    public static GuidedCheckpoint read(Path file) {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            String step = tensors.metadata().getOrDefault("step", "");
            if (!step.matches("\\d{1,6}") || !tensors.contains("latent") || !tensors.contains("start")) {
                throw new MotionScopeException(
                        "File '" + file + "' is no checkpoint of a guided run; give one that save(...) wrote.");
            }
            long[] shape = tensors.entry("latent").sizes();
            if (shape.length != 5
                    || !Arrays.equals(shape, tensors.entry("start").sizes())
                    || tensors.contains("reference")
                            && !Arrays.equals(shape, tensors.entry("reference").sizes())) {
                throw new MotionScopeException("The latents in '" + file + "' differ in shape; the file is damaged.");
            }
            String flags = tensors.metadata().getOrDefault("given_up", "");
            boolean[] givenUp = new boolean[Math.toIntExact(shape[0])];
            String[] words =
                    Arrays.stream(flags.split("\\W+")).filter(w -> !w.isEmpty()).toArray(String[]::new);
            for (int i = 0; i < Math.min(words.length, givenUp.length); i++) {
                givenUp[i] = Boolean.parseBoolean(words[i]);
            }
            return new GuidedCheckpoint(
                    Integer.parseInt(step),
                    shape,
                    tensors.floats("latent"),
                    tensors.contains("reference") ? tensors.floats("reference") : null,
                    tensors.floats("start"),
                    givenUp);
        }
    }

    @Override
    public String toString() {
        return "checkpoint before step " + (step + 1) + " of latents "
                + Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" x "));
    }
}
