package motionscope.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import motionscope.MotionScopeException;
import motionscope.Saving;

/** A folder of frame_0000.png, ...; every picture carries the clip's frame rate as text. */
final class PngFolder {
    /** Keyword of the PNG text that holds the frame rate. */
    static final String FRAME_RATE = "frame rate";

    private static final String FORMAT = "javax_imageio_png_1.0";

    private PngFolder() {}

    static void write(Clip clip, Path folder) {
        requireOurs(folder);
        Saving.whole(folder, temporary -> {
            Files.createDirectory(temporary);
            for (int f = 0; f < clip.frames(); f++) {
                try (OutputStream out = Files.newOutputStream(temporary.resolve(String.format("frame_%04d.png", f)));
                        ImageOutputStream image = new MemoryCacheImageOutputStream(out)) {
                    write(clip.image(f), clip.frameRate(), image);
                }
            }
        });
    }

    /** Only a folder of frames is replaced: everything else in it would be lost. */
    private static void requireOurs(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new MotionScopeException("Could not write the frames to " + folder
                    + ": it is a file; give another name, or .gif or .mp4 as its extension.");
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<String> others = inside.map(path -> path.getFileName().toString())
                    .filter(name -> !name.matches("frame_\\d{4,}\\.png"))
                    .sorted()
                    .limit(3)
                    .toList();
            if (!others.isEmpty()) {
                throw new MotionScopeException("Could not write the frames to " + folder + ": it holds other files ("
                        + String.join(", ", others) + "); give a folder of its own.");
            }
        } catch (IOException e) {
            throw new MotionScopeException("Could not look into " + folder + ": " + Saving.reason(e) + ".", e);
        }
    }

    private static void write(BufferedImage image, double frameRate, ImageOutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try {
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
            IIOMetadataNode root = new IIOMetadataNode(FORMAT);
            IIOMetadataNode text = new IIOMetadataNode("tEXt");
            IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
            entry.setAttribute("keyword", FRAME_RATE);
            entry.setAttribute("value", Double.toString(frameRate));
            text.appendChild(entry);
            root.appendChild(text);
            metadata.mergeTree(FORMAT, root);
            writer.setOutput(out);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }
}
