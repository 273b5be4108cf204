package motionscope.video.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our pictures of the six scenes in the bundled model's folder against those that Python drew. */
class ReferenceScenesTest {
    private final ByteBuffer bytes;
    private final JsonObject header;
    private final int start;

    ReferenceScenesTest() throws IOException {
        bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of("data/mini-model/scenes.safetensors")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong(0);
        header = JsonParser.parseString(new String(bytes.array(), 8, length, StandardCharsets.UTF_8))
                .getAsJsonObject();
        start = 8 + length;
    }

    private int offset(String name) {
        JsonArray offsets = header.getAsJsonObject(name).getAsJsonArray("data_offsets");
        return start + offsets.get(0).getAsInt();
    }

    private float value(String name, int index) {
        return bytes.getFloat(offset(name) + 4 * index);
    }

    private int number(String name, int index) {
        return (int) bytes.getLong(offset(name) + 8 * index);
    }

    private MotionPath path(String name, int scene) {
        float[] x = new float[16];
        float[] y = new float[16];
        for (int f = 0; f < 16; f++) {
            x[f] = value(name, (scene * 16 + f) * 2);
            y[f] = value(name, (scene * 16 + f) * 2 + 1);
        }
        return MotionPath.through(x, y);
    }

    private Scene scene(int b) {
        List<SceneObject> objects = new ArrayList<>();
        for (int o = 1; o <= number("n", b); o++) {
            objects.add(new SceneObject(
                    Shape.values()[number("s" + o, b)],
                    Colour.values()[number("c" + o, b)],
                    value("r" + o, b),
                    value("p" + o, b * 2),
                    value("p" + o, b * 2 + 1),
                    path("o" + o, b)));
        }
        float[] p = new float[7];
        for (int i = 0; i < 7; i++) {
            p[i] = value("p", b * 8 + i);
        }
        return new Scene(
                Texture.values()[number("tx", b)],
                Colour.values()[number("cb", b)],
                new Grain(p[0], p[1], p[2], p[3], p[4], p[5], p[6]),
                value("off", b * 2),
                value("off", b * 2 + 1),
                path("bg", b),
                value("zoom", b),
                objects);
    }

    /**
     * Measured: scenes without stones and tiles agree within 1e-5 everywhere. The hash behind stones and tiles multiplies
     * the last bit of a sine by 43758, and PyTorch's sine is not always the nearest float: a stone (3.1 % of that scene's
     * values) and a tile (0.7 %) lie beyond 2e-3.
     */
    @Test
    void picturesAgreeWithPython() {
        int plane = 64 * 64;
        for (int b = 0; b < 6; b++) {
            Scene scene = scene(b);
            boolean sensitive = scene.texture() == Texture.STONES || scene.texture() == Texture.TILES;
            float[] ours = scene.render().pixels(); // (frames, 3, 64, 64); theirs is (3, frames, 64, 64)
            int off = 0;
            double sum = 0;
            for (int i = 0; i < ours.length; i++) {
                int f = i / plane / 3;
                int c = i / plane % 3;
                float error = Math.abs(ours[i] - value("video", ((b * 3 + c) * 16 + f) * plane + i % plane));
                off += error > (sensitive ? 2e-3 : 2e-5) ? 1 : 0;
                sum += error;
            }
            double share = off / (double) ours.length;
            assertTrue(share <= (sensitive ? 0.035 : 0), scene.prompt() + ": share of values off: " + share);
            assertTrue(sum / ours.length < 1e-3, scene.prompt() + ": mean error " + sum / ours.length);
        }
    }

    @Test
    void promptsAgreeWithTheIdsThatPythonWrote() throws IOException {
        JsonObject vocabulary = JsonParser.parseString(
                        Files.readString(Path.of("data/mini-model/tokenizer/vocab.json")))
                .getAsJsonObject();
        for (int b = 0; b < 6; b++) {
            String[] words = scene(b).prompt().split(" ");
            for (int i = 0; i < 12; i++) {
                int wanted = i < words.length ? vocabulary.get(words[i]).getAsInt() : 0;
                assertEquals(wanted, number("ids", b * 12 + i), scene(b).prompt());
            }
        }
    }
}
