package motionscope.experiment.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.experiment.MotionKind;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.plot.Look;
import motionscope.tensor.Placement;
import motionscope.testing.TinyModel;
import motionscope.video.Clip;
import motionscope.video.ClipWriter;
import motionscope.video.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every figure with a model of some hundred kilobytes (of four frames), the study of layers with the bundled one. */
class AnalysisTest {
    @TempDir
    static Path folder;

    private static VideoModel model;

    @BeforeAll
    static void load() throws IOException {
        model = VideoModel.load(TinyModel.write(Files.createDirectory(folder.resolve("model"))), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** Small settings that the tiny model takes. */
    private static Analysis small(FigureKind kind) {
        Analysis analysis = Analysis.of(model, kind).scenes(2).seed(3).frames(4).side(16);
        return kind == FigureKind.CURVES ? analysis.channels(1) : analysis.channels(2);
    }

    private static void refuses(String part, Runnable work) {
        var error = assertThrows(MotionScopeException.class, work::run);
        assertTrue(error.getMessage().contains(part), error.getMessage());
        assertFalse(error.getMessage().contains("\n"), error.getMessage());
    }

    private static Path ownClip(String name) {
        Path file = folder.resolve(name);
        Clip clip = World.scene(4).render().frames(0, 6);
        ClipWriter.write(clip, file);
        return file;
    }

    @ParameterizedTest
    @EnumSource(names = {"PCA", "CHANNELS", "HEATMAP", "CURVES"})
    void aSidecarMakesTheSameFilesAgain(FigureKind kind) throws IOException {
        Path first = folder.resolve("first").resolve(kind.word());
        Path second = folder.resolve("second").resolve(kind.word());
        List<Path> made = small(kind).run().save(first);
        List<Path> again = Analysis.again(model, made.get(3)).run().save(second);
        assertEquals(4, made.size());
        for (int i = 0; i < made.size(); i++) {
            assertArrayEquals(
                    Files.readAllBytes(made.get(i)),
                    Files.readAllBytes(again.get(i)),
                    made.get(i).toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PCA", "CHANNELS", "HEATMAP", "CURVES"})
    void captionsSayHowTheFigureWasMade(FigureKind kind) {
        var result = small(kind).run();
        String caption = result.figure().caption();
        for (String part : List.of(
                "model model",
                "tap up",
                kind == FigureKind.HEATMAP ? "t = 119" : "t = 399",
                "seed 3",
                "mean over frames")) {
            assertTrue(caption.toLowerCase().contains(part), part + " is not in: " + caption);
        }
        assertTrue(result.table().rowCount() > 0);
        assertEquals(kind == FigureKind.HEATMAP, caption.contains("Area under the ROC"), caption);
    }

    @Test
    void anotherSeedGivesAnotherFigure() {
        byte[] one = small(FigureKind.PCA).run().figure().png();
        byte[] other = small(FigureKind.PCA).seed(4).run().figure().png();
        assertFalse(Arrays.equals(one, other));
    }

    @Test
    void severalPlacesHaveARowEach() {
        var result =
                small(FigureKind.PCA).tap(Tap.UP0, Tap.UP1).timestep(199, 399).run();
        var panels = result.figure().data().stringColumn("panel").unique().asList();
        assertEquals(8, panels.size(), panels.toString());
        assertEquals(2 * 2 * 2 * 10 * 4, result.table().rowCount(), "taps, timesteps, features, clips, cells");
        var one = small(FigureKind.PCA).features(ShownFeatures.RAW).run();
        assertEquals(
                List.of("raw"), one.table().stringColumn("features").unique().asList());
    }

    @Test
    void oneSceneGivesAFigureWithoutScore() {
        assertFalse(small(FigureKind.PCA).scenes(1).run().figure().title().contains("told right"));
        assertTrue(small(FigureKind.PCA).run().figure().title().contains("told right"));
    }

    @Test
    void channelsOfBothComponentsAreCounted() {
        var table = small(FigureKind.CHANNELS).channels(3).run().table();
        assertEquals(
                3,
                table.column("rank among the motion channels").size()
                        - table.column("rank among the motion channels").countMissing());
        refuses(
                "1000 motion channels were asked for",
                () -> small(FigureKind.CHANNELS).channels(1000).run());
    }

    @Test
    void ownClipsAreShownBesideDrawnOnes() throws IOException {
        Path mine = ownClip("mine.gif");
        assertTrue(small(FigureKind.PCA)
                .clip(mine)
                .run()
                .table()
                .stringColumn("motion")
                .contains("mine.gif"));
        assertTrue(small(FigureKind.CURVES)
                .clip(mine)
                .run()
                .table()
                .stringColumn("series")
                .contains("mine.gif"));
        var heatmap =
                small(FigureKind.HEATMAP).clip(mine).point(0, 15).showing(0, 3).run();
        assertTrue(heatmap.figure().caption().contains("mine.gif"));
        List<Path> files = heatmap.save(folder.resolve("heat"));
        assertArrayEquals(
                heatmap.figure().png(),
                Analysis.again(model, files.get(3)).run().figure().png());
        ClipWriter.write(World.scene(5).render().frames(0, 6), mine);
        refuses("has changed", () -> Analysis.again(model, files.get(3)));
        Files.delete(mine);
        refuses("Could not read the clip", () -> Analysis.again(model, files.get(3)));
    }

    @Test
    void aShortClipIsRefused() {
        refuses("6 frames", () -> {
            Path mine = ownClip("short.gif");
            Analysis.pca(model).scenes(1).side(16).clip(mine).run();
        });
    }

    @Test
    void badSettingsAreRefused() {
        refuses(
                "'up7' does not exist",
                () -> small(FigureKind.PCA).tap(Tap.up(7)).run());
        refuses("scenes is 0", () -> small(FigureKind.PCA).scenes(0).run());
        refuses("scenes is 1", () -> small(FigureKind.LAYERS).scenes(1).run());
        refuses("scenes is 100000", () -> small(FigureKind.PCA).scenes(100_000).run());
        refuses(
                "Use fewer scenes",
                () -> small(FigureKind.PCA).scenes(200).side(1024).run());
        refuses("channels is 0", () -> small(FigureKind.CHANNELS).channels(0).run());
        refuses("seed is -1", () -> small(FigureKind.PCA).seed(-1).run());
        refuses("Timestep 5000", () -> small(FigureKind.PCA).timestep(5000).run());
        refuses("timesteps is 0", () -> small(FigureKind.PCA).timestep().run());
        refuses("taps is 0", () -> small(FigureKind.PCA).tap().run());
        refuses("shown frame is 4", () -> small(FigureKind.HEATMAP).showing(4).run());
        refuses(
                "x of the point is 16",
                () -> small(FigureKind.HEATMAP).point(16, 0).run());
        refuses("use 1 to 6", () -> small(FigureKind.CURVES).channels(7).run());
        refuses("frames is 17", () -> small(FigureKind.PCA).frames(17).run());
        refuses("study of layers", () -> small(FigureKind.LAYERS).run());
        refuses(
                "clips is 1",
                () -> small(FigureKind.CHANNELS).clip(ownClip("c.gif")).run());
        refuses("that is a folder", () -> small(FigureKind.CHANNELS).run().save(folder));
    }

    @Test
    void anotherModelIsRefused() throws IOException {
        Path sidecar = small(FigureKind.CHANNELS)
                .on(Look.DARK)
                .run()
                .save(folder.resolve("dark"))
                .get(3);
        assertEquals(Look.DARK, Sidecar.read(sidecar).recipe().look());
        String other =
                Files.readString(sidecar).replaceFirst("\"weights\": \"[0-9a-f]{12}", "\"weights\": \"000000000000");
        Path forged = Files.writeString(folder.resolve("forged.json"), other);
        refuses("weights 000000000000", () -> Analysis.again(model, forged));
    }

    @Test
    void layersOfTheBundledModel() throws IOException {
        try (VideoModel bundled = VideoModel.load(Path.of("data/mini-model"), Placement.CPU)) {
            var result = Analysis.layers(bundled)
                    .tap(Tap.DOWN3, Tap.MID)
                    .kinds(MotionKind.ZOOM)
                    .scenes(2)
                    .run();
            List<Path> files = result.save(folder.resolve("layers"));
            assertTrue(
                    result.figure().title().contains("zoom, CR"),
                    result.figure().title());
            assertArrayEquals(
                    Files.readAllBytes(files.get(0)),
                    Analysis.again(bundled, files.get(3)).run().figure().png());
        }
    }
}
