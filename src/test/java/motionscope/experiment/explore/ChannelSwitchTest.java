package motionscope.experiment.explore;

import static motionscope.experiment.explore.Tiny.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.IntStream;
import motionscope.experiment.VideoModel;
import motionscope.model.ChannelsOff;
import motionscope.model.ChannelsOff.Part;
import motionscope.model.Tap;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Placement;
import motionscope.tensor.Tensor;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelSwitchTest {
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

    private final ChannelSwitch trial = drawing("red ring", 2);

    private static ChannelSwitch drawing(String prompt, int steps) {
        return new ChannelSwitch(
                () -> model.generate(prompt).seed(7).steps(steps).frames(4));
    }

    private static ChannelsOff off(int... channels) {
        return new ChannelsOff(Tap.UP0, channels, Part.MOTION);
    }

    @Test
    void withoutNoChannelBothClipsAreTheSame() {
        ChannelSwitch.Pair none = trial.without(off(), SamplingListener.NONE);
        assertEquals(0, none.difference());
        ChannelSwitch.Pair all = trial.without(off(ALL), SamplingListener.NONE);
        assertTrue(all.difference() > 1e-4);
        assertSame(none.whole(), all.whole(), "the whole clip is drawn once");
        double sum = 0;
        float[] a = all.whole().clip().pixels();
        float[] b = all.without().clip().pixels();
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow(a[i] - b[i], 2);
        }
        assertEquals(Math.sqrt(sum / a.length), all.difference(), 1e-9);
        assertArrayEquals(ALL, all.off().channels());
    }

    @Test
    void aStoppedRunIsNotKept() {
        SamplingListener stopping = new SamplingListener() {
            @Override
            public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                return false;
            }
        };
        ChannelSwitch.Pair stopped = trial.without(off(1), stopping);
        assertEquals(1, stopped.whole().provenance().completedSteps());
        ChannelSwitch.Pair again = trial.without(off(1), SamplingListener.NONE);
        assertNotSame(stopped.whole(), again.whole());
        assertEquals(2, again.whole().provenance().completedSteps());
    }

    @Test
    void badInputIsRefused() {
        assertRefused("channels 0..7", () -> trial.without(off(8), SamplingListener.NONE));
        assertRefused("vocabulary", () -> drawing("an elephant", 2).without(off(1), SamplingListener.NONE));
        assertRefused("steps", () -> drawing("red ring", 0).without(off(1), SamplingListener.NONE));
    }
}
