package motionscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

/**
 * What Hugging Face says of one revision of a repository.
 *
 * @param commit that the revision stands for
 * @param files all of them
 */
record HubListing(String commit, List<Item> files) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z0-9_+-][A-Za-z0-9_.+-]*(/[A-Za-z0-9_+-][A-Za-z0-9_.+-]*){0,5}");
    private static final Pattern WEIGHTS = Pattern.compile(".*\\.(safetensors|bin|ckpt|pt|pth)");
    private static final Pattern OTHER_ENGINES =
            Pattern.compile(".*\\.(msgpack|h5|onnx|onnx_data|pb|xml|zip|jpg|png|gif|mp4|md)");
    private static final List<String> UNUSED = List.of("safety_checker", "feature_extractor", "image_encoder");
    private static final String INDEX = ".index";

    /**
     * A file.
     *
     * @param path inside the repository
     * @param hash SHA-256 of a large file, git's SHA-1 of a small one
     */
    record Item(String path, long bytes, String hash) {
        private String folder() {
            return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        }

        private String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /**
     * Reads the answer; files whose names could lead elsewhere are left out.
     *
     * @throws MotionScopeException if it is not what the interface is known to answer
     */
    static HubListing of(JsonFile answer) {
        String commit = answer.string("sha");
        if (!COMMIT.matcher(commit).matches()) {
            throw answer.wrong("sha", commit, "a commit");
        }
        List<Item> files = new ArrayList<>();
        for (JsonFile file : answer.objects("siblings")) {
            String path = file.string("rfilename");
            boolean large = file.has("lfs") && file.tree().get("lfs").isJsonObject();
            String hash = large ? file.object("lfs").string("sha256") : file.string("blobId", "");
            double bytes = file.number("size", -1);
            if (PATH.matcher(path).matches() && HASH.matcher(hash).matches() && bytes >= 0) {
                files.add(new Item(path, (long) bytes, hash));
            }
        }
        return new HubListing(commit, List.copyOf(files));
    }

    /** One file, or all below a folder. */
    List<Item> named(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path) || file.path().startsWith(path + "/"))
                .toList();
    }

    /**
     * What a model in diffusers' layout is read from: configurations, words, and of each part's weights one form.
     *
     * @param variant such as fp16; where a part has no such weights, and where none is named, the plain ones
     */
    List<Item> needed(Optional<String> variant) {
        boolean whole = files.stream().anyMatch(file -> file.path().equals("model_index.json"));
        List<Item> chosen = new ArrayList<>();
        for (Item file : files) {
            boolean used = !UNUSED.contains(file.folder()) && !file.name().startsWith(".");
            boolean weights =
                    WEIGHTS.matcher(file.path()).matches() || file.name().contains(INDEX);
            boolean single = whole && file.folder().isEmpty() && weights; // checkpoints of other programs
            if (used && !single && !OTHER_ENGINES.matcher(file.path()).matches()) {
                if (!weights || form(file.folder(), variant).contains(file)) {
                    chosen.add(file);
                }
            }
        }
        return chosen;
    }

    /** The weights of a folder in the first of these forms that it has: the variant, plain, half precision; pickles last. */
    private List<Item> form(String folder, Optional<String> variant) {
        List<Item> here =
                files.stream().filter(file -> file.folder().equals(folder)).toList();
        for (String ending : List.of("safetensors", "bin")) {
            for (String wanted : List.of(variant.orElse(""), "", "fp16")) {
                List<Item> found =
                        here.stream().filter(file -> is(file, ending, wanted)).toList();
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    /** {@code NAME[.VARIANT][-PART].safetensors} and {@code NAME.safetensors.index[.VARIANT].json}. */
    private static boolean is(Item file, String ending, String variant) {
        String part = "(-\\d{5}-of-\\d{5})?";
        String between = variant.isEmpty() ? part : part + "\\." + Pattern.quote(variant) + part;
        String index = variant.isEmpty() ? "" : "\\." + Pattern.quote(variant);
        String name = "(diffusion_pytorch_model|pytorch_model|model|pytorch_lora_weights)";
        return file.name().matches(name + between + "\\." + ending)
                || file.name().matches(name + "\\." + ending + "\\.index" + index + "\\.json");
    }
}
