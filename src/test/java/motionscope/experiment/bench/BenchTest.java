package motionscope.experiment.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import motionscope.tensor.Placement;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That everything is measured, with a model that takes no time; how fast it is, no test says. */
class BenchTest {
    @TempDir
    Path folder;

    @Test
    void theMedianAndTheRatios() {
        Samples samples = new Samples(new double[] {5, 1, 3});
        assertEquals(3, samples.median());
        assertEquals(2, new Samples(new double[] {1, 3}).median());
        assertArrayEquals(
                new double[] {5, 0.5, 1},
                samples.over(new Samples(new double[] {1, 2, 3})).values());
        List<String> turns = new ArrayList<>();
        Samples[] both = Samples.inTurns(2, () -> turn(turns, "a", 1), () -> turn(turns, "b", 2));
        assertEquals(List.of("a", "b", "b", "a"), turns);
        assertArrayEquals(new double[] {2, 2}, both[1].values());
        Figure figure = samples.figure("x", "s").atMost(3, "at most 3");
        assertEquals(1, figure.min());
        assertEquals(5, figure.max());
        assertTrue(figure.met());
    }

    private static double turn(List<String> turns, String name, double value) {
        turns.add(name);
        return value;
    }

    @Test
    void everyFigureIsThere() throws IOException {
        Path model = TinyModel.write(folder);
        Files.writeString(model.resolve("generation_config.json"), """
                {"steps": 2, "frames": 3, "guidance_scale": 3.0, "guidance_rescale": 0.7, "frame_rate": 8}""");
        List<String> told = new ArrayList<>();
        BenchReport report =
                Bench.run(new BenchSettings(model, Placement.CPU, true, "red", Optional.empty(), told::add));
        List<String> names = report.figures().stream().map(Figure::name).toList();
        for (String part : new String[] {
            "start-up",
            "clip, ",
            "peak",
            "forward 1x12x3x4x4",
            "gradient",
            "batch",
            "PCA of 2560",
            "8 clips, all",
            "guided clip, 8 steps",
            "guided clip, peak",
            "ours / the official way"
        }) {
            assertTrue(names.stream().anyMatch(name -> name.contains(part)), part + " is not in " + names);
        }
        assertEquals(0, value(report, "20 forwards: tensors left"));
        assertEquals(0, value(report, "20 gradients: tensors left"));
        assertEquals(0, value(report, "20 guided clips: tensors left"));
        assertTrue(value(report, "  difference of the latents / largest") < 1e-2);
        assertTrue(report.figures().stream().allMatch(figure -> Double.isFinite(figure.median())));
        assertTrue(told.size() > 5);
    }

    private static double value(BenchReport report, String name) {
        return report.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .median();
    }

    @Test
    void aPythonWithoutTorchIsAClearError() {
        MotionScopeException e = assertThrows(
                MotionScopeException.class,
                () -> new PytorchPeer("no-such-python", Path.of("x.py"), folder, Placement.CPU, 1));
        assertTrue(e.getMessage().contains("torch and diffusers"), e.getMessage());
    }

    @Test
    void recordedFiguresOfAnotherKindAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"figures\": {}}");
        assertThrows(MotionScopeException.class, () -> PytorchFigures.read(file));
    }
}
