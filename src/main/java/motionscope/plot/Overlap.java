package motionscope.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How many channels sets of channels have in common. */
final class Overlap {
    private Overlap() {}

    static Figure figure(Map<String, int[]> sets) {
        Check.that(!sets.isEmpty(), "An overlap needs at least one set of channels.");
        List<String> names = List.copyOf(sets.keySet());
        var distinct = new ArrayList<Set<Integer>>();
        sets.forEach((name, channels) -> {
            Check.that(channels.length > 0, "The set of channels '%s' is empty.", name);
            distinct.add(Arrays.stream(channels).boxed().collect(Collectors.toSet()));
        });
        double[][] common = new double[names.size()][names.size()];
        int most = 0;
        for (int a = 0; a < common.length; a++) {
            for (int b = 0; b < common.length; b++) {
                common[a][b] = distinct.get(a).stream()
                        .filter(distinct.get(b)::contains)
                        .count();
            }
            most = Math.max(most, distinct.get(a).size());
        }
        return Figure.of(new CellsPanel(
                "",
                names,
                "",
                names,
                common,
                new ScaleBar(Scale.between(0, most), "channels in common"),
                0,
                true,
                true,
                true));
    }
}
