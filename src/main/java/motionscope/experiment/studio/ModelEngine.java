package motionscope.experiment.studio;

import java.util.Optional;
import java.util.function.Supplier;
import motionscope.control.Guidance;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.Generation;
import motionscope.experiment.VideoModel;
import motionscope.experiment.WorkDisplay;
import motionscope.metric.Velocity;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Tensor;

/** Draws with a model. Unguided clips and references are kept, so moving a slider of the guidance draws the guided clip only. */
final class ModelEngine implements Engine {

    private final VideoModel model;
    private final GuidanceMaker maker;
    private final GuidanceMaker quick; // for drafts
    private final DraftLength length = new DraftLength();
    private final Recent<Twin, Drawn> twins = new Recent<>(6);

    ModelEngine(VideoModel model) {
        this.model = model;
        this.maker = new GuidanceMaker(model);
        this.quick = maker.quick();
    }

    /** What an unguided clip depends on. */
    private record Twin(String prompt, long seed, int steps, double scale) {}

    /** A clip and how long it took. */
    private record Drawn(GeneratedClip clip, double seconds) {}

    @Override
    public int draftSteps(StudioSettings settings) {
        return Math.min(length.steps(), settings.steps());
    }

    @Override
    public StudioResult draw(StudioSettings s, boolean draft, Watch watch) {
        return WorkDisplay.quietly(() -> drawQuietly(s, draft, watch));
    }

    private StudioResult drawQuietly(StudioSettings s, boolean draft, Watch watch) {
        int steps = draft ? draftSteps(s) : s.steps();
        String kind = draft ? "draft" : "clip";
        boolean asks = s.isGuided();
        Guidance guidance =
                asks ? guidance(s, draft, steps) : null; // what does not fit is said before anything is drawn
        Drawn guided = null;
        if (asks) { // first, because it is what a person waits for
            watch.started("guided " + kind, steps);
            guided = timed(() -> watched(s, steps, watch).guidedBy(guidance).run());
            length.took(draft, steps, guided.seconds());
        }
        Drawn unguided = twin(s, s.steps());
        unguided = unguided == null ? twin(s, steps) : unguided; // a whole one will do for a draft
        double unguidedSeconds = 0;
        if (unguided == null) {
            if (asks) {
                watch.guided(guided.clip());
            }
            watch.started("unguided " + kind, steps);
            unguided = timed(() -> watched(s, steps, watch).run());
            unguidedSeconds = unguided.seconds();
            twins.put(new Twin(s.prompt(), s.seed(), steps, s.scale()), unguided);
        }
        guided = asks ? guided : unguided;
        Place place = looksAt(s);
        SeenMotion before = SeenMotion.of(unguided.clip().clip(), s.prompt(), place);
        SeenMotion after = asks ? SeenMotion.of(guided.clip().clip(), s.prompt(), place) : before;
        return new StudioResult(
                s,
                draft,
                steps,
                unguided.clip(),
                guided.clip(),
                before,
                after,
                askedGround(s),
                askedShape(s),
                unguidedSeconds,
                asks ? guided.seconds() : 0);
    }

    private Guidance guidance(StudioSettings s, boolean draft, int steps) {
        return draft
                ? DraftGuidance.of(quick.of(s).value(), s.steps(), steps)
                : maker.of(s).value();
    }

    private Drawn twin(StudioSettings s, int steps) {
        return twins.get(new Twin(s.prompt(), s.seed(), steps, s.scale()));
    }

    private static Drawn timed(Supplier<GeneratedClip> work) {
        long start = System.nanoTime();
        GeneratedClip clip = work.get();
        return new Drawn(clip, (System.nanoTime() - start) / 1e9);
    }

    /** The run, telling of each step. */
    private Generation watched(StudioSettings s, int steps, Watch watch) {
        double[] loss = {Double.NaN};
        return model.generate(s.prompt())
                .seed(s.seed())
                .steps(steps)
                .guidanceScale(s.scale())
                .watching(update -> loss[0] = update.loss())
                .listening(new SamplingListener() {
                    @Override
                    public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                        watch.step(step.index() + 1, step.timestep(), loss[0]);
                        return true;
                    }
                });
    }

    /** Where a shape is looked for: in the region, or at the beginning of its line. */
    private static Place looksAt(StudioSettings s) {
        if (s.place() == null && s.asked() instanceof Asked.Drawn drawn) {
            double x = drawn.points().get(0).get(0);
            double y = drawn.points().get(0).get(1);
            return new Place.Box(
                    Math.max(0, x - 0.1), Math.max(0, y - 0.1), Math.min(1, x + 0.1), Math.min(1, y + 0.1));
        }
        return s.asked().shape().isPresent() || s.asked() instanceof Asked.Drawn ? s.place() : null;
    }

    private Optional<Velocity> askedGround(StudioSettings s) {
        return s.asked() instanceof Asked.Reference reference
                ? SeenMotion.of(maker.read(reference.file()), "", null).ground()
                : s.asked().ground();
    }

    private Optional<Velocity> askedShape(StudioSettings s) {
        return s.asked() instanceof Asked.Drawn drawn
                ? Optional.of(drawn.mean(
                        model.defaults().frames(),
                        model.codec().sampleSize(),
                        model.codec().sampleSize()))
                : s.asked().shape();
    }

    @Override
    public String code(StudioSettings settings) {
        return StudioCode.of(settings, maker);
    }

    @Override
    public void clear() {
        twins.clear();
        maker.clear();
        quick.clear();
    }
}
