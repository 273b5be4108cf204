package motionscope.model;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import motionscope.tensor.Placement;
import motionscope.tensor.Tensor;

/** A network that hands every call to another one: extend it to watch or to change some of them. */
public class ForwardingDenoiser implements Denoiser {
    private final Denoiser inner;

    /** @param inner answers every call; it is not closed with this one */
    protected ForwardingDenoiser(Denoiser inner) {
        this.inner = inner;
    }

    @Override
    public Placement placement() {
        return inner.placement();
    }

    @Override
    public Set<Tap> taps() {
        return inner.taps();
    }

    @Override
    public int latentChannels() {
        return inner.latentChannels();
    }

    @Override
    public int textWidth() {
        return inner.textWidth();
    }

    @Override
    public Denoised denoise(Denoising input) {
        return inner.denoise(input);
    }

    @Override
    public FeatureGradient gradient(Denoising input, Function<Map<Tap, Tensor>, Tensor> loss, boolean checkpointing) {
        return inner.gradient(input, loss, checkpointing);
    }

    @Override
    public long estimateBytes(int clips, int frames, int rows, int columns, boolean gradient) {
        return inner.estimateBytes(clips, frames, rows, columns, gradient);
    }
}
