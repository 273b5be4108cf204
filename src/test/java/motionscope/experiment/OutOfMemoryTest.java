package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.MotionScopeException;
import motionscope.model.Denoising;
import motionscope.model.Tap;
import motionscope.motion.FeatureExtraction;
import motionscope.tensor.Device;
import motionscope.tensor.MemoryLimit;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.testing.Leaks;
import motionscope.testing.TinyModel;
import motionscope.video.Clip;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too little memory: the error says what would fit, that is true, and the model goes on. */
class OutOfMemoryTest {
    private static final String PROMPT = "red ring";
    private static final Pattern FITS =
            Pattern.compile("What would fit: (\\d) clips? at once, or (\\d) frames?, or frames of (\\d+) x (\\d+)\\.");

    private static VideoModel model;

    @BeforeAll
    static void load(@TempDir Path folder) {
        model = VideoModel.load(TinyModel.write(folder), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @AfterEach
    void lift() {
        MemoryLimit.lift(Device.CPU);
    }

    private static Generation drawing(int clips, int frames, int width, int height) {
        return model.generate(List.of(PROMPT, PROMPT, PROMPT, PROMPT).subList(0, clips))
                .steps(1)
                .frames(frames)
                .size(width, height);
    }

    /** Leaves room for a share of what drawing 4 clips of 4 frames of 24 x 16 needs. */
    private static void leave(double share) {
        long needed = model.estimateBytes(2 * 4, 4, 8, 12, false);
        MemoryLimit.set(Device.CPU, Scope.liveBytes(Device.CPU) + (long) (share * needed));
    }

    @Test
    void everySuggestionIsAccepted() {
        leave(0.6);
        MotionScopeException e = assertThrows(
                MotionScopeException.class, () -> drawing(4, 4, 24, 16).runAll());
        assertTrue(
                e.getMessage()
                        .matches("Drawing 4 clips of 4 frames of 24 x 16 needs about [\\d.]+ MiB on cpu, which has"
                                + " [\\d.]+ MiB free of the [\\d.]+ MiB that this process may use. What would fit: .*"),
                e.getMessage());
        Matcher fits = FITS.matcher(e.getMessage());
        assertTrue(fits.find(), e.getMessage());
        int clips = Integer.parseInt(fits.group(1));
        int frames = Integer.parseInt(fits.group(2));
        int width = Integer.parseInt(fits.group(3));
        int height = Integer.parseInt(fits.group(4));
        assertEquals(clips, drawing(clips, 4, 24, 16).runAll().size());
        assertEquals(frames, drawing(4, frames, 24, 16).runAll().get(0).clip().frames());
        assertEquals(height, drawing(4, 4, width, height).runAll().get(0).clip().height());
        assertThrows(
                MotionScopeException.class, () -> drawing(clips + 1, 4, 24, 16).runAll());
        assertThrows(
                MotionScopeException.class, () -> drawing(4, frames + 1, 24, 16).runAll());
    }

    @Test
    void whereNothingFitsThatIsSaid() {
        leave(1e-6);
        MotionScopeException e = assertThrows(
                MotionScopeException.class, () -> drawing(1, 1, 24, 16).runAll());
        assertTrue(e.getMessage().endsWith("Nothing of it would fit: free some memory, or use another device."));
    }

    @Test
    void lookingAtClipsSaysWhatWouldFitToo() {
        List<Clip> clips =
                drawing(4, 4, 24, 16).runAll().stream().map(GeneratedClip::clip).toList();
        long needed = model.estimateBytes(4, 4, 8, 12, false);
        MemoryLimit.set(Device.CPU, Scope.liveBytes(Device.CPU) + needed / 2);
        Tap tap = model.taps().iterator().next();
        FeatureExtraction all = model.extract(clips).batch(4);
        MotionScopeException e = assertThrows(MotionScopeException.class, () -> all.noised(tap, 399));
        assertTrue(
                e.getMessage().startsWith("Looking at 4 clips of 4 frames of 24 x 16 at once needs"), e.getMessage());
        assertTrue(e.getMessage().contains("What would fit: 1 clip at once"), e.getMessage());
        assertEquals(4, all.batch(1).noised(tap, 399).clips());
    }

    @Test
    void memoryThatRunsOutInsideOfAPassLeavesAModelThatWorks() {
        try (Scope scope = new Scope()) {
            Tensor latent = Tensor.full(0.1, 2, TinyModel.CHANNELS, 4, 8, 8);
            Denoising input = Denoising.of(latent, 399, model.encodePrompts(List.of(PROMPT, PROMPT)))
                    .tapping(Tap.UP1);
            Leaks.assertNone(() -> {
                for (boolean checkpointing : new boolean[] {false, true}) {
                    MotionScopeException e = assertThrows(
                            MotionScopeException.class,
                            () -> model.gradient(
                                    input,
                                    seen -> seen.get(Tap.UP1)
                                            .repeatInterleave(1L << 40, 0)
                                            .mean(),
                                    checkpointing));
                    assertTrue(
                            e.getMessage()
                                    .matches(
                                            "A pass over latents of 2 clips of 4 frames of 8 x 8 ran out of memory on cpu:"
                                                    + " an allocation of .* failed; .* free now. What would fit: 1 clip at once,"
                                                    + ".*"),
                            e.getMessage());
                }
            });
            assertEquals(
                    latent.count(),
                    model.gradient(input, seen -> seen.get(Tap.UP1).mean(), false)
                            .gradient()
                            .count());
        }
        assertEquals(4, drawing(1, 4, 8, 8).run().clip().frames());
    }
}
