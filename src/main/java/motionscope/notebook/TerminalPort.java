package motionscope.notebook;

import java.io.PrintStream;

/**
 * One line of a terminal, rewritten in place. Where output goes to a file, only the last line is written.
 *
 * @param out the stream
 * @param interactive whether a person is watching
 */
record TerminalPort(PrintStream out, boolean interactive) implements Port {
    private static final String CLEAR = "\r\u001b[K";

    static TerminalPort standard() {
        return new TerminalPort(System.err, System.console() != null);
    }

    @Override
    public void display(Bundle bundle, String id) {
        update(bundle, id);
    }

    /** A bundle that is only text is the last one; a bar has HTML as well. */
    @Override
    public void update(Bundle bundle, String id) {
        boolean last = !bundle.data().containsKey(Bundle.HTML);
        if (interactive) {
            out.print(CLEAR + bundle.text() + (last ? System.lineSeparator() : ""));
            out.flush();
        } else if (last) {
            out.println(bundle.text());
        }
    }

    @Override
    public boolean rich() {
        return false;
    }
}
