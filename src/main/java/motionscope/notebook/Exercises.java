package motionscope.notebook;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import motionscope.MotionScopeException;

/**
 * Checks the answers to a lesson's exercises and says right, or not yet with a hint.
 *
 * <pre>{@code
 * var check = Exercises.of("01-pca-discovery");
 * check.exercise("1", "your answer");          // as it stands in the lesson: says what to put there, no hint
 * check.exercise("1", accuracy);
 * }</pre>
 *
 * <p>The answers stand in the library's resources ({@code motionscope/notebook/exercises/LESSON.json}), not in the
 * notebook: words as a salted hash ({@link #hash}), numbers as the band in which a right answer lies:
 *
 * <pre>{@code {"1": {"low": 0.95, "high": 1.0, "hint": "..."}, "2": {"hash": "...", "hint": "..."}} }</pre>
 */
public final class Exercises {
    /** One exercise of a lesson's file; either a hash or a band. */
    private record Exercise(String hash, Double low, Double high, String hint) {
        boolean inWords() {
            return hash != null;
        }

        /** Whether a right answer lies between 0 and 1, where no whole number is. */
        boolean isFraction() {
            return !inWords() && low > 0 && high < 1;
        }
    }

    /** What stands in a lesson where an answer is to go. */
    private static final String OPEN = "your answer";

    private final String lesson;
    private final Map<String, Exercise> exercises;

    private Exercises(String lesson, Map<String, Exercise> exercises) {
        this.lesson = lesson;
        this.exercises = exercises;
    }

    /**
     * @param lesson the notebook's name without its ending
     * @throws MotionScopeException if the lesson has no exercises
     */
    public static Exercises of(String lesson) {
        String file = "exercises/" + lesson + ".json";
        try (var in = lesson.matches("[\\w-]+") ? Exercises.class.getResourceAsStream(file) : null) {
            if (in == null) {
                throw new MotionScopeException(
                        "There are no exercises for '%s'; use the notebook's name without its ending."
                                .formatted(lesson));
            }
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Exercise> exercises = new LinkedHashMap<>();
            // member by member: the Gson that IJava brings knows no records
            new Gson()
                    .fromJson(json, JsonObject.class)
                    .entrySet()
                    .forEach(entry -> exercises.put(
                            entry.getKey(), exercise(entry.getValue().getAsJsonObject())));
            return new Exercises(lesson, exercises);
        } catch (IOException | JsonParseException e) {
            throw new IllegalStateException("The exercises of " + lesson + " in this library cannot be read: " + e, e);
        }
    }

    private static Exercise exercise(JsonObject json) {
        return new Exercise(
                json.has("hash") ? json.get("hash").getAsString() : null,
                json.has("low") ? json.get("low").getAsDouble() : null,
                json.has("high") ? json.get("high").getAsDouble() : null,
                json.get("hint").getAsString());
    }

    /**
     * Shows whether an answer is right.
     *
     * @param number which exercise, as in the lesson
     * @param answer a number or a word; capitals and spaces around it do not matter
     * @throws MotionScopeException if the lesson has no such exercise
     */
    public void exercise(String number, Object answer) {
        Exercise exercise = exercises.get(number);
        if (exercise == null) {
            throw new MotionScopeException("Lesson '%s' has no exercise '%s'; it has %s."
                    .formatted(lesson, number, new TreeSet<>(exercises.keySet())));
        }
        Show.text("Exercise %s: %s".formatted(number, judged(number, exercise, answer)));
    }

    private String judged(String number, Exercise exercise, Object answer) {
        if (OPEN.equals(answer)) {
            return "no answer yet. Put %s in place of \"%s\" and run this cell again."
                    .formatted(exercise.inWords() ? "words, in quotes," : "a number", OPEN);
        }
        if (exercise.inWords()) {
            return exercise.hash.equals(hash(lesson, number, answer)) ? "right." : notYet(exercise, answer);
        }
        double value = answer instanceof Number n ? n.doubleValue() : Double.NaN;
        return value >= exercise.low && value <= exercise.high ? "right." : notYet(exercise, answer);
    }

    /** The hint, after what is wrong with the kind of answer. */
    private static String notYet(Exercise exercise, Object answer) {
        String kind = "";
        if (exercise.inWords() && answer instanceof Number) {
            kind = "Words are asked for, in quotes. ";
        } else if (!exercise.inWords() && !(answer instanceof Number)) {
            kind = "A number is asked for, without quotes. ";
        } else if (exercise.isFraction() && answer instanceof Integer) {
            kind = "In Java whole numbers divide to whole numbers, 1 / 2 is 0; write 1 / 2.0. ";
        }
        return "not yet. " + kind + exercise.hint;
    }

    /** What a lesson's file holds for an answer in words: SHA-256 over lesson, exercise and answer, in hexadecimal. */
    public static String hash(String lesson, String number, Object answer) {
        String text =
                lesson + '\n' + number + '\n' + String.valueOf(answer).strip().toLowerCase(Locale.ROOT);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
