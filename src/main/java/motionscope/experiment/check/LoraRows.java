package motionscope.experiment.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import motionscope.model.ClipText;
import motionscope.model.ClipTextConfig;
import motionscope.model.Denoising;
import motionscope.model.Lora;
import motionscope.model.TextLoras;
import motionscope.model.UNetFiles;
import motionscope.model.UNetMotion;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Weights;

/**
 * The network of a motion adapter with each LoRA by itself: outputs, and the fused weights that the reference has.
 *
 * @param folder of the case
 * @param io its inputs
 */
record LoraRows(Path folder, CheckSettings settings, SafeTensors io, Tolerance tolerance) {
    private static final String FILE = "io_lora.safetensors";
    private static final String OUT = "out.";
    private static final String TEXT = "_text_last_hidden_state";
    private static final String FUSED = "fused.";

    /** The rows; none where the case has no LoRAs. */
    List<Row> compare() {
        List<Row> rows = new ArrayList<>();
        Path lora = folder.resolve("lora");
        if (!Files.isRegularFile(folder.resolve(FILE)) || !Files.isDirectory(lora)) {
            return rows;
        }
        double weight = JsonFile.read(folder.resolve(Golden.META)).number("lora_scale");
        try (SafeTensors wanted = SafeTensors.open(folder.resolve(FILE))) {
            for (String name : Golden.files(lora, any -> true)) {
                Comparison comparison = new Comparison(wanted, "lora/" + name + "/");
                compare(new Lora(lora.resolve(name), weight), wanted, comparison);
                compareText(new Lora(lora.resolve(name), weight), comparison);
                rows.addAll(comparison.compared());
            }
        }
        return rows;
    }

    private void compare(Lora lora, SafeTensors wanted, Comparison comparison) {
        String file = lora.path().getFileName().toString();
        try (Scope weights = Scope.detached();
                Scope scope = new Scope();
                UNetFiles files = MotionAdapterCase.open(folder, given -> given.withMotionAdapter(
                                MotionAdapterCase.adapters(folder).get(0))
                        .withLora(lora.path(), lora.weight()))) {
            UNetMotion unet = files.load(settings.placement(), weights);
            Denoising input = Denoising.of(
                    Weights.read(io, "in.sample").to(unet.placement().device()),
                    io.doubles("in.timestep"),
                    Weights.read(io, "in.text").to(unet.placement().device()));
            comparison.compare(outputOf(file), unet.denoise(input).prediction(), tolerance);
            for (String name : wanted.names()) {
                if (name.startsWith(FUSED)
                        && name.contains("motion_modules") == file.startsWith("motion_lora")
                        && !file.contains("mixed")) {
                    String weight = name.substring(FUSED.length());
                    comparison.compare(name, files.read(weight, settings.placement(), scope), tolerance);
                }
            }
        }
    }

    /** The text encoder of the case {@code clip_text} beside this one, where the reference has it with this LoRA. */
    private void compareText(Lora lora, Comparison comparison) {
        String output = outputOf(lora.path().getFileName().toString()) + TEXT;
        Path encoder = folder.toAbsolutePath().resolveSibling("clip_text");
        if (!comparison.has(output) || !Files.isDirectory(encoder)) {
            return;
        }
        ClipTextConfig config = ClipTextConfig.of(JsonFile.read(encoder.resolve("config.json")));
        try (Scope weights = Scope.detached();
                Scope scope = new Scope();
                SafeTensors file = SafeTensors.open(encoder.resolve("model.safetensors"));
                SafeTensors inputs = SafeTensors.open(encoder.resolve(Golden.IO));
                TextLoras loras = TextLoras.open(List.of(lora), file)) {
            ClipText text = ClipText.of(config, new Weights(file, settings.placement(), weights, loras.changes()));
            comparison.compare(output, text.encode(ClipTextCase.ids(inputs), 0), tolerance);
        }
    }

    /** {@code motion_lora_peft.safetensors} has the same factors as the other motion LoRAs. */
    private static String outputOf(String file) {
        String name = file.substring(0, file.lastIndexOf('.'));
        return OUT + (name.startsWith("motion_lora") ? "motion_lora" : name);
    }
}
