package motionscope.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A committed notebook, as text.
 *
 * @param prose its markdown cells, one after the other
 * @param checks its code cells with exercises
 * @param said what those cells show in the committed file
 */
record Lesson(String name, String prose, List<String> checks, String said) {
    static final Path FOLDER = Path.of("notebooks");
    /** A notebook of panels to play with is no lesson. */
    private static final Set<String> NO_LESSONS = Set.of("12-the-lab");

    /** All lessons, in order. */
    static List<Lesson> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".ipynb"))
                    .map(file -> file.replace(".ipynb", ""))
                    .filter(name -> !NO_LESSONS.contains(name))
                    .sorted()
                    .map(Lesson::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Lesson read(String name) {
        List<JsonObject> cells = stream(JsonParser.parseString(text(FOLDER.resolve(name + ".ipynb")))
                        .getAsJsonObject()
                        .get("cells"))
                .map(JsonElement::getAsJsonObject)
                .toList();
        List<JsonObject> checks = cells.stream()
                .filter(cell -> joined(cell.get("source")).contains("notebook.Exercises"))
                .toList();
        String prose = cells.stream()
                .filter(cell -> cell.get("cell_type").getAsString().equals("markdown"))
                .map(cell -> joined(cell.get("source")))
                .collect(Collectors.joining("\n\n"));
        String said = checks.stream()
                .flatMap(cell -> stream(cell.get("outputs")))
                .map(output ->
                        joined(output.getAsJsonObject().getAsJsonObject("data").get("text/plain")))
                .collect(Collectors.joining("\n"));
        return new Lesson(
                name,
                prose,
                checks.stream().map(cell -> joined(cell.get("source"))).toList(),
                said);
    }

    private static Stream<JsonElement> stream(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false);
    }

    /** Notebooks keep text as a list of lines, or as one string. */
    private static String joined(JsonElement text) {
        return text.isJsonPrimitive()
                ? text.getAsString()
                : stream(text).map(JsonElement::getAsString).collect(Collectors.joining());
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the links of a text lead that stay in this repository, without what follows a {@code #}. */
    static List<String> links(String markdown) {
        return all(markdown, "\\]\\(([^)#\\s]+)[^)]*\\)").stream()
                .filter(link -> !link.contains("://"))
                .toList();
    }

    /** First groups of all places where an expression matches; {@code ^} and {@code $} are ends of lines. */
    static List<String> all(String text, String expression) {
        return Pattern.compile(expression, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    String title() {
        return all(prose, "\\A# (.*)$").get(0);
    }

    /** The minutes it takes on a laptop, as it says. */
    int minutes() {
        return Integer.parseInt(
                all(prose, "^\\*Time:\\* about (\\d+) minutes? on a laptop").get(0));
    }

    /** Everything after a headline, up to the next headline or the solutions. */
    private String section(String headline) {
        List<String> found = all(prose + "\n## ", "^## " + headline + "\n((?s:.*?))(?=^(?:## |<details>))");
        return found.isEmpty() ? "" : found.get(0);
    }

    List<String> exercises() {
        return all(section("Exercises"), "^\\d+\\. (.*)$");
    }

    /** The answers that the folded solutions give, without their explanation. */
    List<String> solutions() {
        List<String> folded = all(prose, "^<details><summary>Solutions</summary>\n\n((?s:.*?))\n\n</details>$");
        return folded.isEmpty() ? List.of() : all(folded.get(0), "^\\d+\\. \\*\\*(.+?)\\*\\*");
    }
}
