package motionscope.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;

/**
 * The layout that {@code torch.save} wrote before PyTorch 1.6: five pickles (a magic number, a version, the machine, the
 * object, the keys of its storages), then each storage with its length.
 */
final class LegacyPickle {
    private static final long VERSION = 1001;
    private static final int LENGTH_BYTES = 8;

    private LegacyPickle() {}

    static PickleArchive read(FileChannel channel, String file) throws IOException {
        if (!PickleMagic.isLegacy(channel)) {
            throw new MotionScopeException(
                    file + " is neither a safetensors file nor one that PyTorch saved; download it again.");
        }
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(channel.size(), PickleArchive.MAX_PICKLE));
        while (start.hasRemaining()) {
            if (channel.read(start, start.position()) < 0) {
                throw new IOException("it became shorter while it was read");
            }
        }
        PickleBytes in = new PickleBytes(file, start.flip());
        boolean known = PickleMagic.LEGACY.equals(Pickle.read(in))
                && Long.valueOf(VERSION).equals(Pickle.read(in))
                && Pickle.read(in) instanceof PickleValue.Dictionary machine
                && isLittleEndian(machine);
        if (!known) {
            throw in.bad("is of a version or from a machine that is not read");
        }
        Object root = Pickle.read(in);
        if (!(Pickle.read(in) instanceof PickleValue.Sequence keys)) {
            throw in.bad("has no list of its storages");
        }
        Map<String, DType> types = new HashMap<>();
        in.storages().forEach(storage -> types.put(storage.key(), storage.dtype()));
        return new PickleArchive(root, storages(channel, in, keys.items(), types));
    }

    private static boolean isLittleEndian(PickleValue.Dictionary machine) {
        int at = machine.keys().indexOf("little_endian");
        return at >= 0 && Boolean.TRUE.equals(machine.values().get(at));
    }

    private static Map<String, MappedFile.Part> storages(
            FileChannel channel, PickleBytes in, List<Object> keys, Map<String, DType> types) throws IOException {
        Map<String, MappedFile.Part> parts = new HashMap<>();
        long position = in.position();
        for (Object key : keys) {
            ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            DType type = key instanceof String name ? types.get(name) : null;
            if (type == null || parts.containsKey(key) || channel.read(length, position) != LENGTH_BYTES) {
                throw in.bad("lists a storage that no tensor has, twice, or behind the end of the file");
            }
            long count = length.getLong(0);
            long begin = position + LENGTH_BYTES;
            if (count < 0 || count > (channel.size() - begin) / type.bytes()) {
                throw in.bad(
                        "gives storage " + JsonStrict.shown((String) key) + " " + count + " values, more than it has");
            }
            position = begin + count * type.bytes();
            parts.put((String) key, new MappedFile.Part(begin, position));
        }
        return parts;
    }
}
