package motionscope.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.DType;

/** Writes what {@code torch.save} writes of a dictionary of tensors, in both layouts. */
public final class TorchFile {
    private record Item(String name, DType type, byte[] bytes, long[] shape, long[] strides) {
        int count() {
            return bytes.length / type.bytes();
        }
    }

    private final List<Item> items = new ArrayList<>();
    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private String wrapped;

    /** Adds a float32 tensor. */
    public TorchFile add(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return add(name, DType.F32, bytes.array(), shape, contiguous(shape));
    }

    /** Adds a tensor as a checkpoint has it. */
    public TorchFile add(String name, Checkpoint from) {
        ByteBuffer stored = from.bytes(name);
        byte[] bytes = new byte[stored.remaining()];
        stored.get(bytes);
        long[] shape = from.entry(name).sizes();
        return add(name, from.entry(name).dtype(), bytes, shape, contiguous(shape));
    }

    /** Adds a view of a storage of its own. */
    public TorchFile add(String name, DType type, byte[] storage, long[] shape, long[] strides) {
        items.add(new Item(name, type, storage, shape, strides));
        return this;
    }

    /** The dictionary lies in another one under this name. */
    public TorchFile in(String name) {
        wrapped = name;
        return this;
    }

    private static long[] contiguous(long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape[i];
        }
        return strides;
    }

    /** The layout since PyTorch 1.6. */
    public byte[] zip() {
        return zip(object(5));
    }

    /** A zip archive with this pickle and the storages. */
    public byte[] zip(byte[] object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            store(zip, "archive/data.pkl", object);
            store(zip, "archive/byteorder", "little".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < items.size(); i++) {
                store(zip, "archive/data/" + i, items.get(i).bytes());
            }
            store(zip, "archive/version", "3\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** The layout before PyTorch 1.6. */
    public byte[] legacy() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, 0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, '.');
        write(out, 0x80, 2, 'M', 0xe9, 3, '.');
        pickle.reset();
        write(pickle, 0x80, 2, '}', '(');
        text("protocol_version");
        write(pickle, 'M', 0xe9, 3);
        text("little_endian");
        write(pickle, 0x88, 'u', '.');
        out.writeBytes(pickle.toByteArray());
        out.writeBytes(object(6));
        pickle.reset();
        write(pickle, 0x80, 2, ']', '(');
        for (int i = 0; i < items.size(); i++) {
            text(Integer.toString(i));
        }
        write(pickle, 'e', '.');
        out.writeBytes(pickle.toByteArray());
        for (Item item : items) {
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            out.writeBytes(length.putLong(item.count()).array());
            out.writeBytes(item.bytes());
        }
        return out.toByteArray();
    }

    /** An OrderedDict with the attribute {@code _metadata}, as a module's state has it. */
    private byte[] object(int storageParts) {
        pickle.reset();
        write(pickle, 0x80, 2);
        if (wrapped != null) {
            write(pickle, '}', '(');
            text("epoch");
            write(pickle, 'K', 7);
            text(wrapped);
        }
        global("collections", "OrderedDict");
        write(pickle, 'q', 0, ')', 'R', 'q', 1, '(');
        for (int i = 0; i < items.size(); i++) {
            text(items.get(i).name());
            tensor(i, storageParts);
        }
        write(pickle, 'u', '}');
        text("_metadata");
        write(pickle, 'h', 0, ')', 'R', 's', 'b');
        write(pickle, wrapped == null ? new int[] {'.'} : new int[] {'u', '.'});
        return pickle.toByteArray();
    }

    private void tensor(int index, int storageParts) {
        Item item = items.get(index);
        global("torch._utils", "_rebuild_tensor_v2");
        write(pickle, '(', '(');
        text("storage");
        global("torch", storageName(item.type()));
        text(Integer.toString(index));
        text("cuda:0");
        integer(item.count());
        write(pickle, storageParts == 6 ? new int[] {'N', 't', 'Q'} : new int[] {'t', 'Q'});
        integer(0);
        write(pickle, '(');
        Arrays.stream(item.shape()).forEach(this::integer);
        write(pickle, 't', '(');
        Arrays.stream(item.strides()).forEach(this::integer);
        write(pickle, 't', 0x89);
        write(pickle, 'h', 0, ')', 'R', 't', 'R');
    }

    private static String storageName(DType type) {
        return switch (type) {
            case F64 -> "DoubleStorage";
            case F32 -> "FloatStorage";
            case F16 -> "HalfStorage";
            case BF16 -> "BFloat16Storage";
            case I64 -> "LongStorage";
            case I32 -> "IntStorage";
            case I8 -> "CharStorage";
            case U8 -> "ByteStorage";
            case BOOL -> "BoolStorage";
        };
    }

    private void global(String module, String name) {
        pickle.write('c');
        pickle.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        pickle.write('X');
        pickle.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .array());
        pickle.writeBytes(bytes);
    }

    private void integer(long value) {
        write(pickle, 0x8a, 8);
        pickle.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }

    private static void write(ByteArrayOutputStream out, int... bytes) {
        for (int value : bytes) {
            out.write(value);
        }
    }
}
