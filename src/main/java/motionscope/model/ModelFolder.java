package motionscope.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.Device;
import motionscope.tensor.JsonFile;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Placement;
import motionscope.tensor.Precision;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Weights;

/**
 * A model on disk in diffusers' layout: {@code model_index.json} names the parts, each part has a folder of its own with a
 * {@code config.json} and weights.
 *
 * @param path the folder
 * @param index its {@code model_index.json}
 */
record ModelFolder(Path path, JsonFile index) {
    private static final String INDEX = "model_index.json";
    private static final String NETWORK = "diffusion_pytorch_model";
    private static final double LOADING_OVERHEAD = 1.2;

    /** @throws MotionScopeException if this is no folder of a model */
    static ModelFolder of(Path path) {
        if (!Files.isDirectory(path)) {
            throw new MotionScopeException("Model folder '" + path + "' is not there. Give a folder with a " + INDEX
                    + ", for example data/mini-model.");
        }
        Path index = path.resolve(INDEX);
        if (!Files.isRegularFile(index)) {
            throw new MotionScopeException("Folder '" + path + "' is no model: it has no " + INDEX
                    + ". Give a folder in diffusers' layout, for example data/mini-model.");
        }
        return new ModelFolder(path, JsonFile.read(index));
    }

    /** Reads every part. */
    ModelParts load(Placement placement) {
        Scope weights = Scope.detached();
        try {
            Denoiser denoiser = denoiser(placement, weights);
            Codec codec = codec(placement, weights);
            JsonFile scheduler = config("scheduler", "scheduler_config.json");
            ModelDefaults defaults = ModelDefaults.of(path);
            TextEncoder text = textEncoder(placement, weights); // last: it holds more than tensors
            ModelParts parts = new ModelParts(path, denoiser, text, codec, scheduler, defaults, weights);
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
            throw new MotionScopeException("The parts of model '" + path + "' do not fit each other: the unet takes "
                    + latents + " channels and text of width " + texts + ", the vae gives "
                    + parts.codec().latentChannels() + " and the text encoder "
                    + parts.text().width() + ". Check that they belong to one model.");
        }
    }

    private Denoiser denoiser(Placement placement, Scope scope) {
        classOf("unet", "UNetMotionModel");
        UNetMotionConfig config = UNetMotionConfig.of(config("unet", "config.json"));
        try (SafeTensors file = weights("unet", NETWORK, placement.device())) {
            return UNetMotion.of(config, new Weights(file, placement, scope));
        }
    }

    private TextEncoder textEncoder(Placement placement, Scope scope) {
        // Conditions are small and made once: float32 keeps them exact, the network casts them.
        Placement exact = new Placement(placement.device(), Precision.F32);
        boolean words = classOf("text_encoder", "WordEncoder", "CLIPTextModel").equals("WordEncoder");
        JsonFile config = config("text_encoder", "config.json");
        try (SafeTensors file = weights("text_encoder", "model", placement.device())) {
            Weights weights = new Weights(file, exact, scope);
            return words ? wordEncoder(config, weights) : clipEncoder(config, weights);
        }
    }

    private TextEncoder wordEncoder(JsonFile config, Weights weights) {
        classOf("tokenizer", "WordTokenizer");
        return WordEncoder.of(config, path.resolve("tokenizer").resolve("vocab.json"), weights);
    }

    private TextEncoder clipEncoder(JsonFile config, Weights weights) {
        classOf("tokenizer", "CLIPTokenizer", "CLIPTokenizerFast");
        ClipText text = ClipText.of(ClipTextConfig.of(config), weights);
        return ClipTextEncoder.of(ClipTokenizer.of(path.resolve("tokenizer")), text);
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
        try (SafeTensors file = weights("vae", NETWORK, placement.device())) {
            return AutoencoderKl.of(config, new Weights(file, wide, scope));
        }
    }

    private JsonFile config(String part, String name) {
        return JsonFile.read(path.resolve(part).resolve(name));
    }

    /** SHA-256 of the denoiser's weights, in hexadecimal. */
    String weightsHash() {
        try (SafeTensors file = open("unet", NETWORK)) {
            return file.sha256();
        }
    }

    /** The weights of a part: one file, or shards named by an index. */
    private SafeTensors open(String part, String name) {
        Path folder = path.resolve(part);
        Path sharded = folder.resolve(name + ".safetensors.index.json");
        return SafeTensors.open(Files.exists(sharded) ? sharded : folder.resolve(name + ".safetensors"));
    }

    private SafeTensors weights(String part, String name, Device device) {
        SafeTensors file = open(part, name);
        try {
            // A float16 file may become float32: twice its size.
            MemoryBudget.require(
                    device,
                    (long) (2 * LOADING_OVERHEAD * file.totalBytes()),
                    "Loading " + path.resolve(part),
                    "Use a smaller model or another device.");
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The class of a part, which must be one of those that are known. */
    private String classOf(String part, String... known) {
        JsonElement entry = index.tree().get(part);
        boolean pair = entry instanceof JsonArray array
                && array.size() == 2
                && array.get(1).isJsonPrimitive();
        String found = pair ? entry.getAsJsonArray().get(1).getAsString() : "nothing";
        if (!List.of(known).contains(found)) {
            throw new MotionScopeException("Model '" + path + "' has " + found + " as its " + part
                    + "; this version reads " + String.join(" or ", known) + ".");
        }
        return found;
    }
}
