package motionscope.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.DType;

/**
 * What a folder or file of weights is.
 *
 * @param what in words
 * @param parts the networks in it
 * @param needs what must come to it before clips can be drawn; empty where it is complete
 */
public record Inspection(String what, List<Part> parts, List<String> needs) {
    /**
     * A network, or the weights of one.
     *
     * @param name of the part
     * @param kind its class, or what it is in words
     * @param parameters numbers that were learned
     * @param dtypes the types in which they are stored
     * @param bytes of them
     */
    public record Part(String name, String kind, long parameters, Set<DType> dtypes, long bytes) {
        static Part of(String name, String kind, Checkpoint file) {
            long parameters = file.names().stream()
                    .map(file::entry)
                    .filter(entry -> entry.dtype().isFloating())
                    .mapToLong(Checkpoint.Entry::count)
                    .sum();
            Set<DType> dtypes = new TreeSet<>();
            file.names().forEach(each -> dtypes.add(file.entry(each).dtype()));
            return new Part(name, kind, parameters, dtypes, file.totalBytes());
        }
    }
}
