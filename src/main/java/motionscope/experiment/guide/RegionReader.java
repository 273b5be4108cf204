package motionscope.experiment.guide;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.control.Region;
import motionscope.tensor.JsonFile;
import motionscope.video.ClipReader;
import motionscope.video.ReadOptions;

/**
 * Regions of a guide, in pixels of the clip: {@code {"box": [x, y, w, h]}}, {@code {"polygon": [[x, y], ...]}}, {@code
 * {"painted": {"file": "mask.png"}}} or {@code {}} for everything; with {@code "complement": true} all but it.
 */
record RegionReader(GuideFrame frame) {
    Region read(JsonFile json) {
        GuideKeys.require(json, "box", "polygon", "painted", "complement");
        if (json.tree().keySet().stream().filter(k -> !k.equals("complement")).count() > 1) {
            throw new MotionScopeException(json + " names several regions; give one of box, polygon and painted.");
        }
        Region region = Region.everything();
        if (json.has("box")) {
            double[] b = box(json, "box");
            region = Region.box(
                    share(b[0], frame.width()),
                    share(b[1], frame.height()),
                    share(b[0] + b[2], frame.width()),
                    share(b[1] + b[3], frame.height()));
        } else if (json.has("polygon")) {
            region = Region.polygon(points(json, "polygon"));
        } else if (json.has("painted")) {
            JsonFile painted = json.object("painted");
            GuideKeys.require(painted, "file", "sha256");
            BufferedImage image = ClipReader.read(
                            Path.of(painted.string("file")), ReadOptions.all().frames(1))
                    .image(0);
            region = Region.painted(image);
        }
        return json.bool("complement", false) ? region.complement() : region;
    }

    private static double share(double pixels, int size) {
        return pixels / size;
    }

    /** Points as shares of the picture. */
    double[][] points(JsonFile json, String key) {
        List<List<Double>> rows = json.numberRows(key);
        return rows.stream()
                .map(row -> {
                    if (row.size() != 2) {
                        throw json.wrong(
                                key, "a list with " + row.size() + " numbers in one place", "a list of [x, y]");
                    }
                    return new double[] {row.get(0) / frame.width(), row.get(1) / frame.height()};
                })
                .toArray(double[][]::new);
    }

    /** x, y, width and height of a box that lies in the picture, in pixels. */
    double[] box(JsonFile json, String key) {
        double[] b = json.numbers(key).stream().mapToDouble(Double::doubleValue).toArray();
        if (b.length != 4) {
            throw json.wrong(key, "a list of " + b.length, "x, y, width and height");
        }
        String shown = Arrays.toString(b);
        if (!(b[2] > 0 && b[3] > 0)) {
            throw new MotionScopeException(
                    "The region " + shown + " (x, y, w, h) is empty; give a width and a height above 0.");
        }
        if (b[0] < 0 || b[1] < 0 || b[0] + b[2] > frame.width() || b[1] + b[3] > frame.height()) {
            throw new MotionScopeException("The region " + shown + " (x, y, w, h) reaches off the frame of "
                    + frame.width() + " x " + frame.height() + " pixels; keep it inside.");
        }
        return b;
    }
}
