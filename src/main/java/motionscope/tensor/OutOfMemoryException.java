package motionscope.tensor;

import motionscope.MotionScopeException;

/**
 * A device had too little memory for an operation that had begun. What the operation had made so far is freed with its
 * scopes, and everything that was there before stays usable.
 */
public final class OutOfMemoryException extends MotionScopeException {
    private static final long serialVersionUID = 1L;

    private final String found;

    /** @param found what the engine said of it, as in "an allocation of 2.00 GiB failed" */
    OutOfMemoryException(String found, Throwable cause) {
        super("Out of memory: " + found + ". Use fewer or smaller frames, a smaller batch, or another device.", cause);
        this.found = found;
    }

    /** What the engine said of it, as in "an allocation of 2.00 GiB failed". */
    public String found() {
        return found;
    }
}
