package motionscope.experiment.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.control.DragSchedule;
import motionscope.model.UNetMotion;
import motionscope.model.UNetMotionConfig;
import motionscope.sampler.Betas;
import motionscope.sampler.CleanLimit;
import motionscope.sampler.PredictionType;
import motionscope.sampler.SamplerKind;
import motionscope.sampler.SchedulerConfig;
import motionscope.sampler.SigmaOptions;
import motionscope.sampler.TimestepSpacing;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Weights;

/**
 * Guidance of a small network with random weights: losses and gradients, inversion, point drag, synthetic references and
 * whole guided runs. The network lies in a folder beside the case.
 */
final class GuidanceCase implements CheckCase {
    private static final String NETWORK = "unet_motion_small";
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";
    /** The schedule that {@code meta.json} describes in words. */
    private static final SchedulerConfig SCHEDULE = new SchedulerConfig(
            SamplerKind.DDIM,
            new Betas(Betas.Curve.LINEAR, 1000, 0.00085, 0.012, List.of(), false),
            PredictionType.EPSILON,
            TimestepSpacing.LEADING,
            0,
            false,
            CleanLimit.NONE,
            SigmaOptions.DEFAULT);

    @Override
    public String kind() {
        return "guidance";
    }

    @Override
    public boolean computesNetworks() {
        return true;
    }

    @Override
    public boolean accepts(Path folder) {
        Path meta = folder.resolve(Golden.META);
        return Files.isRegularFile(meta)
                && JsonFile.read(meta).string("case", "").equals(kind());
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        Path network = folder.resolve("..").resolve(NETWORK);
        if (!Files.isRegularFile(network.resolve(WEIGHTS))) {
            throw new MotionScopeException("The case '" + folder + "' needs the network in '" + network
                    + "', which is not there; keep both folders side by side.");
        }
        JsonFile meta = JsonFile.read(folder.resolve(Golden.META));
        List<Row> rows = new ArrayList<>();
        try (Scope weights = Scope.detached();
                SafeTensors file = SafeTensors.open(network.resolve(WEIGHTS))) {
            UNetMotionConfig config = UNetMotionConfig.of(JsonFile.read(network.resolve("config.json")));
            UNetMotion unet = UNetMotion.of(config, new Weights(file, settings.placement(), weights));
            for (String name : Golden.files(folder, n -> n.startsWith("io_") && n.endsWith(".safetensors"))) {
                Tolerance tolerance = settings.deviceTolerance().orElse(tolerance(meta, name));
                try (Scope scope = new Scope();
                        SafeTensors io = SafeTensors.open(folder.resolve(name));
                        SafeTensors inputs = SafeTensors.open(folder.resolve("io_loss.safetensors"));
                        SafeTensors run = SafeTensors.open(folder.resolve("io_loop_reference.safetensors"))) {
                    Comparison comparison = new Comparison(io, name.replace(".safetensors", "/"));
                    GuidanceInputs given = new GuidanceInputs(unet, SCHEDULE, meta.object("settings"), inputs, run);
                    compare(name, given, io, comparison, tolerance);
                    rows.addAll(comparison.finish());
                }
            }
        }
        if (Files.isRegularFile(folder.resolve("drag_schedule.json"))) {
            rows.add(dragSchedule(JsonFile.read(folder.resolve("drag_schedule.json"))));
        }
        return rows;
    }

    private static Tolerance tolerance(JsonFile meta, String file) {
        JsonFile each = meta.object("tolerance_of_file");
        return Tolerance.of(each.has(file) ? each.object(file) : meta.object("tolerance"));
    }

    private static void compare(
            String name, GuidanceInputs given, SafeTensors io, Comparison rows, Tolerance tolerance) {
        io.names().stream().filter(n -> n.startsWith("in.")).forEach(n -> rows.input(n, ""));
        switch (name) {
            case "io_loss.safetensors" -> new GuidanceLossRows(given, io, rows, tolerance).compare();
            case "io_drag.safetensors" -> new GuidanceDragRows(given, io, rows, tolerance).compare();
            case "io_inversion.safetensors" -> new GuidanceReferenceRows(given, io, rows, tolerance).inversion();
            case "io_synthetic.safetensors" ->
                new GuidanceReferenceRows(given, io, rows, new Tolerance(1e-5, 1e-5, Tolerance.Scale.VALUE))
                        .synthetic();
            default -> {
                if (name.startsWith("io_loop_")) {
                    String kind = name.substring("io_loop_".length(), name.indexOf('.'));
                    new GuidanceLoopRows(given, io, rows, tolerance).compare(kind);
                }
            }
        }
    }

    private static Row dragSchedule(JsonFile table) {
        int total = table.integer("total");
        DragSchedule schedule = new DragSchedule(table.integer("t1"), table.integer("t2"), table.integer("t3"));
        List<JsonFile> wanted = table.objects("rows");
        double[] found = new double[2 * wanted.size()];
        double[] expected = new double[found.length];
        for (int i = 0; i < wanted.size(); i++) {
            int index = wanted.get(i).integer("index");
            found[2 * i] = schedule.moft(index, total) ? 1 : 0;
            found[2 * i + 1] = schedule.dift(index, total) ? 1 : 0;
            expected[2 * i] = wanted.get(i).bool("moft") ? 1 : 0;
            expected[2 * i + 1] = wanted.get(i).bool("dift") ? 1 : 0;
        }
        return new Tolerance(0, 0, Tolerance.Scale.VALUE).compare("drag_schedule", found, expected);
    }
}
