package motionscope.experiment.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.model.AutoencoderKlConfig;
import motionscope.model.UNetMotionConfig;
import motionscope.tensor.Placement;
import motionscope.testing.Leaks;
import motionscope.testing.TinyStableDiffusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That everything is measured, with random networks that take no time; how fast they are, no test says. */
class RandomBenchTest {
    @TempDir
    Path folder;

    private static BenchReport run(Path size, List<String> told) {
        return RandomBench.run(new BenchSettings(size, Placement.CPU, true, "", Optional.empty(), told::add));
    }

    /** Only the configurations are there. */
    private Path configurations() throws IOException {
        TinyStableDiffusion.write(folder);
        Files.delete(folder.resolve("unet/diffusion_pytorch_model.safetensors"));
        Files.delete(folder.resolve("vae/diffusion_pytorch_model.safetensors"));
        Path codec = folder.resolve("vae/config.json");
        Files.writeString(codec, Files.readString(codec).replaceFirst("\"sample_size\": \\d+", "\"sample_size\": 32"));
        return folder;
    }

    @Test
    void everyFigureIsThere() throws IOException {
        Path size = configurations();
        List<String> told = new ArrayList<>();
        List<BenchReport> reports = new ArrayList<>();
        Leaks.assertNone(() -> reports.add(run(size, told)));
        BenchReport report = reports.get(0);
        List<String> names = report.figures().stream().map(Figure::name).toList();
        for (String part : new String[] {
            "matrix product",
            "forward 2x4x16x",
            "gradient 1x4x16x",
            "the same with checkpointing",
            "clip, 8 steps",
            "OFFICIAL_CODE",
            "the official way, time",
            "PAPER",
            "ADAPTIVE",
            "decoding 16 frames",
            "encoding 16 frames"
        }) {
            assertTrue(names.stream().anyMatch(name -> name.contains(part)), part + " is not among " + told);
        }
        assertTrue(report.figures().stream().allMatch(figure -> figure.median() > 0), names.toString());
        assertTrue(report.figures().stream().noneMatch(figure -> figure.unit().equals("GB")));

        Path recorded = Files.writeString(folder.resolve("theirs.json"), """
                {"description": "torch", "forward_operations": 1e9,
                 "figures": {"forward": {"median": 2}, "gradient": {"median": 2}, "clip": {"median": 2},
                             "decode": {"median": 2, "gigabytes": 3}}}""");
        BenchReport both = DiffusersFigures.read(recorded).beside(report);
        assertEquals(
                3,
                both.figures().stream()
                        .filter(figure -> figure.name().equals("  ours / diffusers"))
                        .count());
        assertTrue(both.figures().stream().anyMatch(figure -> figure.name().contains("share of")));
    }

    @Test
    void theConfigurationsOfStableDiffusion() {
        assertEquals(
                List.of(320, 640, 1280, 1280),
                UNetMotionConfig.stableDiffusion15().channels());
        assertEquals(8, AutoencoderKlConfig.stableDiffusion15().downscale());
    }

    @Test
    void whatHasNoConfiguration() throws IOException {
        MotionScopeException e =
                assertThrows(MotionScopeException.class, () -> run(Path.of("sd99"), new ArrayList<>()));
        assertTrue(e.getMessage().contains("sd99"), e.getMessage());
        Path file = Files.writeString(folder.resolve("x.json"), "{\"figures\": {}}");
        assertThrows(MotionScopeException.class, () -> DiffusersFigures.read(file));
    }
}
