package motionscope.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;

/** One file that {@code torch.save} wrote: tensors are views of storages, mostly the whole storage in order. */
record PickleFile(
        MappedFile file,
        Map<String, PickleValue.View> views,
        Map<String, MappedFile.Part> storages,
        Map<String, Checkpoint.Entry> entries)
        implements ShardFile {
    static PickleFile open(Path path) {
        return MappedFile.open(
                path,
                channel -> PickleArchive.read(channel, path.toString()),
                archive -> List.copyOf(archive.storages().values()),
                PickleFile::of);
    }

    private static PickleFile of(PickleArchive archive, MappedFile file) {
        String name = file.path().toString();
        Map<String, PickleValue.View> views = StateDict.of(name, archive.root());
        Map<String, Checkpoint.Entry> entries = new LinkedHashMap<>();
        views.forEach((tensor, view) -> {
            PickleValue.Storage storage = view.storage();
            MappedFile.Part part = archive.storages().get(storage.key());
            if (part == null
                    || part.end() - part.begin()
                            != storage.count() * storage.dtype().bytes()) {
                throw new MotionScopeException(name + " has tensor " + JsonStrict.shown(tensor) + " in storage "
                        + JsonStrict.shown(storage.key()) + ", which is not there or has another size than "
                        + storage.count() + " values; download it again.");
            }
            entries.put(
                    tensor,
                    new Checkpoint.Entry(
                            tensor,
                            storage.dtype(),
                            Arrays.stream(view.sizes()).boxed().toList()));
        });
        return new PickleFile(file, views, archive.storages(), Collections.unmodifiableMap(entries));
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public ByteBuffer bytes(String name) {
        PickleValue.View view = views.get(name);
        long begin = storages.get(view.storage().key()).begin();
        int each = view.storage().dtype().bytes();
        long count = entries.get(name).count();
        if (view.isContiguous() || count == 0 || count > Integer.MAX_VALUE / each) { // the last is refused there
            return file.bytes(name, begin + view.offset() * each, count * each);
        }
        long span = 1;
        for (int i = 0; i < view.sizes().length; i++) {
            span += (view.sizes()[i] - 1) * view.strides()[i];
        }
        return gathered(file.bytes(name, begin + view.offset() * each, span * each), view, (int) count, each);
    }

    /** The values in row-major order: a transposed matrix is stored as it was before. */
    private static ByteBuffer gathered(ByteBuffer from, PickleValue.View view, int count, int each) {
        ByteBuffer to = ByteBuffer.allocateDirect(count * each).order(ByteOrder.LITTLE_ENDIAN);
        long[] index = new long[view.sizes().length];
        long at = 0;
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < each; k++) {
                to.put(from.get((int) at * each + k));
            }
            for (int d = index.length - 1; d >= 0; d--) {
                at += view.strides()[d];
                if (++index[d] < view.sizes()[d]) {
                    break;
                }
                at -= index[d] * view.strides()[d];
                index[d] = 0;
            }
        }
        return to.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
