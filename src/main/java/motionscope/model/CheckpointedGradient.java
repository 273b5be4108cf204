package motionscope.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import motionscope.tensor.Autograd;
import motionscope.tensor.Tensor;

/**
 * The gradient of a scalar of features that keeps only what flows between stages, and runs each stage a second time for
 * its backward pass (Chen et al., "Training deep nets with sublinear memory cost", arXiv 1604.06174).
 */
final class CheckpointedGradient {
    /** One stage that was run: its inputs and outputs as numbered values, and the taps that it passed. */
    private record Visit(Stage stage, int[] inputs, int[] outputs, List<Tap> taps) {}

    private final Supplier<UNetCall> calls;
    private final List<Tensor> values = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();
    private final Map<Tap, Tensor> features = new LinkedHashMap<>();

    private CheckpointedGradient(Supplier<UNetCall> calls) {
        this.calls = calls;
    }

    /**
     * @param calls makes a fresh call for each run of a stage
     * @param loss from the features of the wanted taps to one number
     */
    static Autograd.Gradient of(
            List<Stage> stages, Tensor x, Supplier<UNetCall> calls, Function<Map<Tap, Tensor>, Tensor> loss) {
        CheckpointedGradient pass = new CheckpointedGradient(calls);
        pass.forward(stages, x);
        return pass.backward(loss);
    }

    private int number(Tensor value) {
        values.add(value);
        return values.size() - 1;
    }

    /** Runs the stages as far as the last tap, without a graph. */
    private void forward(List<Stage> stages, Tensor x) {
        int hidden = number(x);
        List<Integer> skips = new ArrayList<>();
        int wanted = calls.get().wanted().size();
        for (Stage stage : stages) {
            int[] inputs = new int[1 + stage.skipsTaken()];
            inputs[0] = hidden;
            for (int i = 1; i < inputs.length; i++) {
                inputs[i] = skips.remove(skips.size() - 1);
            }
            UNetCall call = calls.get();
            Tensor[] results = stage.run(tensors(inputs), call);
            int[] outputs = new int[results.length];
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = number(results[i]);
                if (i > 0) {
                    skips.add(outputs[i]);
                }
            }
            hidden = outputs[0];
            Map<Tap, Tensor> seen = call.features();
            visits.add(new Visit(stage, inputs, outputs, List.copyOf(seen.keySet())));
            features.putAll(seen);
            if (features.size() == wanted) {
                return;
            }
        }
    }

    private Tensor[] tensors(int[] numbers) {
        Tensor[] found = new Tensor[numbers.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = values.get(numbers[i]);
        }
        return found;
    }

    private Autograd.Gradient backward(Function<Map<Tap, Tensor>, Tensor> loss) {
        double[] value = new double[1];
        Map<Tap, Tensor> tapCotangents = lossGradients(loss, value);
        Tensor[] cotangents = new Tensor[values.size()];
        for (int i = visits.size() - 1; i >= 0; i--) {
            back(visits.get(i), cotangents, tapCotangents);
        }
        return new Autograd.Gradient(value[0], cotangents[0]);
    }

    private Map<Tap, Tensor> lossGradients(Function<Map<Tap, Tensor>, Tensor> loss, double[] value) {
        List<Tap> taps = List.copyOf(features.keySet());
        Tensor[] inputs = features.values().toArray(Tensor[]::new);
        Tensor[] gradients = Autograd.vectorJacobian(
                inputs,
                leaves -> {
                    Map<Tap, Tensor> named = new LinkedHashMap<>();
                    for (int i = 0; i < leaves.length; i++) {
                        named.put(taps.get(i), leaves[i]);
                    }
                    Tensor scalar = loss.apply(named);
                    Autograd.requireScalar(scalar);
                    value[0] = scalar.detach().item();
                    return new Tensor[] {scalar.reshape()};
                },
                Tensor.full(1).to(inputs[0].device()));
        Map<Tap, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < gradients.length; i++) {
            named.put(taps.get(i), gradients[i]);
        }
        return named;
    }

    /** Runs one stage again, with a graph, and passes the gradients of what it made on to what it took. */
    private void back(Visit visit, Tensor[] cotangents, Map<Tap, Tensor> tapCotangents) {
        List<Tensor> weights = new ArrayList<>();
        List<Integer> reached = new ArrayList<>();
        for (int i = 0; i < visit.outputs().length; i++) {
            Tensor cotangent = cotangents[visit.outputs()[i]];
            if (cotangent != null) {
                reached.add(i);
                weights.add(cotangent);
            }
        }
        visit.taps().forEach(tap -> weights.add(tapCotangents.get(tap)));
        if (weights.isEmpty()) {
            return;
        }
        Tensor[] gradients = Autograd.vectorJacobian(
                tensors(visit.inputs()),
                leaves -> {
                    UNetCall call = calls.get();
                    Tensor[] results = visit.stage().run(leaves, call);
                    Map<Tap, Tensor> seen = call.features();
                    List<Tensor> outputs = new ArrayList<>();
                    reached.forEach(i -> outputs.add(results[i]));
                    visit.taps().forEach(tap -> outputs.add(seen.get(tap)));
                    return outputs.toArray(Tensor[]::new);
                },
                weights.toArray(Tensor[]::new));
        for (int i = 0; i < gradients.length; i++) {
            int input = visit.inputs()[i];
            cotangents[input] = cotangents[input] == null ? gradients[i] : cotangents[input].add(gradients[i]);
        }
    }
}
