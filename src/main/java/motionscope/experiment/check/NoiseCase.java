package motionscope.experiment.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import motionscope.tensor.Noise;
import motionscope.tensor.SafeTensors;

/** Random numbers of PyTorch's CPU generator; each tensor's name is the call that drew it (see {@link NoiseName}). */
final class NoiseCase implements CheckCase {
    @Override
    public String kind() {
        return "noise";
    }

    @Override
    public boolean computesNetworks() {
        return false;
    }

    @Override
    public boolean accepts(Path folder) {
        return Golden.hasTensor(folder, NoiseName::looksLikeOne);
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        Tolerance tolerance = Golden.tolerance(folder);
        try (SafeTensors io = SafeTensors.open(folder.resolve(Golden.IO))) {
            Comparison rows = new Comparison(io, "");
            Map<String, SortedMap<Integer, NoiseName>> sequences = new TreeMap<>();
            for (String name : io.names()) {
                NoiseName.parse(name).ifPresent(call -> {
                    if (call.sequence().isEmpty()) {
                        rows.compareFlat(name, cut(call, draw(call, io, new Noise(call.seed()))), tolerance);
                    } else {
                        sequences
                                .computeIfAbsent(call.sequence(), s -> new TreeMap<>())
                                .put(call.index(), call);
                    }
                });
            }
            sequences.values().forEach(calls -> compareSequence(calls, io, rows, tolerance));
            return rows.finish();
        }
    }

    /** One generator makes all calls of a sequence, in the order of their numbers. */
    private static void compareSequence(
            SortedMap<Integer, NoiseName> calls, SafeTensors io, Comparison rows, Tolerance tolerance) {
        Noise generator = new Noise(calls.get(calls.firstKey()).seed());
        List<Integer> gone = new ArrayList<>();
        for (NoiseName call : calls.values()) {
            if (call.index() != gone.size()) {
                rows.fail(call.name(), "call " + gone.size() + " of its generator is not in the file");
                continue;
            }
            gone.add(call.index());
            rows.compareFlat(call.name(), cut(call, draw(call, io, generator)), tolerance);
        }
    }

    private static double[] draw(NoiseName call, SafeTensors io, Noise generator) {
        int n = call.count().isPresent()
                ? call.count().getAsInt()
                : Math.toIntExact(io.entry(call.name()).count());
        return switch (call.function()) {
            case RANDN -> generator.randn(n, call.type());
            case RAND -> generator.rand(n, call.type());
            case RANDINT -> wide(generator.randint(call.high(), n));
            case RANDPERM -> wide(generator.randperm(n));
        };
    }

    /** The first or last values only, where the file has no more. */
    private static double[] cut(NoiseName call, double[] drawn) {
        int part = Math.min(call.part(), drawn.length);
        return switch (call.end()) {
            case ALL -> drawn;
            case FIRST -> Arrays.copyOf(drawn, part);
            case LAST -> Arrays.copyOfRange(drawn, drawn.length - part, drawn.length);
        };
    }

    private static double[] wide(long[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }
}
