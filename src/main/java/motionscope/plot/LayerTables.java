package motionscope.plot;

import java.util.ArrayList;
import java.util.List;

/** Scores of taps over timesteps, a table for each kind of motion: raw features above, CR below. */
final class LayerTables {
    private LayerTables() {}

    static Figure figure(
            List<?> taps,
            List<?> kinds,
            List<?> timesteps,
            double[][][] raw,
            double[][][] removed,
            String valueLabel,
            Scale scale) {
        Check.that(!kinds.isEmpty(), "A table of layers needs at least one kind of motion.");
        var panels = new ArrayList<Figure>();
        panels.addAll(row("raw", taps, kinds, timesteps, raw, valueLabel, scale));
        panels.addAll(row("CR", taps, kinds, timesteps, removed, valueLabel, scale));
        return Figures.grid(kinds.size(), panels.toArray(Figure[]::new));
    }

    private static List<Figure> row(
            String features,
            List<?> taps,
            List<?> kinds,
            List<?> timesteps,
            double[][][] values,
            String valueLabel,
            Scale scale) {
        var names = Check.names("tables of " + features + " features", kinds, values.length);
        var panels = new ArrayList<Figure>();
        for (int k = 0; k < values.length; k++) {
            panels.add(Figures.heatmap("tap", taps, "timestep t", timesteps, values[k], valueLabel, scale)
                    .titled(names.get(k) + ", " + features));
        }
        return panels;
    }
}
