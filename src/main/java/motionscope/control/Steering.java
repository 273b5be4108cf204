package motionscope.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import motionscope.model.AttentionSharing;
import motionscope.model.Denoising;
import motionscope.model.FeatureGradient;
import motionscope.model.Tap;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.DType;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/** One guided run: what happens before, in and after each step. */
final class Steering implements SamplingListener, AutoCloseable {
    /** An update that leaves a latent of more than so many times its scale has destroyed it. */
    private static final double LIMIT = 4;

    private final GuidedSampler sampler;
    private final List<ClipGuidance> clips;
    private final ReferenceBranch reference;
    private final boolean shares;
    private final Tensor start;
    private final Tensor conditionalText; // (b, tokens, width)
    private final ObjIntConsumer<GuidanceUpdate> watcher;
    private final int steps;
    private boolean sharesNow;

    Steering(
            GuidedSampler sampler,
            List<ClipGuidance> clips,
            Tensor start,
            SharedKeys where,
            ObjIntConsumer<GuidanceUpdate> watcher) {
        this.sampler = sampler;
        this.clips = clips;
        this.start = start;
        this.watcher = watcher;
        this.steps = sampler.plan.steps();
        this.shares = !where.isEmpty();
        this.reference = new ReferenceBranch(sampler.model, sampler.plan, sampler.mix, where);
        long b = clips.size();
        this.conditionalText = sampler.text.narrow(0, sampler.text.size(0) - b, b);
    }

    ReferenceBranch reference() {
        return reference;
    }

    @Override
    public Tensor beforePrediction(SamplingStep step, Tensor latent) {
        int i = step.index();
        sharesNow = false;
        if (referenceRuns(i)) {
            if (reference.latent() == null) {
                reference.start(latent);
            }
            if (!sampler.sharing.inSampling() && !referenceRuns(i + 1)) {
                reference.passToTap(step, conditionalText, taps(i).toArray(Tap[]::new));
            } else {
                reference.pass(step, sampler.text);
            }
            sharesNow = sampler.sharing == KeySharing.ALWAYS || sampler.sharing == KeySharing.GUIDED_STEPS && guides(i);
        }
        if (!guides(i)) {
            return latent;
        }
        clips.forEach(clip -> clip.prepare(i, steps, step.timestep()));
        double[] scale = norms(latent);
        Tensor z = latent;
        int updates = clips.stream().mapToInt(c -> c.guidance.updates()).max().orElse(0);
        for (int u = 0; u < updates; u++) {
            int update = u;
            Tensor before = z;
            z = Scope.of(() -> updated(step, update, before, latent, scale));
        }
        return z;
    }

    /** What a prediction of the guided branch shares at this step. */
    AttentionSharing inPrediction() {
        return sharesNow ? reference.both() : AttentionSharing.NONE;
    }

    @Override
    public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
        reference.advance(step.index(), referenceRuns(step.index() + 1));
        return true;
    }

    /** From the first guided step to the last, or to the end where every prediction shares. */
    private boolean referenceRuns(int step) {
        if (!shares || step >= steps || step < first()) {
            return false;
        }
        return sampler.sharing == KeySharing.ALWAYS
                || IntStream.range(step, steps).anyMatch(this::guides);
    }

    private int first() {
        return IntStream.range(0, steps).filter(this::planned).findFirst().orElse(steps);
    }

    private boolean planned(int step) {
        return clips.stream().anyMatch(clip -> clip.guidance.guides(step, steps));
    }

    private boolean guides(int step) {
        return clips.stream().anyMatch(clip -> clip.guides(step, steps));
    }

    private Set<Tap> taps(int step) {
        Set<Tap> taps = new LinkedHashSet<>();
        clips.stream().filter(c -> c.guides(step, steps)).forEach(c -> taps.addAll(c.taps(step, steps)));
        return taps;
    }

    private boolean acts(int clip, SamplingStep step, int update) {
        ClipGuidance one = clips.get(clip);
        return one.guides(step.index(), steps) && update < one.guidance.updates();
    }

    /** (7) z <- z - eta * grad_z L, for every clip that is guided at this step. */
    private Tensor updated(SamplingStep step, int update, Tensor z, Tensor entered, double[] scale) {
        if (IntStream.range(0, clips.size()).noneMatch(k -> acts(k, step, update))) {
            return z;
        }
        ClipGuidance.Losses[] seen = new ClipGuidance.Losses[clips.size()];
        Tensor gradient = gradient(step, update, z, seen); // (b, c, f, h, w)
        float[] mask = mask(step, update, z);
        Tensor clipped = gradient.mul(
                Tensor.of(mask, z.size(0), 1, z.size(2), z.size(3), z.size(4)).to(z.device()));
        double[] whole = norms(gradient);
        double[] kept = norms(clipped);
        double[] now = norms(z);
        double[] eta = new double[clips.size()];
        for (int k = 0; k < eta.length; k++) {
            eta[k] = acts(k, step, update) ? eta(k, mask, kept[k], now[k], seen[k].sum) : 0;
        }
        Tensor moved = z.sub(clipped.mul(perClip(eta).to(z.device())));
        double[] after = norms(moved);
        for (int k = 0; k < eta.length; k++) {
            if (acts(k, step, update)) {
                GuidanceUpdate done = new GuidanceUpdate(
                        step.index(),
                        step.timestep(),
                        update,
                        seen[k].sum,
                        seen[k].regions,
                        seen[k].drag,
                        whole[k],
                        kept[k],
                        eta[k] * kept[k] / now[k]);
                boolean lost = !(after[k] <= LIMIT * scale[k]) || !Double.isFinite(seen[k].sum);
                if (lost) {
                    moved = givenUp(k, step, done, after[k] / scale[k], moved, entered);
                } else {
                    clips.get(k).updates.add(done);
                    watcher.accept(done, k);
                }
            }
        }
        return moved;
    }

    private Tensor gradient(SamplingStep step, int update, Tensor z, ClipGuidance.Losses[] seen) {
        int i = step.index();
        int frames = (int) z.size(2);
        Tensor ready = sampler.plan.scaleInput(z, i);
        Denoising pass = Denoising.of(ready, step.timestep(), conditionalText)
                .tapping(taps(i).toArray(Tap[]::new))
                .featuresOnly()
                .sharing(reference.conditional());
        FeatureGradient found = sampler.model.gradient(
                pass,
                features -> {
                    Tensor sum = null;
                    for (int k = 0; k < clips.size(); k++) {
                        if (acts(k, step, update)) {
                            seen[k] = new ClipGuidance.Losses();
                            Tensor one = clips.get(k)
                                    .loss(ClipGuidance.ofClip(features, k, frames), i, steps, step.timestep(), seen[k]);
                            sum = sum == null ? one : sum.add(one);
                        }
                    }
                    return sum;
                },
                sampler.checkpointing);
        // the network saw the scaled latent; the scale is one number
        double scale = sampler.plan.scaleInput(Tensor.full(1, 1), i).item();
        return scale == 1 ? found.gradient() : found.gradient().mul(scale);
    }

    private float[] mask(SamplingStep step, int update, Tensor z) {
        int one = Math.toIntExact(z.size(2) * z.size(3) * z.size(4));
        float[] mask = new float[clips.size() * one];
        for (int k = 0; k < clips.size(); k++) {
            if (acts(k, step, update)) {
                System.arraycopy(clips.get(k).gradientMask(step.index(), steps), 0, mask, k * one, one);
            }
        }
        return mask;
    }

    private double eta(int clip, float[] mask, double gradient, double latent, double loss) {
        StepSize size = clips.get(clip).guidance.stepSize();
        if (!size.relative()) {
            return size.value();
        }
        if (gradient == 0) {
            return 0;
        }
        int one = mask.length / clips.size();
        double open = 0;
        for (int i = 0; i < one; i++) {
            open += mask[clip * one + i];
        }
        // root mean square of the change where the mask is open = share of the latent's
        double share = size.value() * latent * Math.sqrt(open / one) / gradient;
        return size.kind() == StepSize.Kind.ADAPTIVE ? Math.min(share, loss / (gradient * gradient)) : share;
    }

    /** The unguided latent in the place of one that guidance has destroyed; the clip is not guided any more. */
    private Tensor givenUp(
            int clip, SamplingStep step, GuidanceUpdate done, double growth, Tensor moved, Tensor entered) {
        clips.get(clip).divergence = String.format(
                Locale.ROOT,
                "Guidance diverged at %s, update %d: the loss was %.3g, the update would make the latent %.3g times as"
                        + " large; the unguided clip was kept. Use a lower weight or step size.",
                step,
                done.update() + 1,
                done.loss(),
                growth);
        Tensor plain = unguided(clip, step.index(), entered);
        List<Tensor> all = new ArrayList<>();
        for (int k = 0; k < clips.size(); k++) {
            all.add((k == clip ? plain : moved).narrow(0, k, 1));
        }
        return Tensor.cat(0, all.toArray(Tensor[]::new));
    }

    /** The unguided latents (b, c, f, h, w) that enter a step. */
    private Tensor unguided(int clip, int step, Tensor entered) {
        if (reference.latent() != null) {
            return reference.latent();
        }
        Guidance guidance = clips.get(clip).guidance;
        boolean fresh = IntStream.range(0, step).noneMatch(i -> guidance.guides(i, steps));
        return fresh ? entered : sampler.plain(start, step);
    }

    /** In double precision: the squares of a large gradient are no float32 any more, and its step would be none. */
    private static double[] norms(Tensor x) {
        return Scope.of(() -> x.cast(DType.F64).square().sum(1, 2, 3, 4).sqrt()).doubles();
    }

    private static Tensor perClip(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return Tensor.of(narrow, values.length, 1, 1, 1, 1);
    }

    boolean[] givenUp() {
        boolean[] flags = new boolean[clips.size()];
        IntStream.range(0, flags.length).forEach(k -> flags[k] = clips.get(k).divergence != null);
        return flags;
    }

    @Override
    public void close() {
        reference.close();
    }

    @Override
    public String toString() {
        return "steering of " + clips.size() + " clips " + Arrays.toString(givenUp());
    }
}
