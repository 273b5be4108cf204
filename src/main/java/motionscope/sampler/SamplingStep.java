package motionscope.sampler;

/**
 * Where a loop stands.
 *
 * @param index the step, from 0
 * @param count steps of the whole plan
 * @param timestep what the model is told at this step
 */
public record SamplingStep(int index, int count, double timestep) {
    /** For messages: {@code step 3 of 25 (timestep 880)}. */
    @Override
    public String toString() {
        String told = timestep == Math.rint(timestep) ? String.valueOf((long) timestep) : String.valueOf(timestep);
        return "step " + (index + 1) + " of " + count + " (timestep " + told + ")";
    }
}
