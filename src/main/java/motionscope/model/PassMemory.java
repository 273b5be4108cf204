package motionscope.model;

import java.util.ArrayList;
import java.util.List;
import motionscope.tensor.Precision;

/**
 * What a pass of a network needs, and what would need less.
 *
 * @param network whose estimates are used
 * @param downscale pixels along one side of a latent's position; 1 where sizes are those of latents
 * @param times clips that pass the network for each one that is asked for: 2 with guidance of the prompt
 * @param gradient whether it keeps everything that a gradient needs
 */
public record PassMemory(Denoiser network, int downscale, int times, boolean gradient) implements WhatFits.Cost {
    /** A gradient with checkpointing runs one stage with a graph besides what stands between the stages. */
    private static final int CHECKPOINTED = 2;

    @Override
    public long bytes(WhatFits.Size size) {
        return network.estimateBytes(
                times * size.clips(), size.frames(), size.height() / downscale, size.width() / downscale, gradient);
    }

    /** What to advise where this size does not fit. */
    public WhatFits whatFits(WhatFits.Size asked) {
        return whatFits(asked, downscale);
    }

    /** The same, with sides that are multiples of a number. */
    WhatFits whatFits(WhatFits.Size asked, int multiple) {
        return new WhatFits(asked, multiple, this, room -> others(asked, room));
    }

    private List<String> others(WhatFits.Size asked, long room) {
        List<String> found = new ArrayList<>();
        if (gradient && new PassMemory(network, downscale, CHECKPOINTED * times, false).bytes(asked) <= room) {
            found.add("checkpointing");
        }
        boolean wide =
                network.placement().device().isCuda() && network.placement().precision() == Precision.F32;
        if (wide && bytes(asked) / 2 <= room) {
            found.add("precision bf16");
        }
        return found;
    }
}
