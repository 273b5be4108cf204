package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that do not fit a model, and prompts it cannot read. */
class BadInputTest {
    @TempDir
    Path folder;

    private DiffusionModel model;
    private Scope scope;

    @BeforeEach
    void open() {
        model = new DiffusionModel(TinyModel.write(folder), Placement.CPU);
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
        model.close();
    }

    private static void assertRefused(String words, Executable call) {
        MotionScopeException e = assertThrows(MotionScopeException.class, call);
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }

    private void assertRefused(String words, Tensor latent, double[] timesteps, Tensor text) {
        assertRefused(words, () -> model.denoise(Denoising.of(latent, timesteps, text)));
        Denoising tapped = Denoising.of(latent, timesteps, text).tapping(Tap.UP0);
        assertRefused(words, () -> model.gradient(tapped, f -> f.get(Tap.UP0).mean(), true));
    }

    @Test
    void shapes() {
        double[] t = {1};
        Tensor text = Tensor.full(0, 1, 3, 7);
        Tensor latent = Tensor.full(0, 1, 12, 2, 4, 4);
        assertRefused("takes (clips, 12, frames", Tensor.full(0), t, text);
        assertRefused("takes (clips, 12, frames", Tensor.full(0, 12), t, text);
        assertRefused("takes (clips, 12, frames", Tensor.full(0, 1, 12, 4, 4), t, text);
        assertRefused("[1, 4, 2, 4, 4]", Tensor.full(0, 1, 4, 2, 4, 4), t, text);
        assertRefused("takes (clips, 12, frames", Tensor.full(0, 1, 12, 0, 4, 4), t, text);
        assertRefused("takes (clips, 12, frames", Tensor.full(0, 0, 12, 2, 4, 4), t, text);
        assertRefused("has 5 frames", Tensor.full(0, 1, 12, 5, 4, 4), t, text);
        assertRefused("need (1, tokens, 7)", latent, t, Tensor.full(0, 1, 3, 8));
        assertRefused("need (1, tokens, 7)", latent, t, Tensor.full(0, 2, 3, 7));
        assertRefused("need (1, tokens, 7)", latent, t, Tensor.full(0, 3, 7));
        assertRefused("need (1, tokens, 7)", latent, t, Tensor.full(0, 1, 0, 7));
        assertRefused("2 timesteps for 1 clips", latent, new double[2], text);
        assertRefused("0 timesteps for 1 clips", latent, new double[0], text);
        assertRefused("finite", latent, new double[] {Double.NaN}, text);
    }

    @Test
    void taps() {
        Denoising input = Denoising.of(Tensor.full(0, 1, 12, 2, 4, 4), 1, Tensor.full(0, 1, 3, 7));
        assertRefused("it has down0, down1, mid, up0, up1", () -> model.denoise(input.tapping(Tap.UP3)));
        assertRefused("does not exist", () -> model.denoise(input.tapping(new Tap("up1.attention7"))));
        for (String name : new String[] {"", "UP1", "up1.", "up1/attention0", "up1.attention0.x", "up 1", "\n"}) {
            assertRefused("is no tap's name", () -> new Tap(name));
        }
        assertRefused("is no tap's name", () -> new Tap(null));
    }

    /** The time embedding does not depend on the latent: there is no gradient to give. */
    @Test
    void aGradientNeedsATapThatTheLatentReaches() {
        Denoising input = Denoising.of(Tensor.full(0, 1, 12, 2, 4, 4), 1, Tensor.full(0, 1, 3, 7));
        Tap temb = new Tap("temb");
        for (boolean checkpointing : new boolean[] {false, true}) {
            assertRefused(
                    "does not depend on the latent",
                    () -> model.gradient(input.tapping(temb), f -> f.get(temb).mean(), checkpointing));
            assertThrows(
                    IllegalArgumentException.class, () -> model.gradient(input, f -> Tensor.full(0), checkpointing));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> model.gradient(input.tapping(Tap.UP0), f -> f.get(Tap.UP0), checkpointing));
        }
    }

    @Test
    void sharingNeedsPassesOfOneSize() {
        Tensor text = Tensor.full(0.5, 1, 3, 7);
        try (AttentionSharing store = AttentionSharing.storing(tap -> true)) {
            assertThrows(IllegalStateException.class, store::using);
            model.denoise(Denoising.of(Tensor.full(0.5, 1, 12, 1, 4, 4), 1, text)
                    .tapping(Tap.MID)
                    .featuresOnly()
                    .sharing(store));
            AttentionSharing using = store.using();
            Denoising longer = Denoising.of(Tensor.full(0.5, 1, 12, 2, 4, 4), 1, text);
            assertThrows(IllegalStateException.class, () -> model.denoise(longer.sharing(using)));
            Denoising further = Denoising.of(Tensor.full(0.5, 1, 12, 1, 4, 4), 1, text);
            Exception e = assertThrows(IllegalStateException.class, () -> model.denoise(further.sharing(using)));
            assertTrue(e.getMessage().contains("are not stored"), e.getMessage());
        }
    }

    @Test
    void prompts() {
        assertRefused("'dog' is not in this model's vocabulary: red ring clouds.", () -> encode("red dog"));
        assertRefused("'<pad>' is not in", () -> encode("<pad>"));
        assertRefused("'Red' is not in", () -> encode("Red"));
        assertRefused("has 4 words; this model reads at most 3", () -> encode("red red red red"));
        assertRefused("No prompts", () -> model.encodePrompts(List.of()));
        assertArrayEquals(new long[] {2, 3, 7}, encode("", " red\tring ").shape());
        assertArrayEquals(encode("").floats(), encode("  \n ").floats());
        assertArrayEquals(
                encode("red ring").floats(),
                encode("red", "red ring").select(0, 1).floats());
        assertEquals(7, model.textWidth());
    }

    private Tensor encode(String... prompts) {
        return model.encodePrompts(List.of(prompts));
    }

    @Test
    void latentsOfAnotherModelAreNotDecoded() {
        assertRefused("takes (clips, 12, frames", () -> model.decode(Tensor.full(0, 1, 4, 2, 4, 4), 8));
        assertRefused("takes (clips, 12, frames", () -> model.decode(Tensor.full(0, 12, 2, 4, 4), 8));
    }
}
