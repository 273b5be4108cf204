package motionscope.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;

/**
 * The weights of one part of a model: which of the files in its folder.
 *
 * <p>The names are those of diffusers and transformers: {@code NAME.safetensors} or an index of several files {@code
 * NAME.safetensors.index.json}; with a variant {@code NAME.fp16.safetensors}, {@code NAME.safetensors.index.fp16.json}; or
 * pickles {@code .bin} instead of safetensors.
 *
 * @param folder of the part
 * @param name of the file before the first dot
 * @param pickledName the same for pickles: transformers calls them otherwise
 */
record WeightFiles(Path folder, String name, String pickledName) {
    private static final String SAFETENSORS = ".safetensors";
    private static final String PICKLE = ".bin";
    private static final String VARIANT = "(?:\\.([A-Za-z0-9_-]+))?";

    /**
     * A file or an index.
     *
     * @param variant empty for the plain one
     * @param rank the lower, the better: safetensors before pickles, an index before the file beside it
     */
    private record Candidate(Path path, String variant, int rank) {}

    /** Of networks that diffusers saved. */
    static WeightFiles ofNetwork(Path folder) {
        return new WeightFiles(folder, "diffusion_pytorch_model", "diffusion_pytorch_model");
    }

    /** Of text encoders, which transformers saved. */
    static WeightFiles ofTextEncoder(Path folder) {
        return new WeightFiles(folder, "model", "pytorch_model");
    }

    /** Whether there are any. */
    boolean present() {
        return !candidates().isEmpty();
    }

    /**
     * The file or index to read.
     *
     * @param variant for example fp16; empty for the plain files, or for the only variant where there are no plain ones
     * @throws MotionScopeException if there is none, or several where none was named
     */
    Path choose(Optional<String> variant) {
        List<Candidate> all = candidates();
        TreeSet<String> variants = all.stream().map(Candidate::variant).collect(Collectors.toCollection(TreeSet::new));
        if (variants.isEmpty()) {
            throw new MotionScopeException(folder.resolve(name + SAFETENSORS) + " does not exist, and " + pickledName
                    + PICKLE + " neither; check the name, or download it.");
        }
        String wanted = variant.orElseGet(() -> variants.size() == 1 ? variants.first() : "");
        return all.stream()
                .filter(candidate -> candidate.variant().equals(wanted))
                .min(Comparator.comparingInt(Candidate::rank))
                .map(Candidate::path)
                .orElseThrow(() -> new MotionScopeException("Folder '" + folder + "' has no "
                        + (wanted.isEmpty() ? "plain weights" : "weights of variant '" + wanted + "'")
                        + "; there are " + shown(variants) + ". Name one of them as the variant."));
    }

    /** Opens them. */
    Checkpoint open(Optional<String> variant) {
        return Checkpoint.open(choose(variant));
    }

    private static String shown(TreeSet<String> variants) {
        return variants.stream()
                .map(variant -> variant.isEmpty() ? "plain ones" : "'" + variant + "'")
                .collect(Collectors.joining(", "));
    }

    private List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.sorted().forEach(path -> {
                    add(all, path, name, SAFETENSORS, 0);
                    add(all, path, pickledName, PICKLE, 2);
                });
            } catch (IOException | UncheckedIOException e) {
                throw new MotionScopeException("Folder '" + folder + "' cannot be listed; check its permissions.", e);
            }
        }
        return all;
    }

    private static void add(List<Candidate> all, Path path, String name, String suffix, int rank) {
        String file = path.getFileName().toString();
        Matcher index = matcher(file, Pattern.quote(name + suffix + ".index") + VARIANT + "\\.json");
        Matcher single = matcher(file, Pattern.quote(name) + VARIANT + Pattern.quote(suffix));
        if (index.matches()) {
            all.add(new Candidate(path, index.group(1) == null ? "" : index.group(1), rank));
        } else if (single.matches() && !isShard(file)) {
            all.add(new Candidate(path, single.group(1) == null ? "" : single.group(1), rank + 1));
        }
    }

    /** Older diffusers put the number of a part before the variant. */
    private static boolean isShard(String file) {
        return file.matches(".*-\\d{5}-of-\\d{5}.*");
    }

    private static Matcher matcher(String file, String pattern) {
        return Pattern.compile(pattern).matcher(file);
    }
}
