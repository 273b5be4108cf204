package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.Placement;
import motionscope.video.world.Direction;
import motionscope.video.world.Zoom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Small studies with the bundled model: two scenes, few taps. */
class LayerStudyTest {
    private static final LayerStudy SMALL = LayerStudy.small().scenes(2).taps(Tap.DOWN3, Tap.MID);
    private static VideoModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        model = VideoModel.load(Path.of("data/mini-model"), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void kindsHaveEveryMotionInEveryScene() {
        MotionKind.Known camera = MotionKind.CAMERA.clips(3, 7);
        assertEquals(15, camera.clips().size());
        assertEquals(Direction.values().length, camera.classes());
        assertEquals(
                List.of("right", "left", "up", "down", "still"),
                camera.words().stream().distinct().toList());
        assertTrue(camera.boxes().isEmpty());
        MotionKind.Known object = MotionKind.OBJECT.clips(2, 7);
        assertEquals(10, object.boxes().size());
        assertEquals(object.boxes().get(0), object.boxes().get(8), "one box for all motions of a scene");
        assertEquals(Zoom.values().length, MotionKind.ZOOM.clips(2, 7).classes());
    }

    @Test
    void theBlocksOfAModelComeInTheOrderOfTheNetwork() {
        assertEquals(
                List.of("down0", "down1", "down2", "down3", "mid", "up0", "up1", "up2", "up3"),
                LayerStudy.blocks(model).stream().map(Tap::name).toList());
    }

    @Test
    void aStudyScoresEveryTapFrameAndKindOfFeatures() {
        LayerScores scores = SMALL.kinds(MotionKind.ZOOM, MotionKind.OBJECT).run(model);
        assertEquals(2 * 2 * 2 * 2, scores.rows().rowCount());
        assertEquals(List.of(MotionKind.ZOOM, MotionKind.OBJECT), scores.kinds());
        assertEquals(
                List.of(0, 7),
                scores.rows().intColumn("frame").unique().asList().stream()
                        .sorted()
                        .toList());
        double[][][] means = scores.means(SeparationStudy.RAW, LayerScores.CENTROID); // (kinds, taps, timesteps)
        assertEquals(2, means.length);
        assertEquals(2, means[0].length);
        assertEquals(1, means[0][0].length);
        assertTrue(Stream.of(means).flatMap(Stream::of).allMatch(row -> row[0] >= 0 && row[0] <= 1));
        assertEquals(
                means[1][1][0],
                scores.of(MotionKind.OBJECT, Tap.MID, 399, SeparationStudy.RAW, LayerScores.CENTROID)
                        .mean());
        assertEquals(4, scores.table(MotionKind.ZOOM, 399, 7).rowCount());
        Table byTap = scores.byTap(399, 0, LayerScores.PROBE);
        assertEquals(List.of("tap", "zoom, CR", "zoom, raw", "object, CR", "object, raw"), byTap.columnNames());
        assertTrue(byTap.stringColumn("zoom, CR").get(1).matches("[01]\\.\\d\\d"), byTap.print());
        String absent = assertThrows(
                        MotionScopeException.class,
                        () -> scores.of(MotionKind.CAMERA, Tap.UP1, 399, "CR", LayerScores.PROBE))
                .getMessage();
        assertTrue(absent.contains("camera motion at up1") && absent.contains("[zoom, object]"), absent);
    }

    @Test
    void aKeptStudyGoesOnWhereItsFileEnds() throws IOException {
        Path csv = folder.resolve("layers.csv");
        LayerStudy one = SMALL.kinds(MotionKind.ZOOM).taps(Tap.DOWN3);
        LayerScores first = one.run(model, csv);
        byte[] text = Files.readAllBytes(csv);
        assertEquals(first.rows().printAll(), LayerScores.load(csv).rows().printAll());

        Files.write(
                csv,
                new String(text, "UTF-8")
                        .replaceAll("(?m),[01]\\.[^,]*$", ",0.125")
                        .getBytes("UTF-8"));
        LayerScores more = one.timesteps(399, 719).run(model, csv);
        assertEquals(2 * first.rows().rowCount(), more.rows().rowCount());
        assertEquals(
                0.125,
                more.of(MotionKind.ZOOM, Tap.DOWN3, 399, "CR", LayerScores.PROBE)
                        .mean(),
                "what the file has is not computed again");
        assertTrue(LayerScores.origin(csv).startsWith("study 'layers' of mini-model (weights "));

        String other = assertThrows(
                        MotionScopeException.class, () -> one.scenes(3).run(model, csv))
                .getMessage();
        assertTrue(other.contains("cannot be continued") && other.contains("scenes=3"), other);
    }

    @Test
    void badRequestsAreOneLineErrors() {
        assertThrows(MotionScopeException.class, () -> SMALL.timesteps(new Integer[0]));
        assertThrows(MotionScopeException.class, () -> SMALL.scenes(1));
        assertThrows(MotionScopeException.class, () -> SMALL.taps(Tap.up(5)).run(model));
        assertFalse(Files.exists(folder.resolve("layers.csv")));
    }
}
