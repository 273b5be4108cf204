package motionscope.experiment.studio;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import motionscope.control.Guidance;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.Generation;
import motionscope.experiment.VideoModel;
import motionscope.experiment.WorkDisplay;
import motionscope.experiment.studio.DraftLength.Length;
import motionscope.metric.Velocity;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;

/** Draws with a model. Unguided clips and references are kept, so moving a slider of the guidance draws the guided clip only. */
final class ModelEngine implements Engine {

    private static final int EVERY = 4; // steps between two predictions that are shown
    private static final double FROM = 1.0 / 3; // of the steps: earlier ones are more blurred than a draft

    private final VideoModel model;
    private final GuidanceMaker maker;
    private final Map<Integer, GuidanceMaker> quick = new ConcurrentHashMap<>(); // for drafts, by their frames
    private final DraftLength length;
    private final Recent<Twin, Drawn> twins = new Recent<>(6);

    ModelEngine(VideoModel model) {
        this.model = model;
        this.maker = new GuidanceMaker(model);
        this.length = new DraftLength(model.defaults().frames());
    }

    /** What an unguided clip depends on. */
    private record Twin(String prompt, long seed, Length length, double scale) {}

    /** A clip and how long it took. */
    private record Drawn(GeneratedClip clip, double seconds) {}

    @Override
    public int draftSteps(StudioSettings settings) {
        return draftLength(settings).steps();
    }

    @Override
    public StudioResult draw(StudioSettings s, boolean draft, Watch watch) {
        return WorkDisplay.quietly(() -> drawQuietly(s, draft, watch));
    }

    private StudioResult drawQuietly(StudioSettings s, boolean draft, Watch watch) {
        Length whole = new Length(s.steps(), model.defaults().frames());
        Length drawn = draft ? draftLength(s) : whole;
        int steps = drawn.steps();
        String kind = draft ? "draft" : "clip";
        boolean asks = s.isGuided();
        Guidance guidance =
                asks ? guidance(s, draft, drawn) : null; // what does not fit is said before anything is drawn
        Drawn guided = null;
        if (asks) { // first, because it is what a person waits for
            watch.started("guided " + kind, steps);
            guided = timed(() -> watched(s, drawn, watch).guidedBy(guidance).run());
            length.took(draft, drawn, guided.seconds());
        }
        Place place = looksAt(s);
        CompletableFuture<SeenMotion> seen = asks ? seen(guided, s, place) : null; // while the other one is drawn
        Drawn unguided = twin(s, whole);
        unguided = unguided == null ? twin(s, drawn) : unguided; // a whole one will do for a draft
        double unguidedSeconds = 0;
        if (unguided == null) {
            if (asks) {
                watch.guided(guided.clip());
            }
            watch.started("unguided " + kind, steps);
            unguided = timed(() -> watched(s, drawn, watch).run());
            unguidedSeconds = unguided.seconds();
            twins.put(new Twin(s.prompt(), s.seed(), drawn, s.scale()), unguided);
        }
        guided = asks ? guided : unguided;
        SeenMotion before = SeenMotion.of(unguided.clip().clip(), s.prompt(), place);
        return new StudioResult(
                s,
                draft,
                steps,
                unguided.clip(),
                guided.clip(),
                before,
                asks ? seen.join() : before,
                askedGround(s),
                askedShape(s, drawn.frames()),
                unguidedSeconds,
                asks ? guided.seconds() : 0);
    }

    /** A draft takes no more steps than its clip. */
    private Length draftLength(StudioSettings s) {
        Length next = length.next();
        return new Length(Math.min(next.steps(), s.steps()), next.frames());
    }

    private static CompletableFuture<SeenMotion> seen(Drawn drawn, StudioSettings s, Place place) {
        return CompletableFuture.supplyAsync(() -> SeenMotion.of(drawn.clip().clip(), s.prompt(), place));
    }

    private Guidance guidance(StudioSettings s, boolean draft, Length drawn) {
        if (!draft) {
            return maker.of(s).value();
        }
        GuidanceMaker few = quick.computeIfAbsent(drawn.frames(), maker::quick);
        return DraftGuidance.of(few.of(s).value(), s.steps(), drawn.steps());
    }

    private Drawn twin(StudioSettings s, Length drawn) {
        return twins.get(new Twin(s.prompt(), s.seed(), drawn, s.scale()));
    }

    private static Drawn timed(Supplier<GeneratedClip> work) {
        long start = System.nanoTime();
        GeneratedClip clip = work.get();
        return new Drawn(clip, (System.nanoTime() - start) / 1e9);
    }

    /** The run, telling of each step. */
    private Generation watched(StudioSettings s, Length drawn, Watch watch) {
        double[] loss = {Double.NaN};
        return model.generate(s.prompt())
                .seed(s.seed())
                .steps(drawn.steps())
                .frames(drawn.frames())
                .guidanceScale(s.scale())
                .watching(update -> {
                    loss[0] = update.loss();
                    watch.updated();
                })
                .listening(new SamplingListener() {
                    @Override
                    public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                        int done = step.index() + 1;
                        watch.step(done, step.timestep(), loss[0]);
                        if (isWorthSeeing(done, drawn.steps())) {
                            watch.predicted(predicted(cleanPrediction), done);
                        }
                        return true;
                    }
                });
    }

    /** A draft is seen a step before it is there, a clip every few steps. */
    private static boolean isWorthSeeing(int done, int steps) {
        boolean some = steps <= DraftLength.MOST ? done == steps - 1 : done % EVERY == 0;
        return some && done >= FROM * steps && done < steps;
    }

    private Clip predicted(Tensor clean) {
        return model.decode(clean, model.defaults().frameRate()).get(0);
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

    private Optional<Velocity> askedShape(StudioSettings s, int frames) {
        int side = model.codec().sampleSize();
        return s.asked() instanceof Asked.Drawn drawn
                ? Optional.of(
                        Asked.Drawn.mean(drawn.first(frames, model.defaults().frames()), side, side))
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
        quick.values().forEach(GuidanceMaker::clear);
    }
}
