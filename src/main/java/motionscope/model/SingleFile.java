package motionscope.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.CheckpointView;

/**
 * A whole model in one file, as Stable Diffusion 1.5 and DreamBooth models are published: the weights of the unet and
 * mostly those of the autoencoder and the text encoder, under the names of the "latent diffusion" code.
 *
 * <p>Such a file says nothing of heads, groups or words: that is in the folder of the model that it was made from.
 */
public final class SingleFile implements AutoCloseable {
    private static final int LISTED = 8;

    private final Checkpoint file;
    private final Map<String, LdmNames.Place> places;

    private SingleFile(Checkpoint file, Map<String, LdmNames.Place> places) {
        this.file = file;
        this.places = places;
    }

    /** @throws MotionScopeException if it is no such file, or has names that belong to none of the three parts */
    public static SingleFile open(Path path) {
        Checkpoint file = Checkpoint.open(path);
        try {
            return new SingleFile(file, places(file));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Map<String, LdmNames.Place> places(Checkpoint file) {
        if (!LdmNames.areThese(file.names())) {
            throw new MotionScopeException("File '" + file.path() + "' is no checkpoint of a whole model: none of its "
                    + file.names().size() + " names begins with model.diffusion_model. Give a single-file checkpoint of"
                    + " Stable Diffusion 1.x; a motion adapter or a LoRA goes in by an option of its own.");
        }
        LdmNames names = LdmNames.of(file.names());
        Map<String, LdmNames.Place> places = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String name : file.names()) {
            Optional<LdmNames.Place> place = names.place(name);
            if (place.isPresent()) {
                places.put(name, place.get());
            } else if (!LdmNames.isSkipped(name)) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new MotionScopeException("Checkpoint '" + file.path() + "' has " + unknown.size()
                    + " tensors of no part of Stable Diffusion 1: "
                    + unknown.stream().limit(LISTED).collect(Collectors.joining(", "))
                    + (unknown.size() > LISTED ? ", ..." : "") + ". Give a checkpoint of version 1.");
        }
        return places;
    }

    /** The parts that the file has: unet, vae, text_encoder. */
    public Set<String> parts() {
        return places.values().stream().map(LdmNames.Place::part).collect(Collectors.toSet());
    }

    /** The weights of one part under diffusers' names; closing them closes this. */
    public Checkpoint part(String part) {
        CheckpointView view = CheckpointView.renamed(file, name -> Optional.ofNullable(places.get(name))
                .filter(place -> place.part().equals(part))
                .map(LdmNames.Place::name));
        return part.equals(LdmNames.VAE) ? view.reshaped(SingleFile::asMatrix) : view;
    }

    /** The autoencoder's attention matrices are stored as 1x1 convolutions. */
    private static List<Long> asMatrix(Checkpoint.Entry entry) {
        boolean convolution = entry.name().contains(".attentions.")
                && entry.shape().size() == 4
                && entry.shape().get(2) == 1
                && entry.shape().get(3) == 1;
        return convolution ? entry.shape().subList(0, 2) : entry.shape();
    }

    @Override
    public void close() {
        file.close();
    }
}
