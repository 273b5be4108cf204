package motionscope.model;

import java.util.function.Supplier;
import motionscope.MotionScopeException;
import motionscope.tensor.Device;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.OutOfMemoryException;
import motionscope.tensor.Torch;

/**
 * What happens when memory runs out in the midst of a network: estimates are rough, and other processes take memory in
 * between.
 *
 * @param device where the network computes
 * @param what the work, as in "A pass over latents of "
 * @param fits what would need less
 */
record MemoryGuard(Device device, String what, WhatFits fits) {
    private static final double SHARE = 0.6;

    /**
     * Runs the work.
     *
     * @param pass frees what it made when it fails: it opens scopes of its own
     * @throws MotionScopeException if memory runs out: what was asked, what is free now, and what would fit
     */
    <T> T run(Supplier<T> pass) {
        try {
            return pass.get();
        } catch (OutOfMemoryException e) {
            Torch.releaseCudaCache(); // what the failed work held, for whoever needs it
            long free = MemoryBudget.freeBytes(device).orElse(0);
            // the estimate was wrong if it said that this would fit: advise much less than it
            long room = Math.min(free, (long) (SHARE * fits.cost().bytes(fits.asked())));
            throw new MotionScopeException(
                    what + fits.asked() + " ran out of memory on " + device + ": " + e.found() + "; "
                            + MemoryBudget.freeText(device, free) + " now. " + fits.within(room),
                    e);
        }
    }
}
