package motionscope.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.JsonFile;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Placement;
import motionscope.tensor.Precision;
import motionscope.tensor.Scope;
import motionscope.tensor.Weights;

/**
 * A model on disk in diffusers' layout: {@code model_index.json} names the parts, each part has a folder of its own with a
 * {@code config.json} and weights.
 *
 * @param files the folder, and which of its weights
 * @param index its {@code model_index.json}
 */
record ModelFolder(ModelFiles files, JsonFile index) {
    private static final String INDEX = "model_index.json";
    private static final double LOADING_OVERHEAD = 1.1;

    /** @throws MotionScopeException if this is no folder of a model */
    static ModelFolder of(ModelFiles files) {
        Path path = files.folder();
        if (!Files.isDirectory(path)) {
            throw new MotionScopeException(
                    "Model folder '" + path + "' is not there, nor is it a model in Hugging Face's"
                            + " cache (" + HubCache.here().root() + "). Give a folder with a " + INDEX
                            + ", for example data/mini-model.");
        }
        Path index = path.resolve(INDEX);
        if (!Files.isRegularFile(index)) {
            throw new MotionScopeException("Folder '" + path + "' is no model: it has no " + INDEX
                    + ". Give a folder in diffusers' layout, for example data/mini-model.");
        }
        return new ModelFolder(files, JsonFile.read(index));
    }

    private Path path() {
        return files.folder();
    }

    /** Reads every part. */
    ModelParts load(Placement placement) {
        Scope weights = Scope.detached();
        try {
            Denoiser denoiser = denoiser(placement, weights);
            Codec codec = codec(placement, weights);
            JsonFile scheduler = scheduler();
            ModelDefaults defaults = ModelDefaults.of(path());
            TextEncoder text = textEncoder(placement, weights); // last: it holds more than tensors
            ModelParts parts = new ModelParts(path(), denoiser, text, codec, scheduler, defaults, weights);
            requireFitting(parts);
            return parts;
        } catch (RuntimeException | Error e) {
            weights.close();
            throw e;
        }
    }

    private void requireFitting(ModelParts parts) {
        int latents = parts.denoiser().latentChannels();
        int texts = parts.denoiser().textWidth();
        if (parts.codec().latentChannels() != latents || parts.text().width() != texts) {
            parts.close();
            throw new MotionScopeException("The parts of model '" + path() + "' do not fit each other: the unet takes "
                    + latents + " channels and text of width " + texts + ", the vae gives "
                    + parts.codec().latentChannels() + " and the text encoder "
                    + parts.text().width() + ". Check that they belong to one model.");
        }
    }

    private Denoiser denoiser(Placement placement, Scope scope) {
        String type = classOf("unet", UNetMotionConfig.CLASS, UNet2DConfig.CLASS);
        JsonFile config = config("unet", "config.json");
        if (!config.string("_class_name", type).equals(type)) {
            throw config.wrong("_class_name", config.string("_class_name"), type + ", as " + INDEX + " says");
        }
        try (UNetFiles unet = unet()) {
            requireMemory(unet.weights(), "unet", placement);
            return unet.load(placement, scope);
        }
    }

    private UNetFiles unet() {
        return UNetFiles.open(path().resolve("unet"), files);
    }

    private TextEncoder textEncoder(Placement placement, Scope scope) {
        // Conditions are small and made once: float32 keeps them exact, the network casts them.
        Placement exact = new Placement(placement.device(), Precision.F32);
        boolean words = classOf("text_encoder", "WordEncoder", "CLIPTextModel").equals("WordEncoder");
        JsonFile config = config("text_encoder", "config.json");
        WeightFiles stored = WeightFiles.ofTextEncoder(path().resolve("text_encoder"));
        try (Checkpoint file = files.open(LdmNames.TEXT, stored);
                TextLoras loras = TextLoras.open(files.loras(), file)) {
            requireMemory(file, "text_encoder", exact);
            Weights weights = new Weights(file, exact, scope, loras.changes());
            return words ? wordEncoder(config, weights) : clipEncoder(config, weights);
        }
    }

    private TextEncoder wordEncoder(JsonFile config, Weights weights) {
        classOf("tokenizer", "WordTokenizer");
        return WordEncoder.of(config, path().resolve("tokenizer").resolve("vocab.json"), weights);
    }

    private TextEncoder clipEncoder(JsonFile config, Weights weights) {
        classOf("tokenizer", "CLIPTokenizer", "CLIPTokenizerFast");
        ClipText text = ClipText.of(ClipTextConfig.of(config), weights);
        return ClipTextEncoder.of(ClipTokenizer.of(path().resolve("tokenizer")), text);
    }

    private Codec codec(Placement placement, Scope scope) {
        boolean shuffles = classOf("vae", "PixelShuffleCodec", "AutoencoderKL").equals("PixelShuffleCodec");
        JsonFile json = config("vae", "config.json");
        if (shuffles) {
            return PixelShuffleCodec.of(json);
        }
        AutoencoderKlConfig config = AutoencoderKlConfig.of(json);
        boolean narrow = placement.precision() == Precision.F16 && config.forceUpcast();
        Placement wide = narrow ? new Placement(placement.device(), Precision.F32) : placement;
        try (Checkpoint file = files.open(LdmNames.VAE, WeightFiles.ofNetwork(path().resolve("vae")))) {
            requireMemory(file, "vae", wide);
            return AutoencoderKl.of(config, new Weights(file, wide, scope));
        }
    }

    private JsonFile config(String part, String name) {
        return JsonFile.read(path().resolve(part).resolve(name));
    }

    /** The noise schedule: AnimateDiff trained its motion modules with another one than the image model's. */
    private JsonFile scheduler() {
        return files.motionAdapter().isPresent()
                ? AnimateDiffSchedule.config()
                : config("scheduler", "scheduler_config.json");
    }

    /** SHA-256 of the denoiser's weights, in hexadecimal; with LoRAs, of that and of their hashes and weights in lines. */
    String weightsHash() {
        try (UNetFiles unet = unet()) {
            String plain = unet.weights().sha256();
            return files.loras().isEmpty() ? plain : LoraFile.hash(plain, files.loras());
        }
    }

    private void requireMemory(Checkpoint file, String part, Placement placement) {
        // The file itself is mapped: the system drops its pages where memory is short.
        long values = file.names().stream()
                .mapToLong(name -> file.entry(name).count())
                .sum();
        MemoryBudget.require(
                placement.device(),
                (long) (LOADING_OVERHEAD
                        * values
                        * placement.precision().dtype().bytes()),
                "Loading " + path().resolve(part),
                placement.device().isCuda() && placement.precision() == Precision.F32
                        ? "Precision bf16 needs half of it; or use a smaller model or another device."
                        : "Use a smaller model or another device.");
    }

    /** The class of a part, which must be one of those that are known. */
    private String classOf(String part, String... known) {
        JsonElement entry = index.tree().get(part);
        boolean pair = entry instanceof JsonArray array
                && array.size() == 2
                && array.get(1).isJsonPrimitive();
        String found = pair ? entry.getAsJsonArray().get(1).getAsString() : "nothing";
        if (!List.of(known).contains(found)) {
            throw new MotionScopeException("Model '" + path() + "' has " + found + " as its " + part
                    + "; this version reads " + String.join(" or ", known) + ".");
        }
        return found;
    }
}
