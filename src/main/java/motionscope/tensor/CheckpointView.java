package motionscope.tensor;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;

/**
 * Tensors of other checkpoints, some of them, under other names or in other shapes of as many values. Nothing is copied.
 *
 * <p>Closing a view closes what it looks at.
 */
public final class CheckpointView implements Checkpoint {
    private record Place(Checkpoint file, String name, List<Long> shape) {}

    private final Path path;
    private final Map<String, Place> places;
    private final Set<Checkpoint> files;

    private CheckpointView(Path path, Map<String, Place> places, Set<Checkpoint> files) {
        this.path = path;
        this.places = places;
        this.files = files;
    }

    /**
     * The tensors of a checkpoint under new names.
     *
     * @param rename gives the new name, or nothing where the tensor is left out
     * @throws MotionScopeException if two tensors get one name
     */
    public static CheckpointView renamed(Checkpoint file, Function<String, Optional<String>> rename) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (String name : file.names()) {
            rename.apply(name)
                    .ifPresent(as -> put(
                            places, as, new Place(file, name, file.entry(name).shape()), file.path()));
        }
        return new CheckpointView(file.path(), places, Set.of(file));
    }

    /**
     * The tensors of several checkpoints as one.
     *
     * @param files the first gives the path
     * @throws MotionScopeException if two of them have a tensor of the same name
     */
    public static CheckpointView union(Checkpoint... files) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (Checkpoint file : files) {
            file.names()
                    .forEach(name -> put(
                            places, name, new Place(file, name, file.entry(name).shape()), file.path()));
        }
        return new CheckpointView(files[0].path(), places, new LinkedHashSet<>(Arrays.asList(files)));
    }

    private static void put(Map<String, Place> places, String name, Place place, Path path) {
        Place other = places.put(name, place);
        if (other != null) {
            throw new MotionScopeException("Tensors " + JsonStrict.shown(place.name()) + " of " + path + " and "
                    + JsonStrict.shown(other.name()) + " of " + other.file().path() + " both stand for "
                    + JsonStrict.shown(name) + "; give files that belong together.");
        }
    }

    /** The same with other shapes: a shape is changed only to one of as many values. */
    public CheckpointView reshaped(Function<Entry, List<Long>> shape) {
        Map<String, Place> changed = new LinkedHashMap<>();
        places.forEach((name, place) -> {
            Entry before = entry(name);
            Entry after = new Entry(name, before.dtype(), shape.apply(before));
            changed.put(
                    name,
                    after.count() == before.count() ? new Place(place.file(), place.name(), after.shape()) : place);
        });
        return new CheckpointView(path, changed, files);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String label() {
        return files.stream().map(Checkpoint::label).collect(Collectors.joining(" and "));
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(places.keySet());
    }

    @Override
    public boolean contains(String name) {
        return places.containsKey(name);
    }

    @Override
    public Entry entry(String name) {
        Place place = place(name);
        return new Entry(name, place.file().entry(place.name()).dtype(), place.shape());
    }

    @Override
    public Map<String, String> metadata() {
        Map<String, String> all = new LinkedHashMap<>();
        files.forEach(file -> file.metadata().forEach(all::putIfAbsent));
        return all;
    }

    @Override
    public ByteBuffer bytes(String name) {
        Place place = place(name);
        return place.file().bytes(place.name());
    }

    /** {@inheritDoc} Of several checkpoints it is that of their hashes in hexadecimal, one a line. */
    @Override
    public String sha256() {
        List<String> hashes = files.stream().map(Checkpoint::sha256).toList();
        return hashes.size() == 1 ? hashes.get(0) : Checkpoint.sha256(String.join("\n", hashes) + "\n");
    }

    @Override
    public void close() {
        files.forEach(Checkpoint::close);
    }

    private Place place(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new MotionScopeException(
                    path + " has no tensor that stands for " + JsonStrict.shown(name) + "; check what the file is.");
        }
        return place;
    }
}
