package motionscope.cli;

import motionscope.experiment.analysis.Analysis;
import picocli.CommandLine.Option;

/** How many motion channels. */
final class ChannelCount {
    @Option(
            names = {"-k", "--channels"},
            paramLabel = "N",
            description = "How many motion channels (default: 16; curves: 1).")
    private Integer channels;

    void apply(Analysis analysis) {
        if (channels != null) {
            analysis.channels(channels);
        }
    }

    boolean given() {
        return channels != null;
    }
}
