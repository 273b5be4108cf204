package motionscope.notebook;

import java.util.Optional;
import motionscope.notebook.widget.Session;

/** Where outputs go. */
interface Port {
    /** Shows an output below the running cell; a later update finds it by its id, which may be null. */
    void display(Bundle bundle, String id);

    /** Replaces what was shown under an id. */
    void update(Bundle bundle, String id);

    /** Whether pictures can be seen here. */
    boolean rich();

    /** Where widgets live; empty where no page is there to show them. */
    default Optional<Session> session() {
        return Optional.empty();
    }

    /** The running kernel, or plain text if there is none. */
    static Port current() {
        return Ports.current();
    }
}
