package motionscope.experiment.studio;

/** Ends work that is not wanted any more, between two steps: its scopes are closed on the way, nothing is decoded. */
final class Superseded extends RuntimeException {
    private static final long serialVersionUID = 1;

    Superseded() {
        super("newer settings are there", null, false, false);
    }
}
