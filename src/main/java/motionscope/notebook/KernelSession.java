package motionscope.notebook;

import motionscope.notebook.widget.Comms;
import motionscope.notebook.widget.Outbox;
import motionscope.notebook.widget.PostedComms;
import motionscope.notebook.widget.Session;

/** The kernel's session of widgets, begun by the bridge that the kernel compiles (comms-bridge.jshell). */
public final class KernelSession {
    private static final Outbox OUTBOX = new Outbox();
    private static Session session;

    private KernelSession() {}

    /** The bridge is ready. */
    public static synchronized void use(Comms comms) {
        session = new Session(new PostedComms(comms, OUTBOX));
    }

    /** By which all that we show leaves: outputs and widgets' messages in one order. */
    static Outbox outbox() {
        return OUTBOX;
    }

    /** The session; null before the bridge is compiled. */
    public static synchronized Session session() {
        return session;
    }
}
