package motionscope.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import motionscope.MotionScopeException;
import motionscope.Saving;
import org.w3c.dom.Node;

/** Folders of PNG and JPEG frames, through Java's own readers. */
final class PictureReading {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** frame_2 before frame_10: numbers count as numbers, whatever zeros they begin with. */
    static final Comparator<String> NATURAL = Comparator.<String, String>comparing(
                    name -> NUMBER.matcher(name).replaceAll(found -> {
                        String digits = new BigInteger(found.group()).toString();
                        return String.format("%06d", digits.length()) + digits;
                    }))
            .thenComparing(Comparator.naturalOrder());

    private PictureReading() {}

    static Clip folder(Path folder, ReadOptions options) {
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> pictures = inside.filter(PictureReading::isPicture)
                    .sorted(Comparator.comparing(path -> path.getFileName().toString(), NATURAL))
                    .toList();
            if (pictures.isEmpty()) {
                throw new MotionScopeException("The folder " + folder + " holds no .png, .jpg or .jpeg frames.");
            }
            return pictures(pictures, options);
        } catch (IOException e) {
            throw new MotionScopeException("Could not look into " + folder + ": " + Saving.reason(e) + ".", e);
        }
    }

    static Clip pictures(List<Path> files, ReadOptions options) {
        FrameList frames = new FrameList(files.get(0).toString(), options);
        double rate = Clip.DEFAULT_FRAME_RATE;
        for (int i = 0; i < files.size() && !frames.full(); i++) {
            Path file = files.get(i);
            try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
                Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
                if (!readers.hasNext()) {
                    throw new MotionScopeException(file + " is no PNG or JPEG picture.");
                }
                ImageReader reader = readers.next();
                try {
                    reader.setInput(in, true, i > 0);
                    options.check(
                            file.toString(), options.framesOf(files.size()), reader.getWidth(0), reader.getHeight(0));
                    BufferedImage picture = reader.read(0);
                    rate = i == 0 ? frameRate(reader) : rate;
                    frames.add(picture);
                } finally {
                    reader.dispose();
                }
            } catch (MotionScopeException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                // Java's readers meet damaged bytes with any of these
                throw new MotionScopeException(
                        "Could not read the picture " + file + ": it is damaged (" + e + ").", e);
            }
        }
        return frames.clip(rate);
    }

    /** The rate that {@link PngFolder} left in a picture, else the default. */
    private static double frameRate(ImageReader reader) throws IOException {
        if (!reader.getFormatName().equalsIgnoreCase("png")) {
            return Clip.DEFAULT_FRAME_RATE;
        }
        Node root = reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
        for (Node block = root.getFirstChild(); block != null; block = block.getNextSibling()) {
            for (Node entry = block.getFirstChild(); entry != null; entry = entry.getNextSibling()) {
                if (block.getNodeName().equals("tEXt")
                        && entry.getAttributes()
                                .getNamedItem("keyword")
                                .getNodeValue()
                                .equals(PngFolder.FRAME_RATE)) {
                    double rate = Double.parseDouble(
                            entry.getAttributes().getNamedItem("value").getNodeValue());
                    if (!Clip.isFrameRate(rate)) {
                        throw new IOException("its frame rate is " + rate);
                    }
                    return rate;
                }
            }
        }
        return Clip.DEFAULT_FRAME_RATE;
    }

    private static boolean isPicture(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && Files.isRegularFile(path)
                && (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg"));
    }
}
