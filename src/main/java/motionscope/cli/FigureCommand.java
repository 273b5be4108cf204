package motionscope.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import motionscope.MotionScopeException;
import motionscope.experiment.VideoModel;
import motionscope.experiment.analysis.Analysis;
import motionscope.experiment.analysis.AnalysisResult;
import motionscope.experiment.analysis.FigureKind;
import motionscope.experiment.analysis.Sidecar;
import motionscope.model.Tap;
import motionscope.plot.Look;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands for all figures have in common. */
abstract class FigureCommand implements Callable<Integer> {
    /** The last line of each one's help. */
    static final String ALSO =
            "Also, of published models: --variant NAME, --weights, --motion-adapter, --lora FILE=WEIGHT.";

    private final FigureKind kind;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "NAME",
            description = "NAME.png, .svg, .csv and .json (default: out/analyse/FIGURE).")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Make the figure of this JSON sidecar again, with all its settings.")
    private Path from;

    @Option(
            names = "--tap",
            paramLabel = "NAME",
            split = ",",
            description = "Where to look, such as up1; several: a row each.")
    private String[] taps;

    @Option(
            names = {"-t", "--timestep"},
            paramLabel = "T",
            split = ",",
            description = "Of the noise (default: 399, heatmap: 119); several: one by one.")
    private int[] timesteps;

    @Option(names = "--scenes", paramLabel = "N", description = "Drawn scenes of each motion (default: 12).")
    private Integer scenes;

    @Option(names = "--seed", paramLabel = "N", description = "Of scenes and noise, 0 or more (default: 0).")
    private Long seed;

    @Option(names = "--frames", paramLabel = "N", description = "Frames of a clip, from the first (default: 16).")
    private Integer frames;

    @Option(names = "--side", paramLabel = "N", description = "Scale clips to NxN pixels (default: 64).")
    private Integer side;

    @Option(names = "--dark", description = "Light ink on dark paper, for slides.")
    private boolean dark;

    @Mixin
    private ModelOptions model;

    @Spec
    private CommandSpec spec;

    FigureCommand(FigureKind kind) {
        this.kind = kind;
    }

    /** Sets what only this figure has. */
    abstract void apply(Analysis analysis);

    /** Whether one of its own options was given. */
    abstract boolean given();

    @Override
    public Integer call() {
        long started = System.nanoTime();
        Path name = out == null ? Path.of("out", "analyse", kind.word()) : out;
        OutputFiles.requireName(name);
        AnalysisResult result = from == null ? fresh() : again();
        List<Path> files = result.save(name);
        var print = spec.commandLine().getOut();
        print.println(result.figure().caption());
        print.printf(
                Locale.ROOT,
                "%s (also .svg; numbers: .csv; settings: .json), %.1f s%n",
                files.get(0),
                (System.nanoTime() - started) / 1e9);
        return 0;
    }

    private AnalysisResult fresh() {
        try (VideoModel loaded = model.load()) {
            return run(settings(Analysis.of(loaded, kind)));
        }
    }

    private AnalysisResult again() {
        if (given()
                || taps != null
                || timesteps != null
                || scenes != null
                || seed != null
                || frames != null
                || side != null
                || dark) {
            throw new MotionScopeException(
                    "--from takes every setting from " + from + "; leave out the others, or leave out --from.");
        }
        Sidecar sidecar = Sidecar.read(from);
        if (sidecar.recipe().figure() != kind) {
            throw new MotionScopeException(from + " is the sidecar of a figure '"
                    + sidecar.recipe().figure().word() + "', not '" + kind.word() + "'; use analyse "
                    + sidecar.recipe().figure().word() + ".");
        }
        try (VideoModel loaded = model.load(sidecar.origin())) {
            return run(Analysis.again(loaded, sidecar));
        }
    }

    private AnalysisResult run(Analysis analysis) {
        try (TerminalWork.Watching watching = TerminalWork.on(spec.commandLine().getErr())) {
            return analysis.run();
        }
    }

    private Analysis settings(Analysis analysis) {
        if (taps != null) {
            analysis.tap(Arrays.stream(taps).map(Tap::new).toArray(Tap[]::new));
        }
        if (timesteps != null) {
            analysis.timestep(timesteps);
        }
        if (scenes != null) {
            analysis.scenes(scenes);
        }
        if (seed != null) {
            analysis.seed(seed);
        }
        if (frames != null) {
            analysis.frames(frames);
        }
        if (side != null) {
            analysis.side(side);
        }
        if (dark) {
            analysis.on(Look.DARK);
        }
        apply(analysis);
        return analysis;
    }
}
