package motionscope.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.experiment.guide.Guide;
import picocli.CommandLine.Option;

/** How a clip is steered: a guide, or options for the common cases, which become one. */
final class GuideOptions {
    @Option(
            names = "--camera",
            paramLabel = "WAY",
            description = "right:1.0 (pixels a frame) or up, 30 (degrees), still, zoom-in:0.03.")
    private String camera;

    @Option(
            names = "--region",
            paramLabel = "X,Y,W,H",
            description = "A box around a shape, in pixels; it moves as its --move WAY says.")
    private List<String> regions;

    @Option(names = "--move", hidden = true, paramLabel = "WAY", description = "How a region moves, such as up:0.6.")
    private List<String> moves;

    @Option(
            names = "--drag",
            paramLabel = "X,Y:X,Y",
            description = "What is at a point goes to others, in pixels; more with :X,Y.")
    private List<String> drags;

    @Option(
            names = "--guide",
            paramLabel = "FILE",
            description = "All of it and more as JSON; the README has its form.")
    private Path file;

    boolean given() {
        return file != null || inShort();
    }

    private boolean inShort() {
        return camera != null || regions != null || moves != null || drags != null;
    }

    /** What was asked for; empty if nothing was. */
    Optional<Guide> guide() {
        if (file != null && inShort()) {
            throw new MotionScopeException("--guide takes everything from " + file
                    + "; leave out --camera, --region, --move and --drag, or leave out --guide.");
        }
        if (file != null) {
            return Optional.of(Guide.read(file));
        }
        return inShort() ? Optional.of(Guide.of("The command line", tree(), Path.of(""))) : Optional.empty();
    }

    private JsonObject tree() {
        JsonObject tree = new JsonObject();
        if (camera != null) {
            tree.addProperty("camera", camera);
        }
        if (regions != null || moves != null) {
            tree.add("shapes", shapes());
        }
        if (drags != null) {
            tree.add("drag", drags());
        }
        return tree;
    }

    private JsonArray shapes() {
        int boxes = regions == null ? 0 : regions.size();
        int ways = moves == null ? 0 : moves.size();
        if (boxes != ways) {
            throw new MotionScopeException("There are " + boxes + " --region and " + ways
                    + " --move; each shape needs one of both: --region x,y,w,h --move up:0.6.");
        }
        JsonArray shapes = new JsonArray();
        for (int i = 0; i < boxes; i++) {
            JsonObject shape = new JsonObject();
            shape.add("region", numbers("--region", regions.get(i), 4));
            shape.addProperty("move", moves.get(i));
            shapes.add(shape);
        }
        return shapes;
    }

    private JsonArray drags() {
        JsonArray all = new JsonArray();
        for (String drag : drags) {
            JsonArray points = new JsonArray();
            for (String point : drag.split(":", -1)) {
                points.add(numbers("--drag", point, 2));
            }
            JsonObject one = new JsonObject();
            one.add("points", points);
            all.add(one);
        }
        return all;
    }

    private static JsonArray numbers(String option, String text, int count) {
        String[] parts = text.split(",", -1);
        JsonArray numbers = new JsonArray();
        try {
            for (String part : parts) {
                double value = Double.parseDouble(part.strip());
                if (Double.isFinite(value)) {
                    numbers.add(value);
                }
            }
        } catch (NumberFormatException e) {
            numbers = new JsonArray();
        }
        if (parts.length != count || numbers.size() != count) {
            throw new MotionScopeException(option + " was given '" + text + "'; write " + count
                    + " numbers with commas between them, in pixels.");
        }
        return numbers;
    }
}
