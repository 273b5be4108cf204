package motionscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command analyse, with a model of some hundred kilobytes. */
class AnalyseCommandTest {
    @TempDir
    Path folder;

    private Path model;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        model = TinyModel.write(Files.createDirectory(folder.resolve("model")));
        out = folder.resolve("out");
    }

    private Captured analyse(String figure, String name, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("analyse", figure, "-o", out.resolve(name).toString()));
        arguments.addAll(List.of("--model", model.toString(), "--device", "cpu"));
        arguments.addAll(Arrays.asList(more));
        return Captured.run(arguments.toArray(String[]::new));
    }

    private Captured small(String figure, String name, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--scenes", "2", "--seed", "5", "--frames", "4", "--side", "16"));
        arguments.addAll(Arrays.asList(more));
        return analyse(figure, name, arguments.toArray(String[]::new));
    }

    private List<String> written() throws IOException {
        if (!Files.exists(out)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pca", "channels", "heatmap", "curves"})
    void aFigureAndTheSameFigureAgain(String figure) throws IOException {
        String[] more = figure.equals("pca") || figure.equals("curves") ? new String[0] : new String[] {"-k", "2"};
        small(figure, "a", more).succeeds("a.png", figure.equals("heatmap") ? "t = 119" : "t = 399");
        String sidecar = out.resolve("a.json").toString();
        // the model is found from the sidecar
        Captured.run(
                        "analyse",
                        figure,
                        "--from",
                        sidecar,
                        "-o",
                        out.resolve("b.png").toString())
                .succeeds("b.png");
        assertEquals(List.of("a.csv", "a.json", "a.png", "a.svg", "b.csv", "b.json", "b.png", "b.svg"), written());
        for (String ending : List.of(".csv", ".json", ".png", ".svg")) {
            assertArrayEquals(
                    Files.readAllBytes(out.resolve("a" + ending)),
                    Files.readAllBytes(out.resolve("b" + ending)),
                    ending);
        }
    }

    @Test
    void featuresAndPaperAreChosen() throws IOException {
        small("pca", "raw", "--raw", "--dark", "--tap", "up0,up1").succeeds("taps up0, up1");
        String csv = Files.readString(out.resolve("raw.csv"));
        assertTrue(csv.contains(",raw,") && !csv.contains(",CR,"));
        assertTrue(Files.readString(out.resolve("raw.json")).contains("\"dark\""));
    }

    @ParameterizedTest
    @CsvSource({
        "pca, --tap, up7, 1, 'up7'",
        "pca, --tap, '../x', 1, no tap's name",
        "pca, --scenes, 0, 1, scenes is 0",
        "pca, --scenes, many, 2, --scenes",
        "pca, --timestep, 1000, 1, 0..999",
        "pca, --timestep, -1, 1, timestep is -1",
        "pca, --seed, -1, 1, seed is -1",
        "pca, --clip, nowhere.gif, 1, nowhere.gif",
        "pca, --point, '1,2', 2, --point",
        "channels, --channels, 100, 1, 100 motion channels",
        "channels, --channels, 0, 1, channels is 0",
        "channels, --clip, x.gif, 2, --clip",
        "curves, --raw, '', 2, --raw",
        "curves, -k, 7, 1, use 1 to 6",
        "heatmap, --point, '1', 1, column and row",
        "heatmap, --point, '16,0', 1, x of the point is 16",
        "heatmap, --show, 4, 1, shown frame is 4",
        "heatmap, --frames, 99, 1, frames is 99",
        "layers, --scenes, 2, 1, study of layers",
        "layers, --kind, dolly, 2, --kind",
        "pca, --device, tpu, 1, tpu",
        "pca, --from, nowhere.json, 1, --from takes every setting",
    })
    void badInputIsOneLineAndLeavesNoFile(String figure, String option, String value, int code, String word)
            throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("analyse", figure, "-o", out.resolve("x").toString()));
        List<String> usual = List.of(
                "--scenes", "2", "--frames", "4", "--side", "16", "--device", "cpu", "--model", model.toString());
        for (int i = 0; i < usual.size(); i += 2) {
            if (!usual.get(i).equals(option)) {
                arguments.addAll(usual.subList(i, i + 2));
            }
        }
        arguments.add(option);
        if (!value.isEmpty()) {
            arguments.add(value);
        }
        Captured.run(arguments.toArray(String[]::new)).fails(code, word);
        assertEquals(List.of(), written());
    }

    @Test
    void sidecarsThatDoNotFit() throws IOException {
        small("pca", "a").succeeds();
        String sidecar = out.resolve("a.json").toString();
        analyse("curves", "b", "--from", sidecar).fails(1, "'pca'", "analyse pca");
        analyse("pca", "b", "--from", folder.resolve("none.json").toString()).fails(1, "none.json");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{");
        analyse("pca", "b", "--from", broken.toString()).fails(1, "broken.json");
        Path weights = model.resolve(TinyModel.UNET_WEIGHTS);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        analyse("pca", "b", "--from", sidecar).fails(1, "weights", "--model");
        assertFalse(written().contains("b.png"));
    }

    @Test
    void placesThatCannotBeWritten() throws IOException {
        Files.createDirectories(out);
        small("pca", ".").fails(1, "no name of a file");
        Files.writeString(folder.resolve("file"), "");
        small("pca", "../file/x").fails(1, "file");
        assertEquals(List.of(), written());
    }

    @Test
    void theFiguresAreListed() {
        Captured.run("analyse").succeeds("pca", "channels", "heatmap", "layers", "curves");
        Captured.run("--help").succeeds("analyse");
    }
}
