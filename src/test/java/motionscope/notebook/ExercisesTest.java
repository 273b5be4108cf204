package motionscope.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import motionscope.motion.Interval;
import motionscope.motion.MotionChannels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lesson "test" stands in the test resources. */
class ExercisesTest {
    private final FakePort port = new FakePort();

    @BeforeEach
    void useFake() {
        Ports.use(port);
    }

    @AfterEach
    void forget() {
        Ports.use(null);
    }

    private String said(String number, Object answer) {
        Exercises.of("test").exercise(number, answer);
        return port.last().text();
    }

    @Test
    void numbersInTheBandAreRight() {
        assertEquals("Exercise 1: right.", said("1", 0.97));
        assertEquals("Exercise 1: right.", said("1", 1));
        assertEquals("Exercise 1: not yet. Use the features with CR.", said("1", 0.5));
        assertEquals("Exercise 1: not yet. Use the features with CR.", said("1", Double.NaN));
        assertEquals("Exercise 1: not yet. Use the features with CR.", said("1", "0.97"));
        assertEquals("Exercise 1: not yet. Use the features with CR.", said("1", null));
    }

    @Test
    void wordsAreComparedByHash() {
        assertEquals("Exercise 2: right.", said("2", " UP1 "));
        assertTrue(said("2", "up2").startsWith("Exercise 2: not yet. "));
        assertFalse(Exercises.hash("test", "2", "up1").equals(Exercises.hash("test", "3", "up1")));
    }

    /** The solutions that lessons 04 and 06 print are what their check cells call right. */
    @Test
    void theSolutionsOfTheStudiesLessonsAreRight() {
        String layers = "04-layers-and-kinds";
        String robustness = "06-robustness";
        assertRight(layers, "1", "up2");
        assertRight(layers, "2", 1 / 3.);
        assertRight(layers, "3", "raw");
        assertRight(robustness, "1", "speed");
        assertRight(robustness, "2", 128);
        assertRight(robustness, "3", "plane of plain clips");
    }

    @Test
    void theSolutionsOfTheControlLessonsAreRight() {
        String move = "08-move-an-object";
        String drag = "09-drag-a-point";
        assertRight(move, "1", 0.25);
        assertRight(move, "2", 1);
        assertRight(move, "3", "up1");
        assertRight(drag, "1", 1);
        assertRight(drag, "2", 18);
        assertRight(drag, "3", 9.6);
    }

    /** Those of lessons 07 and 10. */
    @Test
    void theSolutionsOfTheSteeringLessonsAreRight() {
        String camera = "07-steer-the-camera";
        String tables = "10-how-well-does-it-work";
        assertRight(camera, "1", 12);
        assertRight(camera, "2", "rise");
        assertRight(camera, "3", 0);
        assertRight(tables, "1", Interval.ofShare(15, 16).low());
        assertRight(tables, "2", "contrast");
        assertRight(tables, "3", "nothing shared");
    }

    @Test
    void theSolutionsOfTheRealModelLessonAreRight() {
        String real = "11-real-model";
        assertRight(real, "1", MotionChannels.count(0.04, 1280));
        assertRight(real, "2", 10 * 10 / 1280.);
        assertRight(real, "3", "up1");
    }

    private void assertRight(String lesson, String number, Object answer) {
        Exercises.of(lesson).exercise(number, answer);
        assertEquals("Exercise " + number + ": right.", port.last().text());
    }

    @Test
    void whatIsNotThereIsNamed() {
        var number = assertThrows(MotionScopeException.class, () -> said("9", 1));
        assertEquals("Lesson 'test' has no exercise '9'; it has [1, 2].", number.getMessage());
        assertThrows(MotionScopeException.class, () -> Exercises.of("none"));
        assertThrows(MotionScopeException.class, () -> Exercises.of("../exercises/test"));
    }
}
