package motionscope.video;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import motionscope.MotionScopeException;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/** Video files through FFmpeg. */
final class VideoReading {
    private VideoReading() {}

    static Clip read(Path path, Container container, ReadOptions options) {
        Ffmpeg.require();
        String name = path.toString();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber("file:" + path.toAbsolutePath())) {
            grabber.setFormat(container.format);
            grabber.setOption("protocol_whitelist", "file");
            grabber.setVideoOption("max_pixels", "" + ReadOptions.MAX_FRAME_PIXELS);
            grabber.setVideoOption("threads", "1"); // the same frames from a damaged file every time
            grabber.start();
            if (!grabber.hasVideo()) {
                throw new MotionScopeException(name + " has no video in it.");
            }
            options.check(
                    name,
                    Math.max(1, grabber.getLengthInVideoFrames()),
                    grabber.getImageWidth(),
                    grabber.getImageHeight());
            double rate = grabber.getVideoFrameRate();
            long promised = promised(grabber);
            FrameList frames = new FrameList(name, options);
            while (!frames.full()) {
                Frame frame = grabber.grabImage();
                if (frame == null) {
                    break;
                }
                frames.add(picture(frame));
            }
            if (!frames.full() && frames.size() < promised) {
                throw new MotionScopeException(name + " should have " + promised + " frames, but only " + frames.size()
                        + " could be decoded; it is damaged.");
            }
            return frames.clip(Clip.isFrameRate(rate) ? rate : Clip.DEFAULT_FRAME_RATE);
        } catch (FrameGrabber.Exception e) {
            throw new MotionScopeException(
                    "Could not read " + name + " as a video: FFmpeg finds it damaged or of an unknown kind.", e);
        }
    }

    /** The number of frames that the container's index states; 0 if it states none. */
    private static long promised(FFmpegFrameGrabber grabber) {
        return grabber.getFormatContext().streams(grabber.getVideoStream()).nb_frames();
    }

    private static BufferedImage picture(Frame frame) {
        BufferedImage image = new BufferedImage(frame.imageWidth, frame.imageHeight, BufferedImage.TYPE_INT_RGB);
        int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        ByteBuffer in = (ByteBuffer) frame.image[0];
        for (int y = 0; y < frame.imageHeight; y++) {
            for (int x = 0; x < frame.imageWidth; x++) {
                int at = y * frame.imageStride + 3 * x; // blue, green, red
                rgb[y * frame.imageWidth + x] =
                        (in.get(at + 2) & 0xff) << 16 | (in.get(at + 1) & 0xff) << 8 | in.get(at) & 0xff;
            }
        }
        return image;
    }
}
