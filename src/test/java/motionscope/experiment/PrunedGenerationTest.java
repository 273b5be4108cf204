package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.experiment.guide.ClipSidecar;
import motionscope.model.ChannelsOff;
import motionscope.model.ChannelsOff.Part;
import motionscope.model.Tap;
import motionscope.motion.Features;
import motionscope.tensor.Placement;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips drawn by a network that goes without channels. */
class PrunedGenerationTest {
    private static final int[] ALL = IntStream.range(0, 8).toArray();

    @TempDir
    static Path folder;

    private static VideoModel model;

    @BeforeAll
    static void load() {
        model = VideoModel.load(TinyModel.write(folder), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Generation drawing(ChannelsOff... off) {
        return model.generate("red ring").seed(7).steps(2).frames(4).without(off);
    }

    @Test
    void withoutNoChannelTheClipIsTheSameBitForBit() {
        float[] whole = drawing().run().latent();
        for (Part part : Part.values()) {
            assertArrayEquals(
                    whole,
                    drawing(new ChannelsOff(Tap.UP0, new int[0], part)).run().latent());
            assertFalse(Arrays.equals(
                    whole, drawing(new ChannelsOff(Tap.UP0, ALL, part)).run().latent()));
        }
    }

    @Test
    void aTraceSeesTheNetworkThatDraws() {
        Generation drawing = drawing(new ChannelsOff(Tap.UP0, new int[] {2}, Part.WHOLE));
        FeatureTrace trace = drawing.tracing(Tap.UP0);
        drawing.run();
        Features seen = trace.at(1, Tap.UP0);
        for (int frame = 0; frame < seen.frames(); frame++) {
            assertEquals(0, seen.at(0, frame, 2, 0, 0));
        }
        assertTrue(seen.at(0, 0, 3, 0, 0) != 0);
    }

    @Test
    void theSidecarNamesWhatWasOffAndRefusesToRepeat() {
        GeneratedClip drawn =
                drawing(new ChannelsOff(Tap.UP0, new int[] {2, 5}, Part.MOTION)).run();
        assertEquals(
                List.of("motion of channels [2, 5] of up0"), drawn.provenance().without());
        Path sidecar = drawn.save(folder.resolve("pruned.gif"));
        assertRefused("went without channels", () -> ClipSidecar.read(sidecar));
        assertNull(drawing().run().provenance().without());
    }

    @Test
    void badChoicesAreRefused() {
        assertRefused("Tap 'up7'", () -> drawing(new ChannelsOff(new Tap("up7"), ALL, Part.WHOLE)));
        assertRefused("channels 0..7", () -> drawing(new ChannelsOff(Tap.UP0, new int[] {64}, Part.WHOLE))
                .run());
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
    }
}
