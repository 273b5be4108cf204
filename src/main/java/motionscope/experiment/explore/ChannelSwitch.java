package motionscope.experiment.explore;

import java.util.function.Supplier;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.Generation;
import motionscope.model.ChannelsOff;
import motionscope.sampler.SamplingListener;

/**
 * One clip drawn by the whole network and again by the network without some channels, from the same noise: a look at what the
 * channels cause. The whole one is drawn once.
 *
 * <pre>{@code
 * var trial = new ChannelSwitch(() -> model.generate(prompt).seed(7).steps(8));
 * trial.without(new ChannelsOff(Tap.UP1, channels.ranked().top(5).indices(), Part.MOTION), SamplingListener.NONE);
 * }</pre>
 */
public final class ChannelSwitch {
    private final Supplier<Generation> drawing;
    private GeneratedClip whole;

    /** @param drawing begins a drawing with the same prompt, seed and settings each time */
    public ChannelSwitch(Supplier<Generation> drawing) {
        this.drawing = drawing;
    }

    /**
     * Both clips.
     *
     * @param whole drawn by the whole network
     * @param without drawn without the channels
     * @param off the channels
     */
    public record Pair(GeneratedClip whole, GeneratedClip without, ChannelsOff off) {
        /** Root mean square of the difference of their pixels, where black is -1 and white 1. */
        public double difference() {
            float[] a = whole.clip().pixels();
            float[] b = without.clip().pixels();
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
            }
            return Math.sqrt(sum / a.length);
        }
    }

    /** Whether the whole network has drawn its clip, so that only the other one is left to draw. */
    public boolean drewWhole() {
        return whole != null;
    }

    /**
     * Draws without the channels, and with them if that was not done.
     *
     * @param listener told of each step of both runs; false from it, or an interrupt, ends the run it was told of
     * @throws motionscope.MotionScopeException if the prompt or a channel is of no use
     */
    public Pair without(ChannelsOff off, SamplingListener listener) {
        GeneratedClip less = drawing.get().listening(listener).without(off).run();
        if (whole == null) {
            GeneratedClip drawn = drawing.get().listening(listener).run();
            if (drawn.provenance().completedSteps() < drawn.provenance().steps()) {
                return new Pair(drawn, less, off); // stopped: not kept
            }
            whole = drawn;
        }
        return new Pair(whole, less, off);
    }
}
