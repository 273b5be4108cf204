package motionscope.experiment.bench;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import motionscope.model.AttentionSharing;
import motionscope.model.Denoiser;
import motionscope.model.Denoising;
import motionscope.model.FeatureGradient;
import motionscope.model.ForwardingDenoiser;
import motionscope.model.Tap;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * The gradient pass of the official code, for one clip: both halves of classifier-free guidance, every block of the network
 * (only its last norm and convolution are left out), and a gradient for every weight that the loss depends on.
 */
final class WholeGradient extends ForwardingDenoiser {
    /** Takes a gradient of the latent and of the weights. */
    interface Pass {
        FeatureGradient of(Denoising input, Function<Map<Tap, Tensor>, Tensor> loss);
    }

    private final Pass pass;
    private final Tensor text; // (2, tokens, width)
    private final Tap last;
    private AttentionSharing sharing = AttentionSharing.NONE;

    WholeGradient(Denoiser model, Pass pass, Tensor text) {
        super(model);
        this.pass = pass;
        this.text = text;
        this.last = model.taps().stream()
                .filter(tap -> tap.name().matches("up\\d+"))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /** What the next passes share. */
    void share(AttentionSharing next) {
        sharing = next;
    }

    @Override
    public FeatureGradient gradient(Denoising input, Function<Map<Tap, Tensor>, Tensor> loss, boolean checkpointing) {
        try (Scope scope = new Scope()) {
            Tensor latent = input.latent(); // (1, c, f, h, w)
            Set<Tap> taps = new LinkedHashSet<>(input.taps());
            taps.add(last);
            Denoising whole = Denoising.of(Tensor.cat(0, latent, latent), input.timesteps()[0], text)
                    .tapping(taps.toArray(Tap[]::new))
                    .sharing(sharing);
            FeatureGradient found = pass.of(whole, features -> loss.apply(withPrompt(features)));
            // the loss does not depend on the other half: its gradient is zero
            return new FeatureGradient(found.loss(), scope.keep(found.gradient().narrow(0, 1, 1)));
        }
    }

    /** The second half, (2 f, D, h, w) -> (f, D, h, w). */
    private static Map<Tap, Tensor> withPrompt(Map<Tap, Tensor> features) {
        Map<Tap, Tensor> half = new LinkedHashMap<>();
        features.forEach((tap, x) -> half.put(tap, x.narrow(0, x.size(0) / 2, x.size(0) / 2)));
        return half;
    }
}
