package motionscope.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.Device;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;

/** Clips as tensors and back, through a codec. */
final class ClipTensors {
    private ClipTensors() {}

    /** Clips of equal size -> latent (b, c, f, h, w). */
    static Tensor encode(List<Clip> clips, Codec codec, Device device) {
        requireEqualSizes(clips, codec);
        return Scope.of(() -> {
            Tensor[] videos = clips.stream()
                    .map(clip -> Tensor.of(clip.pixels(), 1, clip.frames(), 3, clip.height(), clip.width()))
                    .toArray(Tensor[]::new);
            Tensor video = Tensor.cat(0, videos).permute(0, 2, 1, 3, 4); // (b, 3, f, H, W)
            return codec.encode(video.to(device));
        });
    }

    private static void requireEqualSizes(List<Clip> clips, Codec codec) {
        if (clips.isEmpty()) {
            throw new MotionScopeException("No clips were given; give at least one.");
        }
        Clip first = clips.get(0);
        for (Clip clip : clips) {
            if (clip.frames() != first.frames() || clip.height() != first.height() || clip.width() != first.width()) {
                throw new MotionScopeException("The clips differ in size: " + size(first) + " and " + size(clip)
                        + "; resize or cut them to one size.");
            }
        }
        int factor = codec.downscale();
        if (first.height() % factor != 0 || first.width() % factor != 0) {
            throw new MotionScopeException("The clip is " + size(first)
                    + "; this model needs sides that are multiples of " + factor + ". Crop or resize it.");
        }
    }

    private static String size(Clip clip) {
        return clip.frames() + " frames of " + clip.width() + " x " + clip.height();
    }

    /** Latent (b, c, f, h, w) -> clips, values clamped to -1..1. */
    static List<Clip> decode(Tensor latent, Codec codec, double frameRate) {
        if (latent.rank() != 5 || latent.size(1) != codec.latentChannels() || latent.count() == 0) {
            throw new MotionScopeException("The latent is " + Arrays.toString(latent.shape())
                    + "; this model takes (clips, " + codec.latentChannels() + ", frames, rows, columns).");
        }
        try (Scope scope = new Scope()) {
            Tensor video = codec.decode(latent).clamp(-1, 1); // (b, 3, f, H, W)
            int frames = (int) video.size(2);
            int height = (int) video.size(3);
            int width = (int) video.size(4);
            float[] pixels = video.permute(0, 2, 1, 3, 4).floats(); // (b, f, 3, H, W)
            int one = pixels.length / (int) video.size(0);
            List<Clip> clips = new ArrayList<>();
            for (int start = 0; start < pixels.length; start += one) {
                float[] mine = Arrays.copyOfRange(pixels, start, start + one);
                clips.add(Clip.of(mine, frames, height, width, frameRate));
            }
            return clips;
        }
    }
}
