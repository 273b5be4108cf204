package motionscope.tensor;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.Saving;

/**
 * Collects named tensors and writes them as a safetensors file, byte for byte as the reference implementation does:
 * sorted by type (widest first) and name, the header padded with spaces so that the data starts at a multiple of 8.
 *
 * <pre>{@code
 * new SafeTensorsWriter().add("latent", latent, 1, 4, 16, 8, 8).add("timesteps", steps, steps.length).write(path);
 * }</pre>
 *
 * <p>Arrays are not copied before {@link #write}. The file appears whole or not at all.
 */
public final class SafeTensorsWriter {
    private record Item(Checkpoint.Entry entry, SafeTensorsSource source) {}

    /** The reference implementation's order, by alignment. */
    private static final List<DType> ORDER =
            List.of(DType.I64, DType.F64, DType.F32, DType.I32, DType.BF16, DType.F16, DType.I8, DType.U8, DType.BOOL);

    private static final Comparator<Item> SORTED = Comparator.comparing(
                    (Item item) -> ORDER.indexOf(item.entry().dtype()))
            .thenComparing(item -> item.entry().name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    /** Adds a line to {@code __metadata__}. */
    public SafeTensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Adds a float32 tensor; no sizes make it a scalar. */
    public SafeTensorsWriter add(String name, float[] values, long... shape) {
        return add(name, DType.F32, values, shape);
    }

    /**
     * Adds a tensor of a floating type; F16 and BF16 round to nearest.
     *
     * @throws MotionScopeException if the type is not floating, the shape does not fit or the name is taken
     */
    public SafeTensorsWriter add(String name, DType type, float[] values, long... shape) {
        return put(name, type, SafeTensorsSource.of(type, values), values.length, shape);
    }

    /** Adds a float64 tensor. */
    public SafeTensorsWriter add(String name, double[] values, long... shape) {
        return put(name, DType.F64, SafeTensorsSource.of(values), values.length, shape);
    }

    /** Adds an int64 tensor. */
    public SafeTensorsWriter add(String name, long[] values, long... shape) {
        return add(name, DType.I64, values, shape);
    }

    /**
     * Adds a tensor of whole numbers or booleans (0 and 1).
     *
     * @throws MotionScopeException if the type is floating, a value does not fit it, the shape does not fit or the name
     *     is taken
     */
    public SafeTensorsWriter add(String name, DType type, long[] values, long... shape) {
        return put(name, type, SafeTensorsSource.of(name, type, values), values.length, shape);
    }

    /**
     * Adds a tensor as it is stored: little-endian bytes of any type.
     *
     * @throws MotionScopeException if shape and type do not fit the bytes or the name is taken
     */
    public SafeTensorsWriter addBytes(String name, DType type, ByteBuffer bytes, long... shape) {
        if (bytes.remaining() % type.bytes() != 0) {
            throw new MotionScopeException("Tensor " + JsonStrict.shown(name) + " has " + bytes.remaining()
                    + " bytes, no multiple of the " + type.bytes() + " of " + type + ".");
        }
        return put(name, type, SafeTensorsSource.of(bytes), bytes.remaining() / type.bytes(), shape);
    }

    private SafeTensorsWriter put(String name, DType type, SafeTensorsSource source, long count, long... shape) {
        Checkpoint.Entry entry =
                new Checkpoint.Entry(name, type, Arrays.stream(shape).boxed().toList());
        boolean negative = Arrays.stream(shape).anyMatch(size -> size < 0);
        if (negative || entry.count() != count) {
            throw new MotionScopeException("Tensor " + JsonStrict.shown(name) + " has " + count
                    + " values, which do not fill the shape " + entry.shape() + ".");
        }
        boolean usable = !name.isEmpty() && !name.equals(SafeTensorsHeader.METADATA) && JsonStrict.isUnicode(name);
        if (!usable || items.containsKey(name)) {
            throw new MotionScopeException("Tensor name " + JsonStrict.shown(name)
                    + " is empty, reserved, no Unicode or taken; choose another.");
        }
        items.put(name, new Item(entry, source));
        return this;
    }

    /**
     * Writes the file.
     *
     * @throws MotionScopeException if it cannot be written (full disk, missing folder); then nothing is left of it
     */
    public void write(Path path) {
        List<Item> sorted = new ArrayList<>(items.values());
        sorted.sort(SORTED);
        byte[] header = header(sorted);
        if (header.length > SafeTensorsHeader.MAX_BYTES) {
            throw new MotionScopeException(path + " was not written: names and shapes of its " + items.size()
                    + " tensors take more than the " + SafeTensorsHeader.MAX_BYTES + " bytes a header may have.");
        }
        Saving.stream(path, out -> {
            out.write(SafeTensorsSource.littleEndian(8).putLong(header.length).array());
            out.write(header);
            for (Item item : sorted) {
                item.source().writeTo(out);
            }
        });
    }

    private byte[] header(List<Item> sorted) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            if (!metadata.isEmpty()) {
                json.name(SafeTensorsHeader.METADATA).beginObject();
                for (Map.Entry<String, String> line : metadata.entrySet()) {
                    json.name(line.getKey()).value(line.getValue());
                }
                json.endObject();
            }
            long offset = 0;
            for (Item item : sorted) {
                writeEntry(json, item.entry(), offset);
                offset += item.entry().bytes();
            }
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(bytes, (bytes.length + 7) / 8 * 8);
        Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void writeEntry(JsonWriter json, Checkpoint.Entry entry, long offset) throws IOException {
        json.name(entry.name()).beginObject();
        json.name("dtype").value(entry.dtype().name());
        json.name("shape").beginArray();
        for (long size : entry.shape()) {
            json.value(size);
        }
        json.endArray();
        json.name("data_offsets")
                .beginArray()
                .value(offset)
                .value(offset + entry.bytes())
                .endArray();
        json.endObject();
    }
}
