package motionscope.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import motionscope.MotionScopeException;
import motionscope.Saving;
import motionscope.experiment.bench.Bench;
import motionscope.experiment.bench.BenchReport;
import motionscope.experiment.bench.BenchSettings;
import motionscope.experiment.bench.DiffusersFigures;
import motionscope.experiment.bench.LoadBench;
import motionscope.experiment.bench.PytorchFigures;
import motionscope.experiment.bench.PytorchPeer;
import motionscope.experiment.bench.RandomBench;
import motionscope.tensor.Placement;
import motionscope.tensor.Torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures speed and memory. */
@Command(
        name = "bench",
        description = "Measure speed and memory of a model on this machine: the median of several runs of everything.",
        footer = {
            "Takes a quarter of an hour and more; with --quick some minutes. The targets are printed beside",
            "the figures; a missed one is no error.",
            "Example: motionscope bench --pytorch bench-venv/bin/python --json bench.json",
            "         motionscope bench --model sd15 --random --device cuda --precision bf16"
        })
final class BenchCommand implements Callable<Integer> {
    private static final double GIGABYTE = 1e9;
    private static final double MOST_GIGABYTES = 100;
    private static final Path SCRIPT = Path.of("environment", "bench", "pytorch_bench.py");

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures here.")
    private Path json;

    @Option(
            names = "--prompt",
            defaultValue = "a red circle on a blue stones background",
            description = "In words that the model knows (default: ${DEFAULT-VALUE}).")
    private String prompt;

    @Option(names = "--quick", description = "Fewer runs, and fewer steps of a guided clip.")
    private boolean quick;

    @Option(
            names = "--random",
            description = "Random weights of the size of --model: sd15, or a folder's configurations.")
    private boolean random;

    @Option(
            names = "--pytorch",
            paramLabel = "PYTHON",
            description = "A Python with torch and diffusers: takes turns with it and prints ratios.")
    private String python;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Figures that environment/bench/pytorch_bench.py (with --random: sd15_bench.py) printed.")
    private Path against;

    @Option(
            names = "--load",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "FILE|DIR",
            description = "Time the loading of weights instead; without a file, of random ones.")
    private String load;

    @Option(
            names = "--size",
            paramLabel = "GB",
            defaultValue = "0.5",
            description = "Of each random file of --load (default: ${DEFAULT-VALUE}).")
    private double size;

    @Mixin
    private ModelOptions model;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (random && python != null) {
            throw new MotionScopeException("--random does not take turns with --pytorch; run"
                    + " environment/bench/sd15_bench.py and give what it prints to --against.");
        }
        if (load != null) {
            return told(loading());
        }
        Optional<UnaryOperator<BenchReport>> recorded =
                Optional.ofNullable(against).map(this::beside);
        Placement placement = model.where().placement();
        BenchReport report;
        try (PytorchPeer peer = peer(placement)) {
            BenchSettings settings = new BenchSettings(
                    model.plainFolder(), placement, quick, prompt, Optional.ofNullable(peer), this::progress);
            report = random ? RandomBench.run(settings) : Bench.run(settings);
        }
        if (recorded.isPresent()) {
            report = recorded.get().apply(report);
        }
        return told(report);
    }

    private void progress(String what) {
        spec.commandLine().getErr().println("measuring " + what + " ...");
    }

    private BenchReport loading() {
        if (!(size > 0 && size <= MOST_GIGABYTES)) {
            throw new MotionScopeException(
                    "--size is " + size + " GB; give more than 0, up to " + (int) MOST_GIGABYTES + ".");
        }
        Placement placement = model.where().placement();
        return load.isEmpty()
                ? LoadBench.run((long) (size * GIGABYTE), placement, quick, this::progress)
                : LoadBench.run(Path.of(load), placement, quick, this::progress);
    }

    private int told(BenchReport report) {
        BenchTable.print(report, spec.commandLine().getOut());
        if (json != null) {
            Saving.bytes(json, Json.of(report).getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private UnaryOperator<BenchReport> beside(Path file) {
        return random ? DiffusersFigures.read(file)::beside : PytorchFigures.read(file)::beside;
    }

    private PytorchPeer peer(Placement placement) {
        if (python == null) {
            return null;
        }
        Path script = Installation.root().map(root -> root.resolve(SCRIPT)).orElse(SCRIPT);
        return new PytorchPeer(python, script, model.plainFolder(), placement, Torch.threads());
    }
}
