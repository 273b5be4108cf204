package motionscope.plot;

import java.awt.geom.Rectangle2D;
import java.util.List;

/** A column of a scale's colours with its values and its name, to the right of what it explains. */
record ScaleBar(Scale scale, String label) {
    private static final double COLOURS = 14;
    private static final double GAP = 8;
    private static final int STEPS = 64;

    private Axis axis() {
        return new Axis(label, scale.low(), scale.high(), List.of());
    }

    double width() {
        var texts = axis().ticks().stream().map(Axis.Tick::text).toList();
        return COLOURS + GAP + Fonts.widest(texts, Fonts.TICK) + 26;
    }

    void paint(Pen pen, double x, double y, double height) {
        var look = pen.look();
        for (int i = 0; i < STEPS; i++) {
            double top = y + height - (i + 1) * height / STEPS;
            // a little overlap, so that no paper shines through between two colours
            double overlap = i == 0 ? 0 : 0.6;
            pen.fill(
                    new Rectangle2D.Double(x, top, COLOURS, height / STEPS + overlap),
                    scale.map().at((i + 0.5) / STEPS));
        }
        var axis = axis();
        for (var tick : axis.ticks()) {
            double at = y + height - axis.share(tick.value()) * height;
            pen.line(x + COLOURS, at, x + COLOURS + 4, at, look.ink(), 1.2);
            double base = Math.min(y + height, Math.max(y + 9, at + 4.5));
            pen.text(tick.text(), x + COLOURS + GAP, base, Pen.Anchor.LEFT, Fonts.TICK, look.soft());
        }
        pen.textUp(label, x + width() - 4, y + height / 2, Fonts.LABEL, look.ink());
    }
}
