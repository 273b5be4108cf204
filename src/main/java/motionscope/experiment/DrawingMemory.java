package motionscope.experiment;

import motionscope.model.CodecMemory;
import motionscope.model.PassMemory;
import motionscope.model.WhatFits;
import motionscope.tensor.Device;
import motionscope.tensor.MemoryBudget;

/** Whether clips of a size can be drawn in the memory that is free: the network first, then the codec. */
final class DrawingMemory {
    private DrawingMemory() {}

    /**
     * @param size in pixels
     * @param passes clips that pass the network for each one: 2 with guidance of the prompt
     * @throws motionscope.MotionScopeException if it does not fit: what would fit, into the network and the codec
     */
    static void require(VideoModel model, WhatFits.Size size, int passes) {
        Device device = model.placement().device();
        PassMemory pass = new PassMemory(model, model.codec().downscale(), passes, false);
        CodecMemory codec = new CodecMemory(model.codec(), 1);
        WhatFits.Cost both = s -> Math.max(pass.bytes(s), codec.bytes(s)); // one after the other
        WhatFits network = pass.whatFits(size).costing(both);
        MemoryBudget.require(device, pass.bytes(size), "Drawing " + size, network::within);
        WhatFits pictures = codec.whatFits(size).costing(both);
        MemoryBudget.require(device, codec.bytes(size), "Decoding " + size, pictures::within);
    }
}
