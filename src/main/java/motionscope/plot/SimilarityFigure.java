package motionscope.plot;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import motionscope.video.Clip;

/** Makes the figure of similarity maps; {@link Figures} is the way in. */
final class SimilarityFigure {
    private SimilarityFigure() {}

    static Figure of(
            Clip source,
            Query query,
            Clip target,
            Map<String, double[][][]> maps,
            int[] frames,
            Scale scale,
            String label) {
        Check.that(!maps.isEmpty(), "A figure of similarity needs at least one kind of map.");
        ClipFigures.requireInside(query, source);
        Check.same("frames of the target", target.frames(), "frames of the source", source.frames());
        Check.that(frames.length > 0, "A figure of similarity shows at least one frame; none was chosen.");
        maps.forEach((name, map) -> Check.same("maps of '" + name + "'", map.length, "frames", target.frames()));
        var columns = new ArrayList<>(List.of("source"));
        boolean other = !target.equals(source);
        if (other) {
            columns.add("target");
        }
        columns.addAll(maps.keySet());
        var numbers = new Numbers();
        var rows = new ArrayList<FramesPanel.Row>();
        for (int frame : frames) {
            Check.that(
                    frame >= 0 && frame < target.frames(),
                    "Frame %d was asked for; the clips have frames 0..%d.",
                    frame,
                    target.frames() - 1);
            var images = new ArrayList<BufferedImage>();
            images.add(ClipFigures.sharp(source.image(frame)));
            var picture = ClipFigures.sharp(target.image(frame));
            if (other) {
                images.add(picture);
            }
            maps.forEach((name, map) -> {
                Check.table("The map '" + name + "' of frame " + frame, map[frame]);
                images.add(ClipFigures.covered(picture, map[frame], scale));
                add(numbers, name, frame, map[frame], label);
            });
            rows.add(new FramesPanel.Row("frame " + frame, images));
        }
        int ringRow = IntStream.range(0, frames.length)
                .filter(r -> frames[r] == query.frame())
                .findFirst()
                .orElse(-1);
        Check.that(
                ringRow >= 0,
                "The query point is in frame %d; show that frame too, not only %s.",
                query.frame(),
                Arrays.toString(frames));
        return Figure.of(new SimilarityPanel(
                columns,
                rows,
                ringRow,
                (query.x() + 0.5) / source.width(),
                (query.y() + 0.5) / source.height(),
                new ScaleBar(scale, label),
                numbers));
    }

    private static void add(Numbers numbers, String name, int frame, double[][] map, String label) {
        for (int r = 0; r < map.length; r++) {
            for (int c = 0; c < map[r].length; c++) {
                numbers.row("map", name, "frame", frame, "row", r, "column", c, label, map[r][c]);
            }
        }
    }
}
