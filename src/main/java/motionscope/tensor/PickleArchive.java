package motionscope.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import motionscope.MotionScopeException;

/**
 * What {@code torch.save} wrote: an object, and where the storages of its tensors lie in the file.
 *
 * @param root what was saved
 * @param storages by key, the bytes of each
 */
record PickleArchive(Object root, Map<String, MappedFile.Part> storages) {
    /** A pickle of more bytes than this is no list of tensors. */
    static final int MAX_PICKLE = 16 << 20;

    private static final String PICKLE = "/data.pkl";

    /** Reads the layout that the first bytes tell: a zip archive, or what was written before PyTorch 1.6. */
    static PickleArchive read(FileChannel channel, String file) throws IOException {
        return PickleMagic.isZip(channel) ? ofZip(channel, file) : LegacyPickle.read(channel, file);
    }

    private static PickleArchive ofZip(FileChannel channel, String file) throws IOException {
        ZipDirectory zip = ZipDirectory.read(channel, file);
        List<String> pickles = zip.entries().keySet().stream()
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .toList();
        if (pickles.size() != 1) {
            throw new MotionScopeException(file + " is a zip archive without tensors saved by PyTorch: it has "
                    + pickles.size() + " files data.pkl; give a .ckpt, .bin, .pt or .safetensors file.");
        }
        String folder = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length() + 1);
        if (zip.entries().containsKey(folder + "constants.pkl")) {
            throw new MotionScopeException(file + " is a TorchScript program, not a checkpoint; it is not run. Give a"
                    + " .ckpt, .bin or .safetensors file.");
        }
        requireLittleEndian(channel, file, zip.entries().get(folder + "byteorder"));
        byte[] pickle = content(channel, file, zip.entries().get(pickles.get(0)), MAX_PICKLE);
        Object root = Pickle.read(new PickleBytes(file, ByteBuffer.wrap(pickle)));
        Map<String, MappedFile.Part> storages = new HashMap<>();
        for (ZipDirectory.Entry entry : zip.entries().values()) {
            if (entry.name().startsWith(folder + "data/")) {
                long begin = ZipDirectory.dataOf(channel, file, entry);
                storages.put(
                        entry.name().substring(folder.length() + "data/".length()),
                        new MappedFile.Part(begin, begin + entry.bytes()));
            }
        }
        return new PickleArchive(root, storages).checkApart(file);
    }

    private static void requireLittleEndian(FileChannel channel, String file, ZipDirectory.Entry entry)
            throws IOException {
        if (entry != null
                && !new String(content(channel, file, entry, 16), StandardCharsets.UTF_8)
                        .strip()
                        .equals("little")) {
            throw new MotionScopeException(
                    file + " was written on a big-endian machine, which is not read; save it again elsewhere.");
        }
    }

    private static byte[] content(FileChannel channel, String file, ZipDirectory.Entry entry, int most)
            throws IOException {
        long begin = ZipDirectory.dataOf(channel, file, entry);
        if (entry.bytes() > most) {
            throw new MotionScopeException(file + " has a " + JsonStrict.shown(entry.name()) + " of " + entry.bytes()
                    + " bytes, which is too long for a checkpoint; give another file.");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) entry.bytes());
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, begin + bytes.position()) < 0) {
                throw new IOException("it became shorter while it was read");
            }
        }
        return bytes.array();
    }

    /** Storages that lie over each other are no mistake that a download makes. */
    private PickleArchive checkApart(String file) {
        TreeMap<Long, Long> ends = new TreeMap<>();
        for (MappedFile.Part part : storages.values()) {
            if (part.end() > part.begin()) {
                Map.Entry<Long, Long> before = ends.floorEntry(part.end() - 1);
                if (before != null && before.getValue() > part.begin()) {
                    throw new MotionScopeException(file + " has overlapping storages; download it again.");
                }
                ends.put(part.begin(), part.end());
            }
        }
        return this;
    }
}
