package motionscope.tensor;

import motionscope.MotionScopeException;

/**
 * Device and precision, chosen together and in this one place.
 *
 * <p>The processor always computes in float32: its half-precision products are about eighty times slower.
 *
 * @param device where weights and activations live
 * @param precision the element type they have there
 */
public record Placement(Device device, Precision precision) {
    /** float32 on the processor. */
    public static final Placement CPU = new Placement(Device.CPU, Precision.F32);

    /** @throws MotionScopeException if half precision is asked of the processor, or the device is not there */
    public Placement {
        device.require();
        if (!device.isCuda() && precision != Precision.F32) {
            throw new MotionScopeException("Precision " + precision
                    + " was asked for on the cpu, which computes in f32 only; use --precision f32, or a CUDA device.");
        }
    }

    /** The preferred device (see {@link Device#preferred()}) in float32. */
    public static Placement preferred() {
        return new Placement(Device.preferred(), Precision.F32);
    }

    @Override
    public String toString() {
        return device + ", " + precision;
    }
}
