package motionscope.video;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import motionscope.MotionScopeException;

/** Looping GIFs with one palette for all frames. */
final class GifWriting {
    private static final String IMAGE = "javax_imageio_gif_image_1.0";
    private static final String STREAM = "javax_imageio_gif_stream_1.0";
    private static final int LONGEST_SIDE = 65535;

    private GifWriting() {}

    static byte[] bytes(Clip clip, int scale) {
        if (clip.frameRate() > 50) {
            throw new MotionScopeException("A GIF plays at most 50 frames per second, but the clip has "
                    + clip.frameRate() + "; use withFrameRate, every, or MP4.");
        }
        if (scale < 1 || (long) Math.max(clip.width(), clip.height()) * scale > LONGEST_SIDE) {
            throw new MotionScopeException("A GIF of " + clip.width() + "x" + clip.height() + " enlarged " + scale
                    + " times is not possible; a scale is at least 1 and a side at most 65535.");
        }
        List<int[]> frames = clip.images().stream().map(Images::rgb).toList();
        GifPalette palette = GifPalette.of(frames);
        IndexColorModel colours = palette.colourModel();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(globalColours(writer, colours));
            for (int f = 0; f < frames.size(); f++) {
                BufferedImage picture = palette.picture(frames.get(f), clip.width(), scale, colours);
                // each frame ends at the rounded true time, so that the rate holds over the clip
                long delay = Math.round(100 * (f + 1) / clip.frameRate()) - Math.round(100 * f / clip.frameRate());
                writer.writeToSequence(new IIOImage(picture, null, timing(writer, picture, delay, f == 0)), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadata globalColours(ImageWriter writer, IndexColorModel colours) throws IOException {
        IIOMetadata stream = writer.getDefaultStreamMetadata(null);
        IIOMetadataNode root = new IIOMetadataNode(STREAM);
        IIOMetadataNode table = child(root, "GlobalColorTable");
        table.setAttribute("sizeOfGlobalColorTable", "256");
        table.setAttribute("backgroundColorIndex", "0");
        table.setAttribute("sortFlag", "FALSE");
        for (int i = 0; i < 256; i++) {
            IIOMetadataNode entry = child(table, "ColorTableEntry");
            entry.setAttribute("index", "" + i);
            entry.setAttribute("red", "" + colours.getRed(i));
            entry.setAttribute("green", "" + colours.getGreen(i));
            entry.setAttribute("blue", "" + colours.getBlue(i));
        }
        stream.mergeTree(STREAM, root);
        return stream;
    }

    private static IIOMetadata timing(ImageWriter writer, BufferedImage picture, long delay, boolean first)
            throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
        IIOMetadataNode root = new IIOMetadataNode(IMAGE);
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", "" + Math.min(delay, 65535));
        control.setAttribute("transparentColorIndex", "0");
        if (first) { // loop for ever
            IIOMetadataNode loop = child(child(root, "ApplicationExtensions"), "ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(new byte[] {1, 0, 0});
        }
        metadata.mergeTree(IMAGE, root);
        return metadata;
    }

    private static IIOMetadataNode child(IIOMetadataNode parent, String name) {
        IIOMetadataNode child = new IIOMetadataNode(name);
        parent.appendChild(child);
        return child;
    }
}
