package motionscope.experiment.bench;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import motionscope.tensor.Device;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Torch;

/**
 * The most memory of a CUDA device that work takes, weights included. The engine's allocator keeps what it had at the worst
 * moment, so what is not free afterwards is the peak; no one else may use the device meanwhile.
 *
 * @param device that is watched
 * @param atFirst bytes that were free before anything was loaded; empty on a processor, which keeps nothing
 */
record DevicePeak(Device device, OptionalLong atFirst) {
    static DevicePeak from(Device device) {
        return new DevicePeak(device, device.isCuda() ? MemoryBudget.freeBytes(device) : OptionalLong.empty());
    }

    /** Does the work; gives gigabytes. */
    OptionalDouble of(Runnable work) {
        Torch.releaseCudaCache();
        work.run();
        OptionalLong free = MemoryBudget.freeBytes(device);
        return atFirst.isPresent() && free.isPresent()
                ? OptionalDouble.of((atFirst.getAsLong() - free.getAsLong()) / 1e9)
                : OptionalDouble.empty();
    }
}
