package motionscope.experiment.bench;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import motionscope.Saving;
import motionscope.tensor.DType;
import motionscope.tensor.SafeTensorsWriter;

/**
 * Files of weights of a given size, to time their loading: float32 and bfloat16 as safetensors in two parts with an index,
 * float16 in one, float32 as a pickle. Every tensor holds the same random values: what loading costs does not depend on them.
 *
 * @param folder where they are written
 * @param bytes of each file
 */
record RandomCheckpoints(Path folder, long bytes) {
    /** Sides of a matrix, as Stable Diffusion's deepest level has them. */
    private static final int SIDE = 1280;

    private static final int PARTS = 2;

    /** Writes them; gives what is to be opened. */
    List<Path> write() {
        List<Path> written = new ArrayList<>();
        written.add(sharded(DType.F32));
        written.add(single(DType.F16));
        written.add(sharded(DType.BF16));
        Path pickle = folder.resolve("f32.ckpt");
        new PickleWriter(values(DType.F32), SIDE, count(DType.F32)).write(pickle);
        written.add(pickle);
        return written;
    }

    private int count(DType type) {
        return (int) Math.max(PARTS, Math.round((double) bytes / (type.bytes() * SIDE * SIDE)));
    }

    /** Finite values: the exponent's bits are small, the others random. */
    private static ByteBuffer values(DType type) {
        ByteBuffer values =
                ByteBuffer.allocateDirect(type.bytes() * SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN);
        SplittableRandom random = new SplittableRandom(7);
        while (values.hasRemaining()) {
            if (type == DType.F32) {
                values.putFloat((float) (random.nextDouble() - 0.5));
            } else {
                values.putShort((short) (random.nextInt() & 0x3bff));
            }
        }
        return values.flip();
    }

    private Path single(DType type) {
        Path file = folder.resolve(type.name().toLowerCase(java.util.Locale.ROOT) + ".safetensors");
        part(type, 0, count(type)).write(file);
        return file;
    }

    private Path sharded(DType type) {
        String name = type.name().toLowerCase(java.util.Locale.ROOT);
        JsonObject places = new JsonObject();
        int count = count(type);
        for (int i = 0; i < PARTS; i++) {
            String file = name + "-0000" + (i + 1) + "-of-0000" + PARTS + ".safetensors";
            int begin = i * count / PARTS;
            int end = (i + 1) * count / PARTS;
            part(type, begin, end).write(folder.resolve(file));
            for (int k = begin; k < end; k++) {
                places.addProperty(PickleWriter.name(k), file);
            }
        }
        JsonObject index = new JsonObject();
        index.add("metadata", new JsonObject());
        index.add("weight_map", places);
        Path file = folder.resolve(name + ".safetensors.index.json");
        Saving.bytes(file, index.toString().getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static SafeTensorsWriter part(DType type, int begin, int end) {
        ByteBuffer values = values(type);
        SafeTensorsWriter writer = new SafeTensorsWriter();
        for (int k = begin; k < end; k++) {
            writer.addBytes(PickleWriter.name(k), type, values, SIDE, SIDE);
        }
        return writer;
    }
}
