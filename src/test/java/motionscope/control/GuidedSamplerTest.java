package motionscope.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.sampler.DdimSampler;
import motionscope.sampler.Plan;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.testing.Close;
import motionscope.testing.Draws;
import motionscope.testing.Leaks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole guided runs of a small network. */
class GuidedSamplerTest {
    private static final Region LEFT = Region.box(0, 0, 0.5, 1);
    private SmallRun small;
    private Scope scope;

    @BeforeEach
    void open() {
        small = new SmallRun();
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
        small.close();
    }

    private static Guidance paper() {
        return Guidance.paper()
                .toward(SmallRun.reference(SmallRun.FRAMES), LEFT)
                .steps(1, 3);
    }

    private static Guidance official() {
        return Guidance.officialCode()
                .toward(SmallRun.reference(SmallRun.FRAMES), LEFT)
                .steps(1, 3);
    }

    @Test
    void guidanceWithoutWeightOrStepIsThePlainRunBitForBit() {
        float[] plain = small.plain(1);
        assertArrayEquals(plain, small.guided(paper().weight(0)));
        assertArrayEquals(plain, small.guided(official().stepSize(0)));
        assertArrayEquals(plain, small.guided(Guidance.none()));
        assertEquals(0, small.gradients);
        assertFalse(Arrays.equals(plain, small.guided(paper().weight(5))));
    }

    @Test
    void theLossFallsFromUpdateToUpdate() {
        Guidance many =
                official().sharing(KeySharing.NONE).updates(6).relative(0.02).steps(1, 2);
        GuidanceTrace trace = small.sampler(many)
                .run(SmallRun.noise(1), SamplingListener.NONE)
                .traces()
                .get(0);
        double[] losses = trace.losses();
        assertEquals(6, losses.length);
        assertTrue(losses[5] < losses[0], Arrays.toString(losses));
        trace.updates().forEach(u -> assertTrue(u.clippedNorm() <= u.gradientNorm()));
    }

    @Test
    void onlyTheRegionAndTheFirstFramesAreChanged() {
        List<float[]> updated = new ArrayList<>();
        List<float[]> entered = new ArrayList<>();
        SamplingListener keep = new SamplingListener() {
            @Override
            public Tensor beforePrediction(SamplingStep step, Tensor latent) {
                updated.add(latent.floats());
                return latent;
            }

            @Override
            public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                entered.add(latent.floats());
                return true;
            }
        };
        small.sampler(paper().clipToFrames(2).weight(50)).run(SmallRun.noise(1), keep);
        float[] before = entered.get(0); // after step 0 it enters step 1
        float[] after = updated.get(1);
        int changed = 0;
        for (int i = 0; i < before.length; i++) {
            int frame = i / (SmallRun.SIDE * SmallRun.SIDE) % SmallRun.FRAMES;
            boolean open = frame < 2 && i % SmallRun.SIDE < SmallRun.SIDE / 2;
            if (open) {
                changed += before[i] != after[i] ? 1 : 0;
            } else {
                assertEquals(before[i], after[i], "value " + i);
            }
        }
        assertTrue(changed > 100, "changed " + changed);
    }

    @Test
    void clipsOfABatchAreGuidedAsTheyAreAlone() {
        Guidance other = official().weight(40).updates(1).steps(0, 2);
        Guidance first = official();
        float[] both = small.guided(first, other);
        // alone: the same rows of noise and texts
        try (Scope inner = new Scope()) {
            for (int k = 0; k < 2; k++) {
                Tensor texts = small.texts(2).select(0, k, k + 2);
                GuidedSampler alone = new GuidedSampler(
                        small, SmallRun.plan(), SmallRun.mix(), texts, List.of(k == 0 ? first : other));
                float[] found = alone.run(SmallRun.noise(2).narrow(0, k, 1), SamplingListener.NONE)
                        .latent()
                        .floats();
                float[] mine = Arrays.copyOfRange(both, k * found.length, (k + 1) * found.length);
                Close.assertClose("clip " + k, found, mine, 2e-2, 1e-3);
            }
        }
    }

    @Test
    void aWeightBesidesARelativeStepChangesNothing() {
        float[] light = small.guided(official().relative(0.03).weight(1));
        float[] heavy = small.guided(official().relative(0.03).weight(1000));
        Close.assertClose("latent", light, heavy, 1e-2, 1e-3);
    }

    @Test
    void theUnguidedBranchRunsOnlyWhileItIsNeeded() {
        small.guided(official().sharing(KeySharing.NONE));
        assertEquals(SmallRun.STEPS, small.wholePasses);
        assertEquals(0, small.shortPasses);
        assertEquals(4, small.gradients); // 2 steps, 2 updates
        small.wholePasses = 0;
        small.guided(official()); // at the last guided step the half with the prompt alone, as far as the tap
        assertEquals(SmallRun.STEPS + 1, small.wholePasses);
        assertEquals(1, small.shortPasses);
        small.wholePasses = 0;
        small.guided(paper());
        assertEquals(SmallRun.STEPS + 2, small.wholePasses);
        small.wholePasses = 0;
        small.guided(paper().sharing(KeySharing.ALWAYS)); // from step 1 to the end
        assertEquals(SmallRun.STEPS + 4, small.wholePasses);
        small.wholePasses = 0;
        MotionReference early =
                MotionReference.of(MotionTarget.vector(SmallRun.FRAMES, 1, new float[] {1, 0, 0, -1}), Tap.UP0, 2);
        small.guided(Guidance.officialCode().toward(early).steps(1, 3)); // nothing is shared before up1
        assertEquals(SmallRun.STEPS, small.wholePasses);
    }

    @Test
    void aStoppedRunGoesOnAsIfNothingHadHappened(@TempDir Path folder) {
        for (Guidance guidance : List.of(paper(), official(), paper().sharing(KeySharing.ALWAYS))) {
            float[] whole = small.guided(guidance);
            for (int last = 0; last < SmallRun.STEPS - 1; last++) {
                int stop = last;
                GuidedResult part = small.sampler(guidance).run(SmallRun.noise(1), new SamplingListener() {
                    @Override
                    public boolean afterStep(SamplingStep step, Tensor latent, Tensor clean) {
                        return step.index() < stop;
                    }
                });
                assertTrue(part.cancelled());
                assertEquals(stop + 1, part.steps());
                Path file = folder.resolve("stopped.safetensors");
                part.checkpoint().orElseThrow().save(file);
                GuidedResult rest = small.sampler(guidance).resume(GuidedCheckpoint.read(file), SamplingListener.NONE);
                assertArrayEquals(whole, rest.latent().floats());
                assertEquals(SmallRun.STEPS, rest.steps());
            }
        }
    }

    @Test
    void divergenceKeepsTheUnguidedClipAndSaysWhere() {
        float[] plain = small.plain(2);
        int one = plain.length / 2;
        for (double weight : new double[] {1e9, 1e38}) {
            for (Guidance wild :
                    List.of(official().weight(weight), official().weight(weight).sharing(KeySharing.NONE))) {
                Guidance tame = official().sharing(wild.sharing());
                GuidedResult result = small.sampler(wild, tame).run(SmallRun.noise(2), SamplingListener.NONE);
                float[] latent = result.latent().floats();
                Close.assertClose("unguided", Arrays.copyOf(plain, one), Arrays.copyOf(latent, one), 1e-3, 1e-4);
                String said = result.traces().get(0).divergence().orElseThrow();
                assertTrue(said.contains("step 2 of 5") && said.contains("update 1"), said);
                assertTrue(result.traces().get(1).divergence().isEmpty());
                assertEquals(4, result.traces().get(1).updates().size());
                assertTrue(result.latent().isFinite());
            }
        }
    }

    @Test
    void divergenceAfterGoodStepsComesBackToTheUnguidedClip() {
        // many large steps: the first updates are kept, until the latent is too large
        float[] plain = small.plain(1);
        Guidance late = official().sharing(KeySharing.NONE).relative(0.9).updates(20);
        GuidedResult result = small.sampler(late).run(SmallRun.noise(1), SamplingListener.NONE);
        String said = result.traces().get(0).divergence().orElseThrow();
        assertTrue(said.contains("diverged"), said);
        Close.assertClose("unguided", plain, result.latent().floats(), 1e-3, 1e-4);
    }

    @Test
    void memoryStaysFlatOverGuidedSteps() {
        List<Long> alive = new ArrayList<>();
        SamplingListener count = new SamplingListener() {
            @Override
            public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                alive.add(Scope.liveTensors());
                return true;
            }
        };
        Guidance guidance = paper().steps(0, SmallRun.STEPS).updates(3);
        for (int i = 0; i < 4; i++) {
            try (Scope inner = new Scope()) {
                small.sampler(guidance).run(SmallRun.noise(1), count);
            }
        }
        for (int i = 2; i < alive.size(); i++) {
            if (i % SmallRun.STEPS > 1) { // the first step of a run has no older latent to hold
                assertEquals(alive.get(i % SmallRun.STEPS), alive.get(i), alive.toString());
            }
        }
    }

    @Test
    void memoryIsTheSameBeforeAndAfterAHundredGuidedClips() {
        List<Guidance> kinds = List.of(paper(), official(), paper().sharing(KeySharing.ALWAYS));
        drawTiny(kinds.get(0));
        Leaks.assertNone(() -> {
            for (int i = 0; i < 100; i++) {
                drawTiny(kinds.get(i % kinds.size()));
            }
        });
    }

    /** 2 frames of 4 x 4, three steps of which two are guided, one update each. */
    private void drawTiny(Guidance kind) {
        try (Scope inner = new Scope()) {
            Guidance guidance = kind.updates(1).steps(0, 2);
            Plan plan = new DdimSampler(SmallRun.SCHEDULE).plan(3);
            new GuidedSampler(small, plan, SmallRun.mix(), small.texts(1), List.of(guidance))
                    .run(new Draws(5).floats(1, 4, 2, 4, 4), SamplingListener.NONE);
        }
    }

    @Test
    void aReferenceOfAnotherLengthIsResampledAndThatIsSaid() {
        Guidance guidance = Guidance.paper().toward(SmallRun.reference(9)).steps(0, 1);
        GuidanceTrace trace = small.sampler(guidance)
                .run(SmallRun.noise(1), SamplingListener.NONE)
                .traces()
                .get(0);
        assertEquals(1, trace.notes().size());
        assertTrue(
                trace.notes().get(0).contains("9 frames, the clip 4"),
                trace.notes().get(0));
    }

    @Test
    void aReferenceOfAnotherSizeIsResizedAndThatIsSaid() {
        float[] values = new float[SmallRun.FRAMES * 5 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        MotionTarget map = new MotionTarget(SmallRun.FRAMES, 1, 3, 5, values).centred();
        MotionReference small = MotionReference.of(map, Tap.UP1, 4);
        for (GuidanceLoss loss : List.of(GuidanceLoss.PER_POSITION, GuidanceLoss.PROJECTION)) {
            GuidanceTrace trace =
                    trace(Guidance.paper().loss(loss).toward(small).steps(0, 1));
            assertEquals(1, trace.notes().size(), trace.notes().toString());
            String note = trace.notes().get(0);
            assertTrue(note.contains("maps of 5 x 3") && note.contains("4 x 4: it was resized"), note);
        }
        // means and single numbers have no size
        assertEquals(
                List.of(),
                trace(Guidance.officialCode().toward(small).steps(0, 1)).notes());
        assertEquals(
                List.of(),
                trace(Guidance.paper()
                                .toward(SmallRun.reference(SmallRun.FRAMES))
                                .steps(0, 1))
                        .notes());
    }

    private GuidanceTrace trace(Guidance guidance) {
        return small.sampler(guidance)
                .run(SmallRun.noise(1), SamplingListener.NONE)
                .traces()
                .get(0);
    }

    @Test
    void whatCannotBeDoneIsSaidBeforeTheFirstStep() {
        MotionReference reference = SmallRun.reference(SmallRun.FRAMES);
        assertRefused("steps 0..5", () -> small.sampler(paper().steps(3, 7)));
        assertRefused(
                "up7",
                () -> small.sampler(Guidance.paper()
                        .toward(MotionReference.of(MotionTarget.vector(1, 1, new float[1]), new Tap("up7"), 0))));
        assertRefused(
                "Channel 99",
                () -> small.guided(Guidance.paper()
                        .toward(MotionReference.of(MotionTarget.vector(4, 1, new float[4]), Tap.UP1, 99))
                        .steps(0, 1)));
        assertRefused(
                "covers no cell",
                () -> small.guided(Guidance.paper()
                        .toward(reference, Region.box(0.01, 0.01, 0.03, 0.03))
                        .steps(0, 1)));
        assertRefused(
                "different motions",
                () -> small.guided(Guidance.paper()
                        .toward(reference)
                        .toward(SmallRun.reference(SmallRun.FRAMES).times(-1), LEFT)
                        .steps(0, 1)));
        assertRefused(
                "masks for 2 frames",
                () -> small.guided(Guidance.paper()
                        .toward(reference, Region.along(List.of(LEFT, LEFT)))
                        .steps(0, 1)));
        assertRefused(
                "in batches of one kind",
                () -> small.sampler(official(), official().sharing(KeySharing.NONE)));
        assertRefused("one by one", () -> small.sampler(paper(), paper().steps(0, 2)));
        assertRefused("2 conditions", () -> new GuidedSampler(
                        small, SmallRun.plan(), SmallRun.mix(), small.texts(1), List.of(paper(), paper()))
                .run(SmallRun.noise(2), SamplingListener.NONE));
        Trajectory longPath = Trajectory.through(9, new Trajectory.Stop(0, 0.2, 0.2), new Trajectory.Stop(8, 0.7, 0.2));
        assertRefused("9 points", () -> small.guided(Guidance.paper().dragging(PointDrag.along(longPath))));
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void aDragFollowsItsSchedule() {
        Trajectory path =
                Trajectory.through(SmallRun.FRAMES, new Trajectory.Stop(0, 0.2, 0.5), new Trajectory.Stop(3, 0.7, 0.5));
        Guidance drag = Guidance.officialCode()
                .toward(SmallRun.reference(SmallRun.FRAMES))
                .dragging(PointDrag.along(path))
                .sharing(KeySharing.NONE)
                .updates(1);
        GuidanceTrace trace = small.sampler(drag)
                .run(SmallRun.noise(1), SamplingListener.NONE)
                .traces()
                .get(0);
        for (GuidanceUpdate update : trace.updates()) {
            boolean moves = DragSchedule.PAPER.moft(update.step(), SmallRun.STEPS);
            boolean drags = DragSchedule.PAPER.dift(update.step(), SmallRun.STEPS);
            assertEquals(moves, update.regionLosses()[0] > 0);
            assertEquals(drags, update.dragLoss() > 0);
        }
        assertEquals(5, trace.updates().size()); // 25, 20 | 15, 10, 5 steps left, of 25
    }
}
