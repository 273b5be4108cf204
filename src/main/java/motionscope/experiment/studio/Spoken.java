package motionscope.experiment.studio;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A value and the Java that makes it, said together, so that the cell that is copied does what the studio has done. The value is
 * made when it is first asked for, and kept.
 */
final class Spoken<T> {
    private final String code;
    private final Supplier<T> make;
    private T made;

    Spoken(String code, Supplier<T> make) {
        this.code = code;
        this.make = make;
    }

    /** The same with one call more. */
    Spoken<T> then(String call, UnaryOperator<T> change) {
        return new Spoken<>(code + call, () -> change.apply(value()));
    }

    String code() {
        return code;
    }

    synchronized T value() {
        if (made == null) {
            made = make.get();
        }
        return made;
    }
}
