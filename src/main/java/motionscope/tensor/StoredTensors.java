package motionscope.tensor;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import motionscope.MotionScopeException;

/** Named tensors in one file, or in the files of a sharded checkpoint seen as one. */
abstract class StoredTensors implements Checkpoint {
    private final Path path;
    private final ShardSet set;
    private volatile boolean closed;

    StoredTensors(Path path, ShardSet set) {
        this.path = path;
        this.set = set;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public Set<String> names() {
        return set.places().keySet();
    }

    @Override
    public boolean contains(String name) {
        return set.places().containsKey(name);
    }

    @Override
    public Entry entry(String name) {
        return place(name).entries().get(name);
    }

    /** {@inheritDoc} Of several files all are given; the first file's where they differ. */
    @Override
    public Map<String, String> metadata() {
        Map<String, String> all = new LinkedHashMap<>();
        set.files().forEach(file -> file.metadata().forEach(all::putIfAbsent));
        return all;
    }

    @Override
    public ByteBuffer bytes(String name) {
        return place(name).bytes(name);
    }

    @Override
    public String sha256() {
        checkOpen();
        return FileHash.of(set.files().stream().map(ShardFile::file).toList());
    }

    @Override
    public void close() {
        closed = true;
    }

    private ShardFile place(String name) {
        checkOpen();
        ShardFile file = set.places().get(name);
        if (file == null) {
            throw new MotionScopeException(path + " has no tensor " + JsonStrict.shown(name) + "; it has "
                    + set.places().size() + (set.places().isEmpty() ? "." : ": " + firstNames() + "."));
        }
        return file;
    }

    private String firstNames() {
        List<String> some =
                set.places().keySet().stream().limit(5).map(JsonStrict::shown).toList();
        return String.join(", ", some) + (set.places().size() > some.size() ? ", ..." : "");
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(path + " was closed");
        }
    }
}
