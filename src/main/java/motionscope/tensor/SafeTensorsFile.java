package motionscope.tensor;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One safetensors file: the data of a tensor lies in one piece, as the header says. */
record SafeTensorsFile(MappedFile file, SafeTensorsHeader header, Map<String, Checkpoint.Entry> entries)
        implements ShardFile {
    static SafeTensorsFile open(Path path) {
        return MappedFile.open(
                path,
                channel -> SafeTensorsHeaderReader.read(channel, path.toString()),
                header -> header.byPosition().stream()
                        .map(slot -> new MappedFile.Part(slot.begin(), slot.end()))
                        .toList(),
                (header, file) -> new SafeTensorsFile(file, header, entries(header)));
    }

    private static Map<String, Checkpoint.Entry> entries(SafeTensorsHeader header) {
        Map<String, Checkpoint.Entry> entries = new LinkedHashMap<>();
        header.slots().forEach((name, slot) -> entries.put(name, slot.entry()));
        return Collections.unmodifiableMap(entries);
    }

    @Override
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public ByteBuffer bytes(String name) {
        SafeTensorsHeader.Slot slot = header.slots().get(name);
        return file.bytes(name, slot.begin(), slot.entry().bytes());
    }
}
