package motionscope.tensor;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.MotionScopeException;

/**
 * Where tensors live: the processor, or one CUDA device.
 *
 * @param cuda index of the CUDA device, or -1 for the processor
 */
public record Device(int cuda) {
    /** The processor. */
    public static final Device CPU = new Device(-1);

    private static final Pattern CUDA_NAME = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /** CUDA device {@code index}. */
    public static Device cuda(int index) {
        return new Device(index);
    }

    /**
     * Reads {@code cpu}, {@code cuda} (the first one) or {@code cuda:2}, and checks that the device is there.
     *
     * @throws MotionScopeException if the name is none of these or the device is not there
     */
    public static Device of(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.equals("cpu")) {
            return CPU;
        }
        Matcher matcher = CUDA_NAME.matcher(lower);
        if (!matcher.matches()) {
            throw new MotionScopeException("Device '" + name + "' is not known; use cpu, cuda or cuda:0, cuda:1, ...");
        }
        return cuda(matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)))
                .require();
    }

    /** The device named by the environment variable MOTIONSCOPE_DEVICE, else the first CUDA device, else the processor. */
    public static Device preferred() {
        String named = System.getenv("MOTIONSCOPE_DEVICE");
        if (named != null && !named.isBlank()) {
            return of(named);
        }
        return Torch.cudaDevices() > 0 ? cuda(0) : CPU;
    }

    /** Whether this is a CUDA device. */
    public boolean isCuda() {
        return cuda >= 0;
    }

    /**
     * This device, if it is there.
     *
     * @throws MotionScopeException if it is not
     */
    public Device require() {
        int found = isCuda() ? Torch.cudaDevices() : 0;
        if (isCuda() && cuda >= found) {
            throw new MotionScopeException("Device '" + this + "' is not there; this engine ("
                    + Torch.description() + ") sees " + found + " CUDA devices. Use cpu, or see 'CUDA host' in README"
                    + " and run ./motionscope doctor.");
        }
        return this;
    }

    ai.djl.Device engineDevice() {
        return isCuda() ? ai.djl.Device.gpu(cuda) : ai.djl.Device.cpu();
    }

    static Device of(ai.djl.Device device) {
        return device.isGpu() ? cuda(device.getDeviceId()) : CPU;
    }

    @Override
    public String toString() {
        return isCuda() ? "cuda:" + cuda : "cpu";
    }
}
