package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import motionscope.MotionScopeException;
import motionscope.control.MotionProfile;
import motionscope.control.SpeedCalibration;
import motionscope.model.Tap;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.tensor.Placement;
import motionscope.testing.TinyModel;
import motionscope.video.world.MotionPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profile and calibration on disk. */
class KeptProfileTest {
    private static final SpeedCalibration CALIBRATION =
            new SpeedCalibration(new double[] {0.5, 1, 2}, new double[] {0.25, 1 / 3., 1.5});
    private static VideoModel model;

    @TempDir
    static Path tiny;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        model = VideoModel.load(TinyModel.write(tiny), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static MotionProfile profile() {
        float[][] across = {{-1.25f, 0, 1.25f}, {0.5f, -0.0001f, 2}};
        float[][] down = {{1, 2, 3}, {3, 2, 1}};
        var axes = Map.of(MotionAxis.HORIZONTAL, across, MotionAxis.VERTICAL, down);
        var other = Map.of(MotionAxis.HORIZONTAL, down, MotionAxis.VERTICAL, across);
        return new MotionProfile(
                Tap.UP0,
                new MotionChannels(new int[] {5, 2}, new double[] {0.75, -0.5}, 8),
                2.4,
                new TreeMap<>(Map.of(399.0, axes, 799.0, other)));
    }

    private KeptProfile kept() {
        return new KeptProfile(model, folder);
    }

    private Path csv() {
        return folder.resolve("motion_profile.csv");
    }

    @Test
    void aProfileComesBackAsItWas() {
        MotionProfile before = profile();
        kept().save(before, CALIBRATION);
        MotionProfile after = kept().profile().orElseThrow();
        assertEquals(before.tap(), after.tap());
        assertEquals(before.channels(), after.channels());
        assertEquals(before.reach(), after.reach());
        assertEquals(before.byTimestep().keySet(), after.byTimestep().keySet());
        MotionPath path = MotionPath.velocity(0.7, -0.4, 3);
        for (double t : new double[] {399, 500, 799}) {
            assertEquals(before.reference(path).at(t), after.reference(path).at(t));
        }
        SpeedCalibration calibration = kept().calibration().orElseThrow();
        assertArrayEquals(CALIBRATION.scales(), calibration.scales());
        assertArrayEquals(CALIBRATION.speeds(), calibration.speeds());
    }

    @Test
    void withoutFilesThereIsNothing() {
        assertEquals(Optional.empty(), kept().profile());
        assertEquals(Optional.empty(), kept().calibration());
        kept().save(profile(), null);
        assertTrue(kept().profile().isPresent());
        assertFalse(Files.exists(folder.resolve("speed_calibration.csv")));
    }

    @Test
    void whatWasMeasuredOfOtherWeightsIsNotUsed() throws IOException {
        kept().save(profile(), CALIBRATION);
        for (String name : new String[] {"motion_profile.csv.json", "speed_calibration.csv.json"}) {
            Path json = folder.resolve(name);
            Files.writeString(json, Files.readString(json).replace(model.weightsHash(), "0".repeat(64)));
        }
        assertEquals(Optional.empty(), kept().profile());
        assertEquals(Optional.empty(), kept().calibration());
    }

    @Test
    void damagedFilesAreOneLineErrors() throws IOException {
        kept().save(profile(), CALIBRATION);
        String good = Files.readString(csv());
        String header = good.lines().findFirst().orElseThrow() + "\n";
        String first = good.lines().skip(1).findFirst().orElseThrow();
        String last = good.lines().reduce((a, b) -> b).orElseThrow();
        assertEquals(1 + 2 * 2 * 2 * 3, good.lines().count());
        for (String text : new String[] {
            "",
            header,
            good.replace("timestep,axis", "axis,timestep"),
            good.replace("VERTICAL", "SIDEWAYS"),
            good.replace("VERTICAL", "ZOOM"),
            good.replace(last, ""), // cut short
            good + last + "\n", // twice
            good.replace(first, last), // one missing, one twice
            good.replaceFirst(",0,-1.25", ",-1,-1.25"),
            good.replaceFirst(",0,-1.25", ",2000000000,-1.25"),
            good.replaceFirst(",0,-1.25", ",2147483647,-1.25"),
            good.replaceFirst("-1.25", "NaN"),
            good.replaceFirst("-1.25", "x"),
            good.replace(",5,", ",-5,"),
            good.replace(",5,", ",8,"), // of 8 channels
        }) {
            Files.writeString(csv(), text);
            assertRefused("", () -> kept().profile());
        }
        Files.writeString(csv(), good);
        Path json = folder.resolve("motion_profile.csv.json");
        String origin = Files.readString(json);
        for (String change : new String[] {"\"tap\"", "\"reach\"", "\"channels\"", "\"weights\"", "{"}) {
            Files.writeString(json, origin.replace(change, change.equals("{") ? "[" : "\"x\""));
            assertRefused("", () -> kept().profile());
        }
        Files.delete(json);
        assertRefused("motion_profile.csv.json", () -> kept().profile());
        Files.writeString(folder.resolve("speed_calibration.csv"), "reference_speed,measured_speed\n1.0,1.0\n");
        assertRefused("at least 2", () -> kept().calibration());
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }
}
