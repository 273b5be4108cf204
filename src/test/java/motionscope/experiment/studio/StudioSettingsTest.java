package motionscope.experiment.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.control.PaintedMask;
import motionscope.control.Preset;
import motionscope.metric.Velocity;
import org.junit.jupiter.api.Test;

/** What a person may set, and what is said of the rest. */
class StudioSettingsTest {
    private static final StudioSettings SOME = new StudioSettings(
            "red ring", 7, 10, 3, new Asked.Still(), Preset.ADAPTIVE, null, null, null, null, null, null, null);

    private static void assertRefused(String field, String found, String allowed, Runnable change) {
        String message = assertThrows(MotionScopeException.class, change::run).getMessage();
        for (String part : List.of(field, found, allowed)) {
            assertTrue(message.contains(part), message);
        }
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void eachFieldNamesItselfWhatWasFoundAndWhatIsAllowed() {
        assertRefused("seed", "-1", "0 to", () -> SOME.seed(-1));
        assertRefused("steps", "0", "1 to 1000", () -> SOME.steps(0));
        assertRefused("scale", "NaN", "0 to 100", () -> SOME.scale(Double.NaN));
        assertRefused("weight", "31", "0 to 30", () -> SOME.weight(31.0));
        assertRefused("first guided step", "10", "0 to 9", () -> SOME.guided(10, 11));
        assertRefused("end of the guided steps", "3", "4 to 10", () -> SOME.guided(3, 3));
        assertRefused("guided steps", "null", "neither", () -> SOME.guided(3, null));
        assertRefused("updates", "0", "1 to 100", () -> SOME.updates(0));
        assertRefused("share of channels", "0.0", "up to 1", () -> SOME.share(0.0));
        assertRefused("speed", "17", "0 to 16", () -> new Asked.Camera(0, 17));
        assertRefused("direction", "NaN", "-360 to 360", () -> new Asked.Shape(Double.NaN, 1));
        assertRefused("zoom", "0.5", "-0.2 to 0.2", () -> new Asked.Zoom(0.5));
        assertRefused("points", "1", "2 to 16", () -> new Asked.Drawn(List.of(List.of(0.5, 0.5))));
        assertRefused("point", "1.5", "0 to 1", () -> new Asked.Drawn(List.of(List.of(0.5, 0.5), List.of(1.5, 0.5))));
        assertRefused("reference file", "", "choose", () -> new Asked.Reference(Path.of(" ")));
        assertRefused("region", "(0.5, 0.0)", "inside", () -> new Place.Box(0.5, 0, 0.5, 1));
        assertRefused("painted", "2 x 2", "paint", () -> new Place.Painted(new PaintedMask(2, new boolean[4])));
        assertRefused("prompt", "missing", "write", () -> SOME.prompt(null));
    }

    @Test
    void fewerStepsForgetGuidedStepsThatAreNoMore() {
        StudioSettings late = SOME.guided(6, 9);
        assertEquals(9, late.steps(12).to());
        assertNull(late.steps(8).from());
        assertNull(late.steps(8).to());
    }

    @Test
    void theDialTurnsAsInMathematicsAndCodeShowsShortNumbers() {
        assertEquals(new Velocity(-1, 0), Asked.velocity(180, 1));
        assertEquals(new Velocity(0, -0.5), Asked.velocity(90, 0.5));
        assertEquals("camera left at 1.0 px/frame", new Asked.Camera(-180, 1).words());
        assertEquals("camera toward 30.0 degrees at 0.8 px/frame", new Asked.Camera(30, 0.8).words());
    }

    @Test
    void aMousesLineBecomesAFewPointsEquallyFarApart() {
        double[][] line = new double[101][];
        for (int i = 0; i <= 100; i++) {
            line[i] = new double[] {0.2 + 0.006 * i * i / 100.0, 0.5}; // faster and faster
        }
        List<List<Double>> points = Asked.Drawn.through(line).points();
        assertEquals(6, points.size());
        for (int i = 0; i < 6; i++) {
            assertEquals(0.2 + 0.12 * i, points.get(i).get(0), 2e-3);
        }
        assertEquals(List.of(0.2, 0.5), points.get(0));
        assertThrows(MotionScopeException.class, () -> Asked.Drawn.through(new double[][] {{0.1, 0.1}, {0.1, 0.1}}));
        assertThrows(MotionScopeException.class, () -> Asked.Drawn.through(new double[][] {{0.1, 0.1}}));
    }
}
