package motionscope.notebook.panel;

import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.control.PaintedMask;
import motionscope.experiment.studio.Asked;
import motionscope.experiment.studio.Place;
import motionscope.experiment.studio.StudioSettings;
import motionscope.notebook.widget.Box;
import motionscope.notebook.widget.Choice;
import motionscope.notebook.widget.Dial;
import motionscope.notebook.widget.Drawing;
import motionscope.notebook.widget.DrawingSurface;
import motionscope.notebook.widget.Slider;
import motionscope.notebook.widget.TextField;
import motionscope.notebook.widget.Widget;

/** The motion that is asked for, and where. */
final class AskedControls {
    /** Kinds of motion, in words. */
    enum Kind {
        NOTHING("nothing"),
        CAMERA("the camera, one way"),
        STILL("the camera, still"),
        ZOOM("the camera zooms"),
        SHAPE("a shape, one way"),
        LINE("a shape, along a line"),
        REFERENCE("as in a clip");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    final Choice<Kind> kind = Choice.dropdown("motion", List.of(Kind.values()), k -> k.words);
    final Dial direction = new Dial("direction");
    final Slider speed;
    final Slider zoom = new Slider("growth (% a frame)", -6, 6, 0.5);
    final Choice<Option<Path>> clips;
    final TextField file = TextField.line("or a file");
    final DrawingSurface surface =
            new DrawingSurface("region or line", Drawing.Kind.BOX, Drawing.Kind.MASK, Drawing.Kind.PATH);
    private final Box reference;

    /**
     * @param slowest speed that can be asked for
     * @param fastest speed that can be asked for
     * @param found clips to be chosen as references
     */
    AskedControls(double slowest, double fastest, List<Path> found) {
        speed = new Slider("speed (px/frame)", slowest, fastest, 0.05);
        speed.value(Math.min(fastest, Math.max(slowest, 1)));
        zoom.value(3);
        clips = Choice.dropdown(
                "reference clip",
                found.isEmpty()
                        ? List.of(new Option<Path>("none found", null))
                        : found.stream()
                                .map(path -> new Option<>(path.getFileName().toString(), path))
                                .toList(),
                Option::words);
        reference = Box.column(clips, file);
        kind.style("ms-wide");
        speed.style("ms-wide");
        zoom.style("ms-wide");
        file.tooltip("A GIF, a video or a folder of PNG files; it counts instead of the list where it is filled in.");
        reveal();
    }

    Widget motion() {
        return Box.column(kind, direction, speed, zoom, reference);
    }

    void onChange(Runnable changed) {
        kind.onChange(v -> {
            reveal();
            changed.run();
        });
        direction.onChange(v -> changed.run());
        speed.onChange(v -> changed.run());
        zoom.onChange(v -> changed.run());
        clips.onChange(v -> changed.run());
        file.onChange(v -> changed.run());
        surface.onChange(v -> changed.run());
    }

    /** Only what the kind of motion needs is to be seen. */
    private void reveal() {
        Kind now = kind.chosen();
        direction.visible(now == Kind.CAMERA || now == Kind.SHAPE);
        speed.visible(now == Kind.CAMERA || now == Kind.SHAPE);
        zoom.visible(now == Kind.ZOOM);
        reference.visible(now == Kind.REFERENCE);
    }

    /** @throws MotionScopeException if something is missing that the kind of motion needs */
    StudioSettings over(StudioSettings settings) {
        return settings.asked(asked()).place(place());
    }

    private Asked asked() {
        return switch (kind.chosen()) {
            case NOTHING -> new Asked.Nothing();
            case CAMERA -> new Asked.Camera(direction.value(), speed.value());
            case STILL -> new Asked.Still();
            case ZOOM -> new Asked.Zoom(Math.rint(zoom.value() * 10) / 1000);
            case SHAPE -> new Asked.Shape(direction.value(), speed.value());
            case LINE -> line();
            case REFERENCE -> new Asked.Reference(chosenFile());
        };
    }

    private Asked line() {
        Drawing drawn = surface.value();
        if (drawn.kind() != Drawing.Kind.PATH) {
            throw new MotionScopeException("A shape along a line was asked for, but there is no line; choose Path and"
                    + " draw one over the frame, from the shape to where it is to go.");
        }
        return Asked.Drawn.through(drawn.points().stream()
                .map(p -> new double[] {p.get(0), p.get(1)})
                .toArray(double[][]::new));
    }

    private Path chosenFile() {
        if (!file.value().isBlank()) {
            return Path.of(file.value().strip());
        }
        if (clips.chosen().value() == null) {
            throw new MotionScopeException(
                    "No reference clip was chosen; write the name of a GIF, a video or a folder.");
        }
        return clips.chosen().value();
    }

    private Place place() {
        Drawing drawn = surface.value();
        if (kind.chosen() == Kind.LINE) {
            return null;
        }
        return switch (drawn.kind()) {
            case BOX ->
                new Place.Box(
                        drawn.points().get(0).get(0),
                        drawn.points().get(0).get(1),
                        drawn.points().get(1).get(0),
                        drawn.points().get(1).get(1));
            case MASK -> {
                PaintedMask mask = PaintedMask.ofRows(drawn.mask());
                yield mask.any() ? new Place.Painted(mask) : null;
            }
            case PATH, NONE -> null;
        };
    }

    void show(StudioSettings s) {
        Asked asked = s.asked();
        if (asked instanceof Asked.Camera camera) {
            show(Kind.CAMERA, camera.degrees(), camera.speed());
        } else if (asked instanceof Asked.Shape shape) {
            show(Kind.SHAPE, shape.degrees(), shape.speed());
        } else if (asked instanceof Asked.Zoom growth) {
            kind.choose(Kind.ZOOM);
            zoom.value(100 * growth.growth());
        } else if (asked instanceof Asked.Drawn drawn) {
            kind.choose(Kind.LINE);
            surface.value(new Drawing(Drawing.Kind.PATH, drawn.points(), 0, 0, List.of()));
        } else if (asked instanceof Asked.Reference clip) {
            kind.choose(Kind.REFERENCE);
            file.value(clip.file().toString());
        } else {
            kind.choose(asked instanceof Asked.Still ? Kind.STILL : Kind.NOTHING);
        }
        if (!(asked instanceof Asked.Drawn)) {
            surface.value(drawing(s.place()));
        }
        reveal();
    }

    private void show(Kind shown, double degrees, double pace) {
        kind.choose(shown);
        direction.value((degrees % 360 + 360) % 360);
        speed.value(pace);
    }

    private static Drawing drawing(Place place) {
        if (place instanceof Place.Painted painted) {
            return Drawings.of(painted.mask());
        }
        if (place == null) {
            return Drawing.NONE;
        }
        double[] box = place.box();
        return Drawing.box(box[0], box[1], box[2], box[3]);
    }
}
