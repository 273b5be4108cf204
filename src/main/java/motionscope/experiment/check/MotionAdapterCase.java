package motionscope.experiment.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import motionscope.MotionScopeException;
import motionscope.model.Denoised;
import motionscope.model.Denoising;
import motionscope.model.ModelFiles;
import motionscope.model.UNetFiles;
import motionscope.model.UNetMotion;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * An image network and motion modules that make a video network, in every form in which the modules are published; files
 * that run code must be refused.
 */
final class MotionAdapterCase implements CheckCase {
    private static final String MODEL = "UNetMotionModel.from_unet2d";
    private static final String IMAGES = "out.unet2d_frames";
    private static final String ORIGINAL = "original";
    private static final String HOSTILE = "malicious";

    @Override
    public String kind() {
        return "UNet2DConditionModel + MotionAdapter";
    }

    @Override
    public boolean computesNetworks() {
        return true;
    }

    @Override
    public boolean accepts(Path folder) {
        Path meta = folder.resolve(Golden.META);
        return Files.isRegularFile(meta)
                && Files.isRegularFile(folder.resolve(Golden.IO))
                && JsonFile.read(meta).string("model", "").startsWith(MODEL);
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        Tolerance tolerance = settings.deviceTolerance().orElse(Golden.tolerance(folder));
        List<Row> rows = new ArrayList<>();
        try (SafeTensors io = SafeTensors.open(folder.resolve(Golden.IO))) {
            for (Path adapter : adapters(folder)) {
                Comparison comparison =
                        new Comparison(io, folder.relativize(adapter).toString() + "/");
                compareVideo(folder, adapter, settings, io, comparison, tolerance);
                compareImages(folder, settings, io, comparison, tolerance);
                rows.addAll(comparison.finish());
            }
            for (String name : originals(folder)) {
                if (name.contains(HOSTILE)) {
                    rows.add(refused(folder, folder.resolve(ORIGINAL).resolve(name)));
                }
            }
            rows.addAll(new LoraRows(folder, settings, io, tolerance).compare());
        }
        return rows;
    }

    /** The folder and the files in which the same motion modules are. */
    static List<Path> adapters(Path folder) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder.resolve("adapter"))) {
            found.add(folder.resolve("adapter"));
        }
        originals(folder).stream()
                .filter(name -> !name.contains(HOSTILE))
                .forEach(name -> found.add(folder.resolve(ORIGINAL).resolve(name)));
        return found;
    }

    private static List<String> originals(Path folder) {
        Path original = folder.resolve(ORIGINAL);
        return Files.isDirectory(original) ? Golden.files(original, name -> true) : List.of();
    }

    private static void compareVideo(
            Path folder,
            Path adapter,
            CheckSettings settings,
            SafeTensors io,
            Comparison comparison,
            Tolerance tolerance) {
        try (Scope weights = Scope.detached();
                Scope scope = new Scope();
                UNetFiles files = open(folder, given -> given.withMotionAdapter(adapter))) {
            UNetMotion unet = files.load(settings.placement(), weights);
            new UNetMotionCall(unet, io, io, comparison, tolerance, tolerance.forGradient()).comparePlain();
        }
    }

    /** The image network alone: each frame by itself. */
    private static void compareImages(
            Path folder, CheckSettings settings, SafeTensors io, Comparison comparison, Tolerance tolerance) {
        if (!comparison.has(IMAGES)) {
            return;
        }
        try (Scope weights = Scope.detached();
                Scope scope = new Scope();
                UNetFiles files = open(folder, given -> given)) {
            UNetMotion unet = files.load(settings.placement(), weights);
            Denoised found = unet.denoise(Denoising.of(
                    Weights.read(io, "in.sample").to(unet.placement().device()),
                    io.doubles("in.timestep"),
                    Weights.read(io, "in.text").to(unet.placement().device())));
            Tensor clip = found.prediction(); // (1, c, f, h, w)
            Tensor frames = clip.permute(0, 2, 1, 3, 4).reshape(clip.size(2), clip.size(1), clip.size(3), clip.size(4));
            comparison.compare(IMAGES, frames, tolerance);
        }
    }

    /** The case's network, with what comes to it. */
    static UNetFiles open(Path folder, UnaryOperator<ModelFiles> more) {
        Path network = folder.resolve("unet2d");
        return UNetFiles.open(network, more.apply(ModelFiles.of(network)));
    }

    private static Row refused(Path folder, Path adapter) {
        String name = folder.relativize(adapter).toString();
        try (UNetFiles files = open(folder, given -> given.withMotionAdapter(adapter))) {
            return Row.failed(name, "it was read, though it asks to run code");
        } catch (MotionScopeException e) {
            return e.getMessage().contains("not data")
                    ? new Row(name, 0, 0, 0, Row.Outcome.OK, "refused, as it must be")
                    : Row.failed(name, "refused for another reason: " + e.getMessage());
        }
    }
}
