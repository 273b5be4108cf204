package motionscope.experiment.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import motionscope.model.AttentionSharing;
import motionscope.model.Denoised;
import motionscope.model.Denoising;
import motionscope.model.FeatureGradient;
import motionscope.model.Tap;
import motionscope.model.UNetMotion;
import motionscope.nn.KeyValues;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * One recorded call of a UNetMotion: which tensors of its file are what, and ours for each.
 *
 * @param inputs {@code io.safetensors}
 * @param file the call's own file
 * @param rows collects what was compared
 */
record UNetMotionCall(
        UNetMotion unet,
        SafeTensors inputs,
        SafeTensors file,
        Comparison rows,
        Tolerance tolerance,
        Tolerance gradientTolerance) {
    private static final String TAP = "tap.";
    private static final String UNSHARED = "_unshared";
    private static final String TARGET = "target";
    /** What the reference shares: self-attentions of every up block but the first. */
    private static final String SHARED_BLOCKS = "up[1-9]\\d*\\..*";

    /** A plain pass, and the gradient of a loss where the file has one. */
    void comparePlain() {
        noteInputs();
        Denoising input = denoising("in.sample");
        if (file.contains("out") || !names(TAP, "").isEmpty() || !file.contains(TARGET)) {
            Denoised found = unet.denoise(input.tapping(taps("")));
            compareTaps(found, "");
            rows.compare("out", found.prediction(), tolerance);
        }
        if (file.contains(TARGET)) {
            compareGradient(input, "loss", "grad.sample");
        }
    }

    /** Two passes: the second attends to the keys and values of the first. */
    void compareShared() {
        noteInputs();
        try (AttentionSharing store = AttentionSharing.storing(tap -> tap.name().matches(SHARED_BLOCKS))) {
            unet.denoise(denoising("in.sample_a").sharing(store));
            comparePairs("key.", store, KeyValues.Pair::key);
            comparePairs("value.", store, KeyValues.Pair::value);
            Denoising second = denoising("in.sample_b");
            Denoised unshared = unet.denoise(second.tapping(taps(UNSHARED)));
            compareTaps(unshared, UNSHARED);
            if (file.contains("out.b" + UNSHARED)) {
                rows.compare("out.b" + UNSHARED, unshared.prediction(), tolerance);
            }
            Denoising sharing = second.sharing(store.using());
            Denoised shared = unet.denoise(sharing.tapping(taps("")));
            compareTaps(shared, "");
            rows.compare("out.b", shared.prediction(), tolerance);
            if (file.contains(TARGET)) {
                compareGradient(sharing, "loss.b", "grad.sample_b");
            }
        }
    }

    private void noteInputs() {
        file.names().stream()
                .filter(name -> name.startsWith("in.") || name.equals(TARGET))
                .sorted()
                .forEach(name -> rows.input(name, ""));
    }

    private Denoising denoising(String sample) {
        SafeTensors timesteps = holder("in.timestep");
        double[] t =
                Arrays.stream(timesteps.longs("in.timestep")).asDoubleStream().toArray();
        return Denoising.of(read(sample), t, read("in.text"));
    }

    private Tensor read(String name) {
        return Weights.read(holder(name), name).to(unet.placement().device());
    }

    private SafeTensors holder(String name) {
        return file.contains(name) ? file : inputs;
    }

    /** The names after a prefix and before a suffix; with no suffix those that end with the word for unshared are left out. */
    private List<String> names(String prefix, String suffix) {
        return file.names().stream()
                .filter(name -> name.startsWith(prefix) && name.endsWith(suffix))
                .filter(name -> !suffix.isEmpty() || !name.endsWith(UNSHARED))
                .map(name -> name.substring(prefix.length(), name.length() - suffix.length()))
                .toList();
    }

    /** The taps of the file that the network has. */
    private Tap[] taps(String suffix) {
        return names(TAP, suffix).stream()
                .filter(name -> unet.taps().stream().anyMatch(tap -> tap.name().equals(name)))
                .map(Tap::new)
                .toArray(Tap[]::new);
    }

    private void compareTaps(Denoised found, String suffix) {
        for (Map.Entry<Tap, Tensor> seen : found.features().entrySet()) {
            rows.compare(TAP + seen.getKey() + suffix, seen.getValue(), tolerance);
        }
    }

    private void comparePairs(String prefix, AttentionSharing store, Function<KeyValues.Pair, Tensor> part) {
        for (String name : names(prefix, "")) {
            KeyValues.Pair pair = store.pair(new Tap(name));
            if (pair == null) {
                rows.fail(prefix + name, "this network has no such attention among the shared ones");
            } else {
                rows.compare(prefix + name, part.apply(pair), tolerance);
            }
        }
    }

    /** loss = mean((tap.up1 - target)^2) and its gradient with respect to the latent. */
    private void compareGradient(Denoising input, String loss, String gradient) {
        Tensor target = read(TARGET);
        FeatureGradient found = unet.gradient(
                input.tapping(Tap.UP1),
                features -> features.get(Tap.UP1).sub(target).square().mean(),
                false);
        rows.compare(loss, found.loss(), tolerance);
        rows.compare(gradient, found.gradient(), gradientTolerance);
    }
}
