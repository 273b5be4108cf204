package motionscope.experiment.bench;

import java.nio.file.Path;
import motionscope.model.AutoencoderKl;
import motionscope.model.AutoencoderKlConfig;
import motionscope.model.UNetMotion;
import motionscope.model.UNetMotionConfig;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Placement;
import motionscope.tensor.Precision;
import motionscope.tensor.Scope;
import motionscope.tensor.Weights;

/**
 * Networks with random weights: what they cost does not depend on what they have learned.
 *
 * @param name of their size
 * @param unet denoiser
 * @param codec autoencoder
 * @param ofUnet owns the denoiser's weights
 * @param ofCodec owns the autoencoder's
 */
record RandomModel(String name, UNetMotion unet, AutoencoderKl codec, Scope ofUnet, Scope ofCodec)
        implements AutoCloseable {
    private static final String SD15 = "sd15";

    /**
     * Draws the weights on the device.
     *
     * @param size {@code sd15}, or a folder of which only the configurations are read
     * @throws motionscope.MotionScopeException if there are none, or memory does not suffice
     */
    static RandomModel of(Path size, Placement placement) {
        boolean published = size.toString().equals(SD15);
        UNetMotionConfig unet = published
                ? UNetMotionConfig.stableDiffusion15()
                : UNetMotionConfig.of(JsonFile.read(size.resolve("unet").resolve("config.json")));
        AutoencoderKlConfig codec = published
                ? AutoencoderKlConfig.stableDiffusion15()
                : AutoencoderKlConfig.of(JsonFile.read(size.resolve("vae").resolve("config.json")));
        boolean narrow = placement.precision() == Precision.F16 && codec.forceUpcast();
        Placement wide = narrow ? new Placement(placement.device(), Precision.F32) : placement;
        Scope ofUnet = Scope.detached();
        Scope ofCodec = Scope.detached();
        try {
            return new RandomModel(
                    (published ? SD15 : size.getFileName()) + " with random weights",
                    UNetMotion.of(unet, Weights.random(placement, ofUnet)),
                    AutoencoderKl.of(codec, Weights.random(wide, ofCodec)),
                    ofUnet,
                    ofCodec);
        } catch (RuntimeException e) {
            ofUnet.close();
            ofCodec.close();
            throw e;
        }
    }

    @Override
    public void close() {
        ofUnet.close();
        ofCodec.close();
    }
}
