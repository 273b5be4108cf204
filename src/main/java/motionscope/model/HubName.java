package motionscope.model;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.MotionScopeException;

/**
 * The name of something on Hugging Face.
 *
 * @param revision branch, tag or commit
 * @param inside file or folder in the repository; empty for all of it
 */
record HubName(String owner, String name, String revision, String inside) {
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9_.-]{0,95}";
    private static final Pattern FORM =
            Pattern.compile("(" + WORD + ")/(" + WORD + ")(?:@(" + WORD + "))?((?:/" + WORD + "){0,5})");

    /** @throws MotionScopeException if it is no such name */
    static HubName of(Path path) {
        Matcher matcher = FORM.matcher(path.toString().replace('\\', '/'));
        if (!matcher.matches()) {
            throw new MotionScopeException("'" + path + "' is no name on Hugging Face; give owner/name,"
                    + " owner/name@revision or owner/name/file.");
        }
        String revision = matcher.group(3) == null ? "main" : matcher.group(3);
        String inside = matcher.group(4).isEmpty() ? "" : matcher.group(4).substring(1);
        return new HubName(matcher.group(1), matcher.group(2), revision, inside);
    }
}
