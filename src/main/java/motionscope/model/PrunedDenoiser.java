package motionscope.model;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import motionscope.tensor.Tensor;

/** A network that goes without some channels in every call. */
public final class PrunedDenoiser extends ForwardingDenoiser {
    private final List<ChannelsOff> off;

    /**
     * @param inner the whole network; it is not closed with this one
     * @param off what is switched off
     */
    public PrunedDenoiser(Denoiser inner, List<ChannelsOff> off) {
        super(inner);
        this.off = List.copyOf(off);
    }

    @Override
    public Denoised denoise(Denoising input) {
        return super.denoise(input.without(off));
    }

    @Override
    public FeatureGradient gradient(Denoising input, Function<Map<Tap, Tensor>, Tensor> loss, boolean checkpointing) {
        return super.gradient(input.without(off), loss, checkpointing);
    }
}
