package motionscope.video;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import motionscope.MotionScopeException;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;

/** H.264 by OpenH264 in an MP4 whose header comes first, made in memory. */
final class Mp4Writing {
    private static final double BITS_PER_PIXEL = 1.0; // generous: clips are short, and flat edges show every artefact

    private Mp4Writing() {}

    static byte[] bytes(Clip clip) {
        Ffmpeg.require();
        int width = clip.width() + clip.width() % 2;
        int height = clip.height() + clip.height() % 2;
        if (Math.min(width, height) < 16 || Math.max(width, height) > 3840 || Math.min(width, height) > 2160) {
            throw new MotionScopeException("MP4 holds clips from 16x16 to 3840x2160, but this one is " + width + "x"
                    + height + "; use another scale, resize it, or write GIF or PNG.");
        }
        MemoryFile bytes = new MemoryFile();
        try (FFmpegFrameRecorder recorder = recorder(bytes, clip, width, height);
                Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3)) {
            recorder.start();
            for (int f = 0; f < clip.frames(); f++) {
                fill(frame, clip.image(f));
                recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
            }
            recorder.stop();
        } catch (FrameRecorder.Exception e) {
            throw new MotionScopeException(
                    "Could not encode " + clip + " as H.264: " + e.getMessage() + "; write GIF or PNG.", e);
        }
        return bytes.toByteArray();
    }

    private static FFmpegFrameRecorder recorder(MemoryFile bytes, Clip clip, int width, int height) {
        FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(bytes, width, height, 0);
        recorder.setFormat("mp4");
        recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
        recorder.setVideoCodecName("libopenh264");
        recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        recorder.setFrameRate(clip.frameRate());
        // every frame stands alone: between frames OpenH264 leaves trails behind shapes that move over a still
        // background
        recorder.setGopSize(1);
        double rate = Math.max(clip.frameRate(), 8) * width * height * BITS_PER_PIXEL;
        recorder.setVideoBitrate((int) Math.max(400_000, Math.min(rate, 40_000_000)));
        // say which colours these are, so that every player shows the same ones
        recorder.setVideoOption("qmin", "4");
        recorder.setVideoOption("qmax", "20"); // the coarsest steps allowed, of 0 to 51
        recorder.setVideoOption("colorspace", "smpte170m");
        recorder.setVideoOption("color_primaries", "smpte170m");
        recorder.setVideoOption("color_trc", "smpte170m");
        recorder.setVideoOption("color_range", "tv");
        // room for the header before the pictures, so that a player can start at once (as +faststart, without a file)
        recorder.setOption("moov_size", "" + (4096 + 64 * clip.frames()));
        return recorder;
    }

    static void fill(Frame frame, BufferedImage image) {
        ByteBuffer out = (ByteBuffer) frame.image[0];
        int[] rgb = Images.rgb(image);
        for (int y = 0; y < frame.imageHeight; y++) {
            int row = Math.min(y, image.getHeight() - 1) * image.getWidth();
            for (int x = 0; x < frame.imageWidth; x++) {
                int pixel = rgb[row + Math.min(x, image.getWidth() - 1)];
                int at = y * frame.imageStride + 3 * x;
                out.put(at, (byte) pixel).put(at + 1, (byte) (pixel >> 8)).put(at + 2, (byte) (pixel >> 16));
            }
        }
    }
}
