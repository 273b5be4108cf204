package motionscope.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import motionscope.model.Tap;
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
        assertEquals(
                "Exercise 1: not yet. A number is asked for, without quotes. Use the features with CR.",
                said("1", "0.97"));
        assertEquals(
                "Exercise 1: not yet. A number is asked for, without quotes. Use the features with CR.",
                said("1", null));
    }

    @Test
    void wordsAreComparedByHash() {
        assertEquals("Exercise 2: right.", said("2", " UP1 "));
        assertTrue(said("2", "up2").startsWith("Exercise 2: not yet. "));
        assertFalse(Exercises.hash("test", "2", "up1").equals(Exercises.hash("test", "3", "up1")));
    }

    @Test
    void whatStandsInTheLessonIsNoAnswerAndEarnsNoHint() {
        assertEquals(
                "Exercise 1: no answer yet. Put a number in place of \"your answer\" and run this cell again.",
                said("1", "your answer"));
        assertEquals(
                "Exercise 2: no answer yet. Put words, in quotes, in place of \"your answer\" and run this cell again.",
                said("2", "your answer"));
    }

    @Test
    void anAnswerOfTheWrongKindIsToldSo() {
        assertEquals(
                "Exercise 2: not yet. Words are asked for, in quotes. Look where the table is brightest.",
                said("2", 1));
        assertEquals("Exercise 2: right.", said("2", Tap.UP1), "what prints as the word is as good");
        String divided = "Exercise 3: not yet. In Java whole numbers divide to whole numbers, 1 / 2 is 0; "
                + "write 1 / 2.0. One of three.";
        assertEquals(divided, said("3", 1 / 3));
        assertEquals("Exercise 3: not yet. One of three.", said("3", 0.0));
        assertEquals("Exercise 3: right.", said("3", 1 / 3.));
    }

    @Test
    void whatIsNotThereIsNamed() {
        var number = assertThrows(MotionScopeException.class, () -> said("9", 1));
        assertEquals("Lesson 'test' has no exercise '9'; it has [1, 2, 3].", number.getMessage());
        assertThrows(MotionScopeException.class, () -> Exercises.of("none"));
        assertThrows(MotionScopeException.class, () -> Exercises.of("../exercises/test"));
    }
}
