package motionscope.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.WeightChange;

/** What LoRAs add to the weights of one network, by the names of its weights. */
final class LoraChanges implements WeightChange {
    private static final String WEIGHT = ".weight";
    private static final String OLD_PREFIX = "text_model.";

    private record Added(LoraFile file, LoraFile.Change change) {}

    private final Map<String, List<Added>> added = new HashMap<>();

    private LoraChanges() {}

    /**
     * Finds the weight that each change belongs to.
     *
     * @param part which changes of the LoRAs are meant
     * @param network the weights of the network
     * @throws MotionScopeException listing changes of weights that are not there or have another shape
     */
    static LoraChanges of(List<LoraFile> loras, LoraName.Part part, Checkpoint network) {
        Map<String, String> known = modules(network);
        LoraChanges changes = new LoraChanges();
        for (LoraFile lora : loras) {
            List<String> problems = new ArrayList<>();
            for (LoraFile.Change change : lora.changes()) {
                if (change.part() == part) {
                    changes.add(lora, change, known, network, problems);
                }
            }
            LoraFile.refuse(lora.file(), problems, "it must be made for the network in " + network.label());
        }
        return changes;
    }

    private void add(
            LoraFile lora,
            LoraFile.Change change,
            Map<String, String> known,
            Checkpoint network,
            List<String> problems) {
        String name = known.get(change.module());
        if (name == null) {
            problems.add("there is no layer " + change.module());
            return;
        }
        String fault = lora.fault(change, network.entry(name));
        if (fault != null) {
            problems.add(fault);
            return;
        }
        added.computeIfAbsent(name, any -> new ArrayList<>()).add(new Added(lora, change));
    }

    /** Every name that a file may give a layer, and the name of the layer's weight. */
    private static Map<String, String> modules(Checkpoint network) {
        Map<String, String> modules = new HashMap<>();
        for (String name : network.names()) {
            if (name.endsWith(WEIGHT)) {
                String module = name.substring(0, name.length() - WEIGHT.length());
                // text encoders are saved with this prefix and without it
                String other =
                        module.startsWith(OLD_PREFIX) ? module.substring(OLD_PREFIX.length()) : OLD_PREFIX + module;
                for (String each : List.of(module, other)) {
                    modules.putIfAbsent(each, name);
                    modules.putIfAbsent(each.replace('.', '_'), name);
                }
            }
        }
        return modules;
    }

    @Override
    public boolean concerns(String name) {
        return added.containsKey(name);
    }

    @Override
    public Tensor apply(String name, Tensor weight) {
        return Scope.of(() -> {
            Tensor sum = weight;
            for (Added each : added.get(name)) {
                sum = sum.add(each.file().delta(each.change(), weight.device(), weight.shape()));
            }
            return sum;
        });
    }
}
