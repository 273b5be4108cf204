package motionscope.plot;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import motionscope.video.Clip;

/** Makes figures of frames; {@link Figures} is the way in. */
final class ClipFigures {
    /** More frames than this in a row would be too small to see. */
    private static final int MOST_COLUMNS = 8;

    /** Pixels of a frame in a figure at twice its size. */
    private static final int SHARP = 192;

    /** How much of the map covers the grey frame. */
    private static final double COVER = 0.55;

    /** How much of a frame's ink is left under ways. */
    private static final double PALE = 0.7;

    private ClipFigures() {}

    static Figure contactSheet(List<Clip> clips, List<?> labels) {
        Check.that(!clips.isEmpty(), "A contact sheet needs at least one clip.");
        var names = Check.names("clips", labels, clips.size());
        int frames = clips.get(0).frames();
        int[] shown = spread(frames, 0);
        var rows = new ArrayList<FramesPanel.Row>();
        var numbers = new Numbers();
        for (int c = 0; c < clips.size(); c++) {
            Clip clip = clips.get(c);
            Check.same("frames of clip " + c, clip.frames(), "frames of clip 0", frames);
            var images = new ArrayList<BufferedImage>();
            for (int f : shown) {
                images.add(sharp(clip.image(f)));
                numbers.row("clip", names.get(c), "frame", f, "second", f / clip.frameRate());
            }
            rows.add(new FramesPanel.Row(names.get(c), images));
        }
        return Figure.of(new FramesPanel(rows, columns(shown), null, null, numbers));
    }

    static Figure heatmap(Clip clip, double[][][] maps, String label, Scale scale, Query query) {
        Check.same("maps", maps.length, "frames", clip.frames());
        if (query != null) {
            requireInside(query, clip);
        }
        int[] shown = spread(clip.frames(), query == null ? 0 : query.frame());
        var images = new ArrayList<BufferedImage>();
        var numbers = new Numbers();
        FramesPanel.Ring ring = null;
        for (int i = 0; i < shown.length; i++) {
            int f = shown[i];
            Check.table("The map of frame " + f, maps[f]);
            images.add(covered(sharp(clip.image(f)), maps[f], scale));
            for (int r = 0; r < maps[f].length; r++) {
                for (int c = 0; c < maps[f][r].length; c++) {
                    numbers.row("frame", f, "row", r, "column", c, label, maps[f][r][c]);
                }
            }
            if (query != null && query.frame() == f) {
                ring = new FramesPanel.Ring(i, (query.x() + 0.5) / clip.width(), (query.y() + 0.5) / clip.height());
            }
        }
        var row = List.of(new FramesPanel.Row("", images));
        return Figure.of(new FramesPanel(row, columns(shown), new ScaleBar(scale, label), ring, numbers));
    }

    static Figure paths(Clip clip, int frame, Map<String, double[][]> asked, Map<String, double[][]> found) {
        Check.that(
                frame >= 0 && frame < clip.frames(),
                "Frame %d was asked for; the clip has frames 0..%d.",
                frame,
                clip.frames() - 1);
        Check.that(!asked.isEmpty() || !found.isEmpty(), "A figure of ways needs at least one.");
        return Figure.of(new PathsPanel(
                pale(sharp(clip.image(frame))),
                clip.width(),
                clip.height(),
                checked("asked", asked),
                checked("found", found)));
    }

    private static Map<String, double[][]> checked(String kind, Map<String, double[][]> ways) {
        var copies = new LinkedHashMap<String, double[][]>();
        ways.forEach((name, way) -> {
            String what = "The way '" + name + "' that was " + kind;
            Check.table(what, way);
            Check.that(way[0].length == 2, "%s needs an x and a y for each point, not %d values.", what, way[0].length);
            copies.put(name, Check.copy(way));
        });
        return copies;
    }

    /** A frame in paler colours: what is drawn over it stands out. */
    private static BufferedImage pale(BufferedImage frame) {
        var out = new BufferedImage(frame.getWidth(), frame.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < out.getHeight(); y++) {
            for (int x = 0; x < out.getWidth(); x++) {
                int rgb = frame.getRGB(x, y);
                int mixed = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    mixed |= (int) Math.round(255 - PALE * (255 - (rgb >> shift & 255))) << shift;
                }
                out.setRGB(x, y, mixed);
            }
        }
        return out;
    }

    static void requireInside(Query query, Clip clip) {
        Check.that(
                query.frame() >= 0
                        && query.frame() < clip.frames()
                        && query.x() >= 0
                        && query.x() < clip.width()
                        && query.y() >= 0
                        && query.y() < clip.height(),
                "%s lies outside of the %s.",
                query,
                clip);
    }

    /** Up to {@link #MOST_COLUMNS} frames from the first to the last, evenly; the wanted one takes the nearest place. */
    private static int[] spread(int frames, int wanted) {
        int count = Math.min(frames, MOST_COLUMNS);
        int[] shown = IntStream.range(0, count)
                .map(i -> count == 1 ? 0 : (int) Math.round(i * (frames - 1.0) / (count - 1)))
                .toArray();
        int nearest = 0;
        for (int i = 1; i < count; i++) {
            if (Math.abs(shown[i] - wanted) < Math.abs(shown[nearest] - wanted)) {
                nearest = i;
            }
        }
        shown[nearest] = wanted;
        return shown;
    }

    private static List<String> columns(int[] shown) {
        return IntStream.range(0, shown.length)
                .mapToObj(i -> i == 0 ? "frame " + shown[i] : String.valueOf(shown[i]))
                .toList();
    }

    /** Enlarges by a whole factor, so that pixels stay square and sharp. */
    static BufferedImage sharp(BufferedImage image) {
        int factor = Math.max(1, SHARP / image.getWidth());
        var large =
                new BufferedImage(image.getWidth() * factor, image.getHeight() * factor, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < large.getHeight(); y++) {
            for (int x = 0; x < large.getWidth(); x++) {
                large.setRGB(x, y, image.getRGB(x / factor, y / factor));
            }
        }
        return large;
    }

    /** A map at 55 % over the grey of a frame. */
    static BufferedImage covered(BufferedImage frame, double[][] map, Scale scale) {
        var out = new BufferedImage(frame.getWidth(), frame.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < out.getHeight(); y++) {
            double[] row = map[y * map.length / out.getHeight()];
            for (int x = 0; x < out.getWidth(); x++) {
                int rgb = frame.getRGB(x, y);
                // luminance as television weighs it (ITU-R BT.601)
                double grey = 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
                int colour = scale.colour(row[x * row.length / out.getWidth()]).getRGB();
                int mixed = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    mixed |= (int) Math.round(COVER * (colour >> shift & 255) + (1 - COVER) * grey) << shift;
                }
                out.setRGB(x, y, mixed);
            }
        }
        return out;
    }
}
