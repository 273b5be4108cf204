package motionscope.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Curves over frames, a panel for each kind of motion. */
final class SmallMultiples {
    private static final int COLUMNS = 2;
    private static final int WIDTH = 300;
    private static final int HEIGHT = 190;

    private SmallMultiples() {}

    static Figure curves(String valueLabel, double[][] values, List<?> labels, String truthLabel, double[][] truth) {
        Check.table("The curves", values);
        var names = Check.names("curves", labels, values.length);
        if (truth != null) {
            Check.table("The true courses", truth);
            Check.same("true courses", truth.length, "curves", values.length);
            Check.same("frames of the true courses", truth[0].length, "frames of the curves", values[0].length);
        }
        Map<String, List<Integer>> own = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            own.computeIfAbsent(names.get(i), name -> new ArrayList<>()).add(i);
        }
        var panels = new ArrayList<Figure>();
        own.forEach((name, clips) -> {
            var curves = Curves.over("frame", valueLabel)
                    .small(WIDTH, HEIGHT)
                    .add(name, clips.stream().map(i -> values[i]).toArray(double[][]::new));
            if (truth != null) {
                double[] course = mean(clips.stream().map(i -> truth[i]).toArray(double[][]::new));
                curves.truth(truthLabel, course).turn(turns(course));
            }
            panels.add(curves.figure().titled(name));
        });
        return Figures.grid(Math.min(COLUMNS, panels.size()), panels.toArray(Figure[]::new));
    }

    private static double[] mean(double[][] courses) {
        return IntStream.range(0, courses[0].length)
                .mapToDouble(f -> java.util.Arrays.stream(courses)
                        .mapToDouble(c -> c[f])
                        .average()
                        .orElseThrow())
                .toArray();
    }

    /** The frames at which a course turns back. */
    static double[] turns(double[] course) {
        return IntStream.range(1, course.length - 1)
                .filter(f -> (course[f] - course[f - 1]) * (course[f + 1] - course[f]) < 0)
                .asDoubleStream()
                .toArray();
    }
}
