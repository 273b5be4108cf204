package motionscope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import motionscope.model.UNetMotion;
import motionscope.model.UNetMotionConfig;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * A folder of reference tensors, with the tolerance that its {@code meta.json} names.
 *
 * @param abs absolute part
 * @param rel relative part
 */
public record Golden(Path folder, double abs, double rel) {
    private static final Path ROOT = Path.of("src/test/resources/golden");

    /** The case of this name. */
    public static Golden of(String name) {
        Path folder = ROOT.resolve(name);
        JsonFile tolerance = JsonFile.read(folder.resolve("meta.json")).object("tolerance");
        return new Golden(folder, tolerance.number("abs"), tolerance.number("rel"));
    }

    /** The names of all cases that start so, in order. */
    public static List<String> names(String prefix) {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the case has this file. */
    public boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** One of its files of tensors. */
    public SafeTensors open(String file) {
        return SafeTensors.open(folder.resolve(file));
    }

    /** The network of a UNetMotionModel case; the scope owns its weights. */
    public UNetMotion unet(Scope weights) {
        try (SafeTensors file = open("diffusion_pytorch_model.safetensors")) {
            UNetMotionConfig config = UNetMotionConfig.of(JsonFile.read(folder.resolve("config.json")));
            return UNetMotion.of(config, new Weights(file, Placement.CPU, weights));
        }
    }

    /** Compares with a tensor of the case. */
    public void assertClose(SafeTensors wanted, String name, Tensor found) {
        try (Scope scope = new Scope()) {
            Close.assertClose(folder.getFileName() + " " + name, Weights.read(wanted, name), found, abs, rel);
        }
    }

    /** Compares with a gradient of the case, which processors round differently: twice the relative part, as `check` does. */
    public void assertGradient(SafeTensors wanted, String name, Tensor found) {
        Close.assertGradient(folder.getFileName() + " " + name, wanted.doubles(name), found.doubles(), 2 * rel);
    }
}
