package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.motion.Features;
import motionscope.motion.Separation;
import motionscope.tensor.Noise;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.World;
import org.junit.jupiter.api.Test;

/** Ablation of features whose first two channels are known to carry the motion. */
class ChannelAblationTest {
    private static final LabelledClips<Direction> PANS = World.pans(6, Direction.values(), 1);

    /** Channel 0 follows x, channel 1 follows y, the other six are noise. */
    private static Features made() {
        int clips = PANS.size();
        float[] values = new Noise(2).randn(clips * 2 * 8);
        for (int clip = 0; clip < clips; clip++) {
            for (int frame = 0; frame < 2; frame++) {
                int sign = frame == 0 ? -1 : 1;
                values[(clip * 2 + frame) * 8] +=
                        20 * sign * PANS.motions().get(clip).x();
                values[(clip * 2 + frame) * 8 + 1] +=
                        20 * sign * PANS.motions().get(clip).y();
            }
        }
        return new Features(Tap.UP1, 0, clips, 2, 8, 1, 1, values);
    }

    @Test
    void withoutTheTwoThatCarryItMotionIsGone() {
        var ablation = ChannelAblation.of(made(), PANS, new int[] {0, 2}, 4);
        double[] strongest = ablation.strongest(Separation::nearestCentroid);
        assertEquals(1, strongest[0]);
        assertTrue(strongest[1] < 0.6, Arrays.toString(strongest));
        double[][] random = ablation.random(Separation::nearestCentroid);
        assertEquals(4, random.length);
        assertTrue(Arrays.stream(random).mapToDouble(r -> r[1]).max().orElseThrow() > strongest[1]);
        for (double[] order : random) {
            assertEquals(1, order[0]);
        }
    }

    @Test
    void tooManySetAsideIsNamed() {
        assertEquals(
                "7 of 8 channels were to be set aside; use 0..6, a plane needs two.",
                assertThrows(MotionScopeException.class, () -> ChannelAblation.of(made(), PANS, new int[] {7}, 1))
                        .getMessage());
    }
}
