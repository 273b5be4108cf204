package motionscope.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import motionscope.MotionScopeException;
import motionscope.tensor.Autograd;
import motionscope.tensor.DType;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * Stable Diffusion's autoencoder ({@code AutoencoderKL}): each frame by itself.
 *
 * <p>Frames pass in groups of about 512 x 512 pixels, so a long clip needs no more memory than one large frame; larger frames
 * can pass in {@linkplain #tiled tiles}. Values enter in the precision of the weights and leave in float32.
 *
 * @param tile side of a tile in pixels; 0 for whole frames
 */
public record AutoencoderKl(AutoencoderKlConfig config, ImageEncoder encoder, ImageDecoder decoder, int tile)
        implements Codec {
    private static final int COLOURS = 3;
    /** As many pixels as pass at once. */
    private static final long GROUP = 512 * 512;

    private static final double LEAST_LOG_VARIANCE = -30;
    private static final double MOST_LOG_VARIANCE = 20;
    /** Activations of the finest level's width that are there at once: 13 were measured with Stable Diffusion's widths. */
    private static final int ALIVE = 16;
    /** A gradient has 49 of them. */
    private static final double GRADIENT_TIMES = 3.5;

    /**
     * What the encoder makes of pictures: a normal distribution of latents, not scaled.
     *
     * @param mean (n, c, h, w)
     * @param logVariance (n, c, h, w), between -30 and 20
     */
    public record Moments(Tensor mean, Tensor logVariance) {
        /** Of what an encoder gives, (n, 2 c, h, w). */
        static Moments of(Tensor both) {
            Tensor[] halves = both.chunk(2, 1);
            return new Moments(halves[0], halves[1].clamp(LEAST_LOG_VARIANCE, MOST_LOG_VARIANCE));
        }
    }

    /** @throws MotionScopeException if the weights do not fit the configuration */
    public static AutoencoderKl of(AutoencoderKlConfig config, Weights weights) {
        AutoencoderKl codec =
                new AutoencoderKl(config, ImageEncoder.of(config, weights), ImageDecoder.of(config, weights), 0);
        weights.finish(name -> false);
        return codec;
    }

    /** The same network, working in overlapping tiles: less memory for large frames, faint seams. */
    @Override
    public AutoencoderKl tiled(int side) {
        if (side != 0) {
            Tiling.require(side, downscale());
        }
        return new AutoencoderKl(config, encoder, decoder, side);
    }

    /**
     * Pictures to distributions of latents, as the network gives them: not scaled.
     *
     * @param pictures (n, 3, H, W), values -1..1, sides that are multiples of {@link #downscale}
     * @throws MotionScopeException if the pictures have other sides, or memory does not suffice
     */
    public Moments moments(Tensor pictures) {
        requirePictures(pictures);
        return Moments.of(inGroups(pictures, 1, this::encoded, "Encoding ")); // (n, 2 c, h, w)
    }

    /**
     * Latents to pictures, as the network does it: not scaled before, not clamped behind.
     *
     * @param latents (n, c, h, w)
     * @return (n, 3, H, W)
     * @throws MotionScopeException if the latents have other channels, or memory does not suffice
     */
    public Tensor pictures(Tensor latents) {
        requireLatents(latents);
        return inGroups(latents, downscale(), this::decoded, "Decoding ");
    }

    /** The means, scaled for the denoiser. */
    @Override
    public Tensor encode(Tensor video) {
        return Scope.of(
                () -> unframed(moments(framed(video)).mean().mul(config.scaling()), video.size(0))); // (b, c, f, h, w)
    }

    @Override
    public Tensor decode(Tensor latent) {
        return Scope.of(
                () -> unframed(pictures(framed(latent).div(config.scaling())), latent.size(0))); // (b, 3, f, H, W)
    }

    /**
     * What a small change of a video does, weighted: the gradient of {@code sum(cotangent * encode(video))}, one group of frames
     * after the other.
     *
     * @param video (b, 3, f, H, W)
     * @param cotangent (b, c, f, h, w)
     * @return (b, 3, f, H, W)
     */
    public Tensor encodeGradient(Tensor video, Tensor cotangent) {
        return Scope.of(() -> {
            Tensor pictures = framed(video);
            requirePictures(pictures);
            return gradient(pictures, framed(cotangent), 1, this::encode, video.size(0));
        });
    }

    /**
     * What a small change of a latent does, weighted: the gradient of {@code sum(cotangent * decode(latent))}, one group of
     * frames after the other.
     *
     * @param latent (b, c, f, h, w)
     * @param cotangent (b, 3, f, H, W)
     * @return (b, c, f, h, w)
     */
    public Tensor decodeGradient(Tensor latent, Tensor cotangent) {
        return Scope.of(() -> {
            Tensor latents = framed(latent);
            requireLatents(latents);
            return gradient(latents, framed(cotangent), downscale(), this::decode, latent.size(0));
        });
    }

    private Tensor gradient(Tensor frames, Tensor cotangent, int factor, UnaryOperator<Tensor> pass, long clips) {
        if (frames.size(0) != cotangent.size(0)) {
            throw new IllegalArgumentException(
                    "The cotangent has " + cotangent.size(0) + " frames, the input " + frames.size(0) + ".");
        }
        long group = group(frames, factor);
        return guarded(frames, factor, GRADIENT_TIMES, "The codec's gradient of ", () -> {
            List<Tensor> parts = new ArrayList<>();
            for (long first = 0; first < frames.size(0); first += group) {
                long count = Math.min(group, frames.size(0) - first);
                Tensor some = frames.narrow(0, first, count);
                Tensor weights = unframed(cotangent.narrow(0, first, count), 1);
                parts.add(
                        Autograd.vectorJacobian(
                                new Tensor[] {some}, in -> new Tensor[] {pass.apply(unframed(in[0], 1))}, weights)[0]);
            }
            return unframed(Tensor.cat(0, parts.toArray(Tensor[]::new)), clips);
        });
    }

    @Override
    public int latentChannels() {
        return config.latentChannels();
    }

    @Override
    public int downscale() {
        return config.downscale();
    }

    @Override
    public int sampleSize() {
        return config.sampleSize();
    }

    /** (n, 3, H, W) -> (n, 2 c, h, w). */
    private Tensor encoded(Tensor pictures) {
        boolean fits = tile == 0 || pictures.size(2) <= tile && pictures.size(3) <= tile;
        return fits ? encoder.forward(pictures) : new Tiling(tile, tile / downscale()).run(pictures, encoder::forward);
    }

    /** (n, c, h, w) -> (n, 3, H, W). */
    private Tensor decoded(Tensor latents) {
        int side = tile / downscale();
        boolean fits = tile == 0 || latents.size(2) <= side && latents.size(3) <= side;
        return fits ? decoder.forward(latents) : new Tiling(side, tile).run(latents, decoder::forward);
    }

    /**
     * Frames through the network, as many at once as have about the pixels of one large frame.
     *
     * @param factor pixels along one side of a position of the input
     */
    private Tensor inGroups(Tensor frames, int factor, UnaryOperator<Tensor> network, String work) {
        long group = group(frames, factor);
        return guarded(frames, factor, 1, work, () -> {
            List<Tensor> parts = new ArrayList<>();
            for (long first = 0; first < frames.size(0); first += group) {
                Tensor some = frames.narrow(0, first, Math.min(group, frames.size(0) - first));
                parts.add(Scope.of(() -> network.apply(some.cast(dtype())).cast(DType.F32)));
            }
            return Tensor.cat(0, parts.toArray(Tensor[]::new));
        });
    }

    private DType dtype() {
        return decoder.out().weight().dtype();
    }

    private long group(Tensor frames, int factor) {
        return group(frames.size(0), pixelsAtOnce(factor * frames.size(2), factor * frames.size(3)));
    }

    private static long group(long frames, long pixels) {
        return Math.max(1, Math.min(frames, GROUP / pixels));
    }

    /** Pixels of one frame, or of one tile of it. */
    private long pixelsAtOnce(long height, long width) {
        long most = tile == 0 ? Long.MAX_VALUE : tile;
        return Math.min(height, most) * Math.min(width, most);
    }

    @Override
    public long estimateBytes(int frames, int height, int width) {
        long pixels = pixelsAtOnce(height, width);
        return (long) ALIVE * dtype().bytes() * config.channels().get(0) * group(frames, pixels) * pixels;
    }

    /**
     * Frames through the network, once it is known that they fit.
     *
     * @param times of the memory that decoding needs
     */
    private Tensor guarded(Tensor frames, int factor, double times, String work, Supplier<Tensor> pass) {
        WhatFits.Size asked = new WhatFits.Size(
                1,
                Math.toIntExact(frames.size(0)),
                Math.toIntExact(factor * frames.size(2)),
                Math.toIntExact(factor * frames.size(3)));
        WhatFits fits = new CodecMemory(this, times).whatFits(asked);
        MemoryBudget.require(frames.device(), fits.cost().bytes(asked), work + asked, fits::within);
        return new MemoryGuard(frames.device(), work, fits).run(() -> Scope.of(pass));
    }

    private void requirePictures(Tensor pictures) {
        boolean fits = pictures.rank() == 4
                && pictures.count() > 0
                && pictures.size(1) == COLOURS
                && pictures.size(2) % downscale() == 0
                && pictures.size(3) % downscale() == 0;
        if (!fits) {
            throw new MotionScopeException("The frames are " + Arrays.toString(pictures.shape())
                    + "; this codec takes (frames, 3, height, width) with sides that are multiples of " + downscale()
                    + ". Crop or resize them.");
        }
    }

    private void requireLatents(Tensor latents) {
        if (latents.rank() != 4 || latents.count() == 0 || latents.size(1) != latentChannels()) {
            throw new MotionScopeException("The latents are " + Arrays.toString(latents.shape())
                    + "; this codec takes (frames, " + latentChannels() + ", rows, columns).");
        }
    }

    /** (b, c, f, h, w) -> (b f, c, h, w). */
    private static Tensor framed(Tensor x) {
        if (x.rank() != 5) {
            throw new MotionScopeException("The clip is " + Arrays.toString(x.shape())
                    + "; this codec takes (clips, channels, frames, height, width).");
        }
        return x.permute(0, 2, 1, 3, 4).reshape(-1, x.size(1), x.size(3), x.size(4));
    }

    /** (b f, c, h, w) -> (b, c, f, h, w). */
    private static Tensor unframed(Tensor x, long clips) {
        return x.reshape(clips, -1, x.size(1), x.size(2), x.size(3)).permute(0, 2, 1, 3, 4);
    }
}
