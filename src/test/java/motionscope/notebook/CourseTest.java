package motionscope.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lessons make a course: syllabus, order, exercises. */
class CourseTest {
    private static final String SYLLABUS = Lesson.text(Lesson.FOLDER.resolve("README.md"));
    private static final String TEACHING = Lesson.text(Lesson.FOLDER.resolve("TEACHING.md"));

    private final List<Lesson> lessons = Lesson.all();
    private final FakePort port = new FakePort();

    @BeforeEach
    void useFake() {
        Ports.use(port);
    }

    @AfterEach
    void forget() {
        Ports.use(null);
    }

    private String said(Lesson lesson, int number, Object answer) {
        Exercises.of(lesson.name()).exercise("" + number, answer);
        return port.last().text();
    }

    @Test
    void lessonsAreNumberedAndAsk() {
        for (int i = 0; i < lessons.size(); i++) {
            assertTrue(
                    lessons.get(i).name().matches("%02d-[a-z0-9-]+".formatted(i)),
                    lessons.get(i).name());
            assertTrue(lessons.get(i).title().endsWith("?"), lessons.get(i).name());
        }
        assertTrue(lessons.size() >= 12, "12 lessons were written");
    }

    @Test
    void theSyllabusHasEachLessonOnceInOrder() {
        List<String> rows = lessons.stream()
                .map(lesson ->
                        "[%1$s](%1$s.ipynb) | %2$s | %3$d |".formatted(lesson.name(), lesson.title(), lesson.minutes()))
                .toList();
        assertEquals(rows, Lesson.all(SYLLABUS, "^\\| (\\[\\d\\d-.*?\\) \\| .*? \\| \\d+ \\|)"));
    }

    @Test
    void theTeachersPageHasEachLessonOnceInOrder() {
        assertEquals(lessons.stream().map(Lesson::name).toList(), Lesson.all(TEACHING, "^### (\\d\\d-\\S+)$"));
    }

    @Test
    void eachLessonLeadsToTheNext() {
        for (int i = 0; i + 1 < lessons.size(); i++) {
            String next = lessons.get(i + 1).name();
            assertTrue(
                    lessons.get(i).prose().contains("\n**Next:** [%1$s](%1$s.ipynb)".formatted(next)),
                    lessons.get(i).name() + " does not lead to " + next);
        }
    }

    @Test
    void linksLeadToFilesThatAreThere() {
        for (String page : List.of(SYLLABUS, TEACHING)) {
            Lesson.links(page).forEach(CourseTest::assertThere);
        }
        for (Lesson lesson : lessons) {
            Lesson.links(lesson.prose()).forEach(CourseTest::assertThere);
        }
    }

    private static void assertThere(String link) {
        Path file = Lesson.FOLDER.resolve(link);
        assertTrue(Files.exists(file), link + " is linked and not there");
    }

    @Test
    void eachLessonHasTwoOrThreeExercisesWithChecksThatGiveNothingAway() {
        for (Lesson lesson : lessons) {
            int count = lesson.exercises().size();
            assertTrue(count == 2 || count == 3, lesson.name() + " has " + count + " exercises");
            assertEquals(1, lesson.checks().size(), lesson.name());
            StringBuilder calls =
                    new StringBuilder("var check = motionscope.notebook.Exercises.of(\"" + lesson.name() + "\");");
            StringBuilder said = new StringBuilder();
            for (int number = 1; number <= count; number++) {
                calls.append("\ncheck.exercise(\"%d\", \"your answer\");".formatted(number));
                said.append(number > 1 ? "\n" : "").append(said(lesson, number, "your answer"));
            }
            assertEquals(calls.toString(), lesson.checks().get(0).replaceAll("(?m)^//.*\n| *// .*$", ""));
            assertEquals(said.toString(), lesson.said(), lesson.name());
        }
    }

    @Test
    void theFoldedSolutionsAreRight() {
        for (Lesson lesson : lessons) {
            List<String> solutions = lesson.solutions();
            assertEquals(lesson.exercises().size(), solutions.size(), lesson.name());
            for (int i = 0; i < solutions.size(); i++) {
                assertEquals("Exercise " + (i + 1) + ": right.", said(lesson, i + 1, parsed(solutions.get(i))));
            }
        }
    }

    private static Object parsed(String answer) {
        return answer.matches("-?\\d+(\\.\\d+)?") ? (Object) Double.valueOf(answer) : answer;
    }

    /** No number of a hint is the answer, and neither are one to five words of it that follow each other. */
    @Test
    void hintsDoNotTellTheAnswer() {
        for (Lesson lesson : lessons) {
            for (int number = 1; number <= lesson.solutions().size(); number++) {
                String hint = said(lesson, number, "surely wrong")
                        .replaceFirst("^Exercise \\d: not yet\\. (A number is asked for, without quotes\\. )?", "");
                String[] words = hint.split("[^\\w.-]+|\\.(?!\\d)");
                for (int from = 0; from < words.length; from++) {
                    for (int to = from + 1; to <= Math.min(words.length, from + 5); to++) {
                        String part = String.join(" ", List.of(words).subList(from, to));
                        assertFalse(
                                said(lesson, number, parsed(part)).endsWith(": right."), lesson.name() + ": " + hint);
                    }
                }
            }
        }
    }
}
