package motionscope.cli;

import java.util.Locale;

/**
 * One thing that the doctor looked at.
 *
 * @param what its name
 * @param state how it is
 * @param found what is there
 * @param advice what to do; empty where nothing needs doing
 */
record Finding(String what, State state, String found, String advice) {
    /** How a thing is. */
    enum State {
        OK,
        /** Something optional is missing. */
        WARN,
        /** Something needed does not work. */
        BROKEN
    }

    static Finding ok(String what, String found) {
        return new Finding(what, State.OK, found, "");
    }

    static Finding warn(String what, String found, String advice) {
        return new Finding(what, State.WARN, found, advice);
    }

    static Finding broken(String what, String found, String advice) {
        return new Finding(what, State.BROKEN, found, advice);
    }

    /** As the doctor prints it. */
    String line() {
        String text = String.format(Locale.ROOT, "%-6s  %-18s  %s", state.name().toLowerCase(Locale.ROOT), what, found);
        return advice.isEmpty() ? text : text.replaceFirst("\\.$", "") + ". " + advice;
    }
}
