package motionscope;

/**
 * An error that a person can act on: one line that says what was asked for, what was found, and what to do.
 *
 * <p>Everything that can go wrong because of input (files, prompts, options, devices) is reported with this type; other
 * exceptions are faults of the library. Example: {@code Tap 'up5' does not exist in this model; it has down0..down3,
 * mid, up0..up3.}
 */
public class MotionScopeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line: what was asked for, what was found, what to do */
    public MotionScopeException(String message) {
        super(oneLine(message));
    }

    /**
     * @param message one line: what was asked for, what was found, what to do
     * @param cause kept for a stack trace on request
     */
    public MotionScopeException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** Names from damaged files hold anything; a terminal would obey control characters. */
    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cc}", "?");
    }
}
