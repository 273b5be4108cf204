package motionscope.experiment.bench;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import motionscope.tensor.Placement;

/**
 * What is to be measured, and how thoroughly.
 *
 * @param model folder
 * @param placement where the network computes
 * @param quick fewer runs
 * @param prompt in words that the model knows
 * @param pytorch a peer to take turns with
 * @param progress told what is being measured
 */
public record BenchSettings(
        Path model,
        Placement placement,
        boolean quick,
        String prompt,
        Optional<PytorchPeer> pytorch,
        Consumer<String> progress) {
    /** Runs of short work. */
    int runs() {
        return quick ? 3 : 9;
    }

    /** Runs of long work. */
    int longRuns() {
        return quick ? 1 : 3;
    }

    /** Steps of a guided clip. */
    int guidedSteps() {
        return quick ? 8 : 25;
    }

    /** Calls of which memory is watched. */
    int calls() {
        return quick ? 20 : 100;
    }

    /** Clips whose features are taken at all blocks. */
    int clips() {
        return quick ? 8 : 120;
    }
}
