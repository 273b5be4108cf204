package motionscope.tensor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import motionscope.MotionScopeException;

/**
 * Reads and checks the header of one safetensors file: 8 bytes of length, a JSON object, then the data of the tensors
 * one after the other (https://huggingface.co/docs/safetensors).
 *
 * <p>The file is not trusted: everything the header claims is checked against the size of the file.
 */
final class SafeTensorsHeaderReader {
    private static final String ADVICE = "download it again.";
    private static final int MAX_DIMENSIONS = 64;

    private final String file;
    private final long size;
    private long dataStart;

    private SafeTensorsHeaderReader(String file, long size) {
        this.file = file;
        this.size = size;
    }

    static SafeTensorsHeader read(FileChannel channel, String file) throws IOException {
        SafeTensorsHeaderReader reader = new SafeTensorsHeaderReader(file, channel.size());
        byte[] json = reader.readJson(channel);
        SafeTensorsHeader header =
                JsonStrict.parse(new ByteArrayInputStream(json), "The header of " + file, ADVICE, reader::readTensors);
        return header.checkLayout(file, reader.dataStart, reader.size);
    }

    private byte[] readJson(FileChannel channel) throws IOException {
        int prefix = SafeTensorsHeader.LENGTH_BYTES;
        if (size < prefix + 2) {
            throw bad("has " + size + " bytes, too few for a safetensors file");
        }
        byte[] start = readFully(channel, 0, prefix);
        if (new String(start, StandardCharsets.ISO_8859_1).equals("version ")) {
            throw new MotionScopeException(file + " is a Git LFS pointer, not the file itself; run 'git lfs pull'.");
        }
        long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > SafeTensorsHeader.MAX_BYTES || length > size - prefix) {
            throw bad("is no safetensors file or is cut off: its header would take " + Long.toUnsignedString(length)
                    + " of its " + size + " bytes");
        }
        dataStart = prefix + length;
        byte[] json = readFully(channel, prefix, (int) length);
        if (json[0] != '{') {
            throw bad("is no safetensors file: its header does not begin with '{'");
        }
        return json;
    }

    private byte[] readFully(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw bad("became shorter while it was read");
            }
        }
        return buffer.array();
    }

    private SafeTensorsHeader readTensors(JsonStrict json) throws IOException {
        Map<String, SafeTensorsHeader.Slot> slots = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        json.beginObject("it");
        while (json.more()) {
            String name = json.name(names);
            if (name.equals(SafeTensorsHeader.METADATA)) {
                readMetadata(json, metadata);
            } else if (name.isEmpty()) {
                throw json.bad("has a tensor without a name");
            } else {
                slots.put(name, readSlot(json, name));
            }
        }
        json.endObject();
        return new SafeTensorsHeader(Collections.unmodifiableMap(slots), Collections.unmodifiableMap(metadata));
    }

    private static void readMetadata(JsonStrict json, Map<String, String> metadata) throws IOException {
        Set<String> names = new HashSet<>();
        json.beginObject(SafeTensorsHeader.METADATA);
        while (json.more()) {
            String key = json.name(names);
            metadata.put(key, json.string(SafeTensorsHeader.METADATA + " " + JsonStrict.shown(key)));
        }
        json.endObject();
    }

    private SafeTensorsHeader.Slot readSlot(JsonStrict json, String name) throws IOException {
        String tensor = "tensor " + JsonStrict.shown(name);
        String type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        Set<String> fields = new HashSet<>();
        json.beginObject(tensor);
        while (json.more()) {
            String field = json.name(fields);
            switch (field) {
                case "dtype" -> type = json.string("the dtype of " + tensor);
                case "shape" -> shape = readSizes(json, "the shape of " + tensor, MAX_DIMENSIONS);
                case "data_offsets" -> offsets = readSizes(json, "data_offsets of " + tensor, 2);
                default -> throw json.bad("has an unknown field " + JsonStrict.shown(field) + " in " + tensor);
            }
        }
        json.endObject();
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw json.bad("lacks dtype, shape or two data_offsets in " + tensor);
        }
        return place(name, readType(type, tensor), shape, offsets.get(0), offsets.get(1));
    }

    private static List<Long> readSizes(JsonStrict json, String what, int most) throws IOException {
        List<Long> values = new ArrayList<>();
        json.beginArray(what);
        while (json.more()) {
            long value = json.integer(what);
            if (value < 0) {
                throw json.bad(what + " has the negative number " + value);
            }
            if (values.size() == most) {
                throw json.bad(what + " has more than " + most + " numbers");
            }
            values.add(value);
        }
        json.endArray();
        return List.copyOf(values);
    }

    private DType readType(String type, String tensor) {
        try {
            return DType.of(type);
        } catch (MotionScopeException e) {
            throw new MotionScopeException(
                    file + " has " + tensor + " of type " + JsonStrict.shown(type)
                            + ", which is not read; types that are: " + List.of(DType.values()) + ".",
                    e);
        }
    }

    private SafeTensorsHeader.Slot place(String name, DType type, List<Long> shape, long begin, long end) {
        String tensor = "tensor " + JsonStrict.shown(name);
        long bytes;
        Checkpoint.Entry entry = new Checkpoint.Entry(name, type, shape);
        try {
            bytes = entry.bytes();
        } catch (ArithmeticException e) {
            throw bad("gives " + tensor + " the impossible size " + type + " " + shape);
        }
        if (begin > end || end > size - dataStart) {
            throw bad("gives " + tensor + " the bytes " + begin + " to " + end + " of " + (size - dataStart)
                    + " (it may be cut off)");
        }
        if (bytes != end - begin) {
            throw bad(
                    "gives " + tensor + " " + (end - begin) + " bytes, but " + type + " " + shape + " takes " + bytes);
        }
        return new SafeTensorsHeader.Slot(entry, dataStart + begin);
    }

    private MotionScopeException bad(String fault) {
        return new MotionScopeException(file + " " + fault + "; " + ADVICE);
    }
}
