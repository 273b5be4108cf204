package motionscope.cli;

import motionscope.MotionScopeException;
import motionscope.experiment.MotionKind;
import motionscope.experiment.analysis.Analysis;
import motionscope.experiment.analysis.FigureKind;
import motionscope.experiment.analysis.ShownFeatures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Figures of where motion lives in a model. */
@Command(
        name = "analyse",
        description = "Make a figure of where motion lives: PNG, SVG, its numbers as CSV, its settings as JSON.",
        subcommands = {
            AnalyseCommand.PcaFigure.class,
            AnalyseCommand.ChannelsFigure.class,
            AnalyseCommand.HeatmapFigure.class,
            AnalyseCommand.LayersFigure.class,
            AnalyseCommand.CurvesFigure.class
        },
        footer = {
            "",
            "Examples: motionscope analyse pca --tap up1 --timestep 399 -o figures/pca",
            "          motionscope analyse pca --from figures/pca.json -o figures/again"
        })
final class AnalyseCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Which features pca and channels show. */
    private static final class FeatureOptions {
        @Option(names = "--raw", description = "Only features as the network makes them.")
        private boolean raw;

        @Option(names = "--cr", description = "Only features with content correlation removed.")
        private boolean removed;

        void apply(Analysis analysis) {
            if (raw != removed) {
                analysis.features(raw ? ShownFeatures.RAW : ShownFeatures.CR);
            }
        }

        boolean given() {
            return raw || removed;
        }
    }

    @Command(
            name = "pca",
            description = "Camera motions in the plane of two components, raw and CR (paper, figures 2 and 15).",
            footer = FigureCommand.ALSO)
    static final class PcaFigure extends FigureCommand {
        @Mixin
        private FeatureOptions features;

        @Mixin
        private OwnClips clips;

        PcaFigure() {
            super(FigureKind.PCA);
        }

        @Override
        void apply(Analysis analysis) {
            features.apply(analysis);
            clips.apply(analysis);
        }

        @Override
        boolean given() {
            return features.given() || clips.given();
        }
    }

    @Command(
            name = "channels",
            description = "Weights of the channels in these components, the motion channels in colour (figure 3a).",
            footer = FigureCommand.ALSO)
    static final class ChannelsFigure extends FigureCommand {
        @Mixin
        private FeatureOptions features;

        @Mixin
        private ChannelCount count;

        ChannelsFigure() {
            super(FigureKind.CHANNELS);
        }

        @Override
        void apply(Analysis analysis) {
            features.apply(analysis);
            count.apply(analysis);
        }

        @Override
        boolean given() {
            return features.given() || count.given();
        }
    }

    @Command(
            name = "heatmap",
            description = "Where a target is like one point of a source, by three kinds of features (figures 1, 4, 6).",
            footer = FigureCommand.ALSO)
    static final class HeatmapFigure extends FigureCommand {
        @Mixin
        private ChannelCount count;

        @Mixin
        private OwnClips clips;

        @Option(names = "--point", paramLabel = "X,Y", split = ",", description = "In pixels as the model sees them.")
        private int[] point;

        @Option(names = "--show", paramLabel = "FRAME", split = ",", description = "Frames to show (default: 0).")
        private int[] frames;

        HeatmapFigure() {
            super(FigureKind.HEATMAP);
        }

        @Override
        void apply(Analysis analysis) {
            count.apply(analysis);
            clips.apply(analysis);
            if (point != null) {
                if (point.length != 2) {
                    throw new MotionScopeException(
                            "--point has " + point.length + " numbers; give column and row, such as --point 20,32.");
                }
                analysis.point(point[0], point[1]);
            }
            if (frames != null) {
                analysis.showing(frames);
            }
        }

        @Override
        boolean given() {
            return count.given() || clips.given() || point != null || frames != null;
        }
    }

    @Command(
            name = "layers",
            description = "How well kinds of motion separate in every layer, raw and CR (figure 4).",
            footer = FigureCommand.ALSO)
    static final class LayersFigure extends FigureCommand {
        @Option(names = "--seeds", paramLabel = "N", description = "The mean over so many seeds (default: 1).")
        private Integer seeds;

        @Option(
                names = "--kind",
                paramLabel = "NAME",
                split = ",",
                description = "${COMPLETION-CANDIDATES} (default: all).")
        private MotionKind[] kinds;

        LayersFigure() {
            super(FigureKind.LAYERS);
        }

        @Override
        void apply(Analysis analysis) {
            if (seeds != null) {
                analysis.seeds(seeds);
            }
            if (kinds != null) {
                analysis.kinds(kinds);
            }
        }

        @Override
        boolean given() {
            return seeds != null || kinds != null;
        }
    }

    @Command(
            name = "curves",
            description = "The strongest motion channels over frames while the camera turns (figures 3b-d and 13).",
            footer = FigureCommand.ALSO)
    static final class CurvesFigure extends FigureCommand {
        @Mixin
        private ChannelCount count;

        @Mixin
        private OwnClips clips;

        CurvesFigure() {
            super(FigureKind.CURVES);
        }

        @Override
        void apply(Analysis analysis) {
            count.apply(analysis);
            clips.apply(analysis);
        }

        @Override
        boolean given() {
            return count.given() || clips.given();
        }
    }
}
