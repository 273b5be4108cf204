package motionscope.notebook;

/** Where outputs go. */
interface Port {
    /** Shows an output below the running cell; a later update finds it by its id, which may be null. */
    void display(Bundle bundle, String id);

    /** Replaces what was shown under an id. */
    void update(Bundle bundle, String id);

    /** Whether pictures can be seen here. */
    boolean rich();

    /** The running kernel, or plain text if there is none. */
    static Port current() {
        return Ports.current();
    }
}
