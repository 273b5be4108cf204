package motionscope.video;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import motionscope.MotionScopeException;

/**
 * GIFs as a browser shows them: each frame laid over the ones before. Decoded by Java's own reader and not by FFmpeg,
 * because damaged bytes then end in an exception whatever they are, and the delay of each frame is known.
 */
final class GifReading {
    private static final long LARGEST_FILE = 256L << 20;
    private static final int UNHURRIED = 10; // hundredths of a second: what browsers make of a delay of 0 or 1

    private GifReading() {}

    static Clip read(Path path, ReadOptions options) throws IOException {
        if (Files.size(path) > LARGEST_FILE) {
            throw new MotionScopeException(
                    path + " is a GIF of " + Files.size(path) + " bytes; more than " + LARGEST_FILE + " are not read.");
        }
        return read(path.toString(), Files.readAllBytes(path), options);
    }

    static Clip read(String name, byte[] bytes, ReadOptions options) throws IOException {
        GifBlocks blocks = GifBlocks.of(name, bytes);
        List<GifBlocks.GifFrame> all = blocks.frames();
        options.check(name, all.size(), blocks.width(), blocks.height());
        List<GifBlocks.GifFrame> wanted = all.subList(0, options.framesOf(all.size()));
        for (GifBlocks.GifFrame frame : wanted) {
            options.check(name, 1, frame.width(), frame.height());
        }
        BufferedImage canvas = new BufferedImage(blocks.width(), blocks.height(), BufferedImage.TYPE_INT_ARGB);
        FrameList frames = new FrameList(name, options);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, false, true);
            for (int f = 0; f < wanted.size(); f++) {
                GifBlocks.GifFrame frame = wanted.get(f);
                BufferedImage before = frame.disposal() == 3 ? copy(canvas, BufferedImage.TYPE_INT_ARGB) : null;
                draw(canvas, reader.read(f), frame);
                frames.add(copy(canvas, BufferedImage.TYPE_INT_RGB)); // what is still transparent becomes black
                if (frame.disposal() == 2) {
                    clear(canvas, frame);
                } else if (before != null) {
                    canvas = before;
                }
            }
        } catch (MotionScopeException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Java's reader meets damaged bytes with whatever exception comes first
            throw new MotionScopeException(name + " is damaged: a frame cannot be decoded (" + e + ").", e);
        } finally {
            reader.dispose();
        }
        return frames.clip(frameRate(all));
    }

    /** Frames over total time: a clip has one rate. */
    private static double frameRate(List<GifBlocks.GifFrame> frames) {
        double time = frames.stream()
                .mapToInt(frame -> frame.delay() < 2 ? UNHURRIED : frame.delay())
                .sum();
        return frames.isEmpty() ? Clip.DEFAULT_FRAME_RATE : 100 * frames.size() / time;
    }

    private static void draw(BufferedImage canvas, BufferedImage picture, GifBlocks.GifFrame frame) {
        Graphics2D pen = canvas.createGraphics();
        pen.drawImage(picture, frame.x(), frame.y(), null);
        pen.dispose();
    }

    private static void clear(BufferedImage canvas, GifBlocks.GifFrame frame) {
        Graphics2D pen = canvas.createGraphics();
        pen.setComposite(AlphaComposite.Clear);
        pen.fillRect(frame.x(), frame.y(), frame.width(), frame.height());
        pen.dispose();
    }

    private static BufferedImage copy(BufferedImage image, int type) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
        Graphics2D pen = copy.createGraphics();
        pen.drawImage(image, 0, 0, null);
        pen.dispose();
        return copy;
    }
}
