package motionscope.model;

import motionscope.tensor.JsonFile;
import motionscope.tensor.Ops;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * The bundled model's codec: no network, the pixels of each small square become channels, times a factor. Lossless.
 *
 * @param downscale side of the square in pixels
 * @param scaling factor from pixel values to latent values
 */
record PixelShuffleCodec(int downscale, int latentChannels, int sampleSize, double scaling) implements Codec {
    private static final int COLOURS = 3;
    private static final int MAX_FACTOR = 16;
    private static final int MAX_SIZE = 8192;

    static PixelShuffleCodec of(JsonFile config) {
        int factor = config.integer("downscale_factor", 1, MAX_FACTOR);
        int channels = config.integer("latent_channels", 1, MAX_SIZE);
        if (channels != COLOURS * factor * factor) {
            throw config.wrong(
                    "latent_channels", "" + channels, COLOURS * factor * factor + " for downscale_factor " + factor);
        }
        double scaling = config.number("scaling_factor", 1);
        if (scaling == 0) {
            throw config.wrong("scaling_factor", "0", "a number other than 0");
        }
        return new PixelShuffleCodec(factor, channels, config.integer("sample_size", factor, MAX_SIZE), scaling);
    }

    @Override
    public Tensor encode(Tensor video) {
        return Scope.of(() -> unframed(Ops.pixelUnshuffle(framed(video), downscale), video.size(0))
                .mul(scaling));
    }

    @Override
    public Tensor decode(Tensor latent) {
        return Scope.of(() -> unframed(Ops.pixelShuffle(framed(latent.div(scaling)), downscale), latent.size(0)));
    }

    /** (b, c, f, h, w) -> (b f, c, h, w). */
    private static Tensor framed(Tensor x) {
        return x.permute(0, 2, 1, 3, 4).reshape(-1, x.size(1), x.size(3), x.size(4));
    }

    /** (b f, c, h, w) -> (b, c, f, h, w). */
    private static Tensor unframed(Tensor x, long clips) {
        return x.reshape(clips, -1, x.size(1), x.size(2), x.size(3)).permute(0, 2, 1, 3, 4);
    }
}
