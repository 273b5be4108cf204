package motionscope.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import motionscope.MotionScopeException;
import motionscope.tensor.Autograd;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Placement;
import motionscope.tensor.Tensor;
import motionscope.tensor.Torch;
import motionscope.video.Clip;

/**
 * A loaded video diffusion model: prompts to conditions, clips to latents and back, and the denoiser.
 *
 * <p>Several threads may use one model. {@link #close()} waits for calls that are running; later calls are refused.
 */
public class DiffusionModel implements Denoiser, AutoCloseable {
    private final ModelFiles files;
    private final ModelParts parts;
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
    private volatile Codec codec;
    private boolean closed;
    private final WeightsHash hash;

    /**
     * Reads a model folder in diffusers' layout.
     *
     * @throws MotionScopeException if the folder is no model, or its files are damaged or do not fit each other
     */
    protected DiffusionModel(Path folder, Placement placement) {
        this(ModelFiles.of(folder), placement);
    }

    /**
     * Reads a model folder in diffusers' layout, with a choice of its files.
     *
     * @throws MotionScopeException if the folder is no model, or its files are damaged or do not fit each other
     */
    protected DiffusionModel(ModelFiles files, Placement placement) {
        this.files = files;
        ModelFolder folder = ModelFolder.of(files);
        this.hash = WeightsHash.begin(files);
        try {
            this.parts = folder.load(placement);
        } catch (RuntimeException | Error e) {
            hash.end();
            throw e;
        }
        this.codec = parts.codec();
    }

    /** What it was read from. */
    public ModelFiles files() {
        return files;
    }

    /** The folder it was read from. */
    public Path folder() {
        return parts.folder();
    }

    /** The folder's name, and those of the single file, the motion adapter and the LoRAs where there are some. */
    public String name() {
        return files.name();
    }

    public Codec codec() {
        return codec;
    }

    /**
     * From now on frames pass the codec in overlapping tiles: less memory for large frames, faint seams.
     *
     * @param side of a tile in pixels; 0 for whole frames
     * @throws MotionScopeException if the codec has no such tiles
     */
    public void codecTiles(int side) {
        codec = parts.codec().tiled(side);
    }

    /** How this model is used when nothing else is said. */
    public ModelDefaults defaults() {
        return parts.defaults();
    }

    /** The model's {@code scheduler_config.json}. */
    public JsonFile schedulerConfig() {
        return parts.scheduler();
    }

    /** SHA-256 of the network's weights, in hexadecimal: computed beside the loading, waited for where it is not done. */
    public String weightsHash() {
        return hash.get(files);
    }

    @Override
    public Placement placement() {
        return parts.denoiser().placement();
    }

    @Override
    public Set<Tap> taps() {
        return parts.denoiser().taps();
    }

    @Override
    public int latentChannels() {
        return parts.denoiser().latentChannels();
    }

    @Override
    public int textWidth() {
        return parts.denoiser().textWidth();
    }

    @Override
    public Denoised denoise(Denoising input) {
        return whileOpen(() -> parts.denoiser().denoise(input));
    }

    @Override
    public FeatureGradient gradient(Denoising input, Function<Map<Tap, Tensor>, Tensor> loss, boolean checkpointing) {
        return whileOpen(() -> parts.denoiser().gradient(input, loss, checkpointing));
    }

    /**
     * The same gradient, but every weight gets one too, which is thrown away: for a benchmark that measures what that
     * costs. No other thread may use the model meanwhile.
     */
    public FeatureGradient gradientOfWeightsToo(Denoising input, Function<Map<Tap, Tensor>, Tensor> loss) {
        return whileOpen(
                () -> Autograd.alsoOf(parts.weights(), () -> parts.denoiser().gradient(input, loss, false)));
    }

    @Override
    public long estimateBytes(int clips, int frames, int rows, int columns, boolean gradient) {
        return parts.denoiser().estimateBytes(clips, frames, rows, columns, gradient);
    }

    /** Conditions of prompts, (b, tokens, width). */
    public Tensor encodePrompts(List<String> prompts) {
        return encodePrompts(prompts, 0);
    }

    /**
     * Conditions of prompts from an earlier layer of the text encoder, (b, tokens, width).
     *
     * @param clipSkip layers left out at the end
     * @throws MotionScopeException if a prompt cannot be read, or there are not so many layers
     */
    public Tensor encodePrompts(List<String> prompts, int clipSkip) {
        return whileOpen(() -> parts.text().encode(prompts, clipSkip));
    }

    /** The end of a prompt, where it is longer than this model reads; else empty. */
    public String unread(String prompt) {
        return whileOpen(() -> parts.text().unread(prompt));
    }

    /**
     * Latents of clips of equal size, (b, c, f, h, w), float32 on the model's device.
     *
     * @throws MotionScopeException if the clips differ in size or their sides are no multiple of the codec's factor
     */
    public Tensor encode(List<Clip> clips) {
        return whileOpen(() -> ClipTensors.encode(clips, codec(), placement().device()));
    }

    /** Clips of latents (b, c, f, h, w), values clamped to -1..1. */
    public List<Clip> decode(Tensor latent, double frameRate) {
        return whileOpen(() -> ClipTensors.decode(latent, codec(), frameRate));
    }

    private <T> T whileOpen(Supplier<T> call) {
        inUse.readLock().lock();
        try {
            if (closed) {
                throw new MotionScopeException("The model '" + name() + "' is closed; load it again.");
            }
            return call.get();
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** Frees the weights, once running calls have ended. */
    @Override
    public void close() {
        if (inUse.getReadHoldCount() > 0) {
            throw new IllegalStateException("A model cannot be closed from within one of its own calls.");
        }
        inUse.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                hash.end();
                parts.close();
                if (placement().device().isCuda()) {
                    Torch.releaseCudaCache();
                }
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    @Override
    public String toString() {
        return "model " + name() + " on " + placement();
    }
}
