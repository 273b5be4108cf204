package motionscope.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.model.Inspector;
import motionscope.model.ModelFiles;

/**
 * Stable Diffusion 1.5 and AnimateDiff's motion modules, where they are on this machine: where the environment variables
 * {@value #IMAGES} and {@value #MODULES} say, else in Hugging Face's cache under the names of their publishers. Nothing is
 * downloaded.
 *
 * @param images folder of the image model, in diffusers' layout
 * @param modules file or folder of the motion modules
 */
public record DownloadedFiles(Optional<Path> images, Optional<Path> modules) {
    /** The environment variables: a path, or a name in the cache. */
    static final String IMAGES = "MOTIONSCOPE_SD15";

    static final String MODULES = "MOTIONSCOPE_MOTION_ADAPTER";

    private static final List<String> IMAGE_MODELS =
            List.of("stable-diffusion-v1-5/stable-diffusion-v1-5", "runwayml/stable-diffusion-v1-5");
    private static final List<String> MOTION_MODULES =
            List.of("guoyww/animatediff/mm_sd_v15_v2.ckpt", "guoyww/animatediff-motion-adapter-v1-5-2");

    /**
     * Looks for them.
     *
     * @throws MotionScopeException if an environment variable names something that is not there
     */
    public static DownloadedFiles find() {
        return find(System.getenv(), Inspector.cached());
    }

    /** @param cached models in the cache: {@code owner/name} and the folder of the files */
    static DownloadedFiles find(Map<String, String> environment, Map<String, Path> cached) {
        return new DownloadedFiles(
                find(environment, IMAGES, cached, IMAGE_MODELS), find(environment, MODULES, cached, MOTION_MODULES));
    }

    private static Optional<Path> find(
            Map<String, String> environment, String variable, Map<String, Path> cached, List<String> names) {
        String given = environment.getOrDefault(variable, "").strip();
        if (given.isEmpty()) {
            return names.stream()
                    .flatMap(name -> inCache(name, cached).stream())
                    .findFirst();
        }
        Optional<Path> there = Optional.of(Path.of(given)).filter(Files::exists).or(() -> inCache(given, cached));
        if (there.isEmpty()) {
            throw new MotionScopeException(
                    variable + " is '" + given + "', which is neither there nor in Hugging Face's"
                            + " cache; name a file or folder that is, or unset it.");
        }
        return there;
    }

    /** @param name {@code owner/name} or {@code owner/name/file} */
    private static Optional<Path> inCache(String name, Map<String, Path> cached) {
        String[] parts = name.split("/", 3);
        Path folder = parts.length < 2 ? null : cached.get(parts[0] + "/" + parts[1]);
        return Optional.ofNullable(folder)
                .map(there -> parts.length < 3 ? there : there.resolve(parts[2]))
                .filter(Files::exists);
    }

    /** Whether both are there. */
    public boolean complete() {
        return images.isPresent() && modules.isPresent();
    }

    /**
     * What {@link VideoModel#load(ModelFiles)} reads.
     *
     * @throws MotionScopeException if one is absent
     */
    public ModelFiles files() {
        if (!complete()) {
            throw new MotionScopeException("A video model needs image model and motion modules; found here: " + this
                    + ". Download them with './motionscope models --download', or set " + IMAGES + " and " + MODULES
                    + ".");
        }
        return ModelFiles.of(images.get()).withMotionAdapter(modules.get());
    }

    /** In words: {@code image model: found, motion modules: absent}. */
    @Override
    public String toString() {
        return "image model: " + word(images) + ", motion modules: " + word(modules);
    }

    private static String word(Optional<Path> path) {
        return path.isPresent() ? "found" : "absent";
    }
}
