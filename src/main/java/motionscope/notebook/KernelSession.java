package motionscope.notebook;

import motionscope.notebook.widget.Comms;
import motionscope.notebook.widget.Session;

/** The kernel's session of widgets, begun by the bridge that the kernel compiles (comms-bridge.jshell). */
public final class KernelSession {
    private static Session session;

    private KernelSession() {}

    /** The bridge is ready. */
    public static synchronized void use(Comms comms) {
        session = new Session(comms);
    }

    /** The session; null before the bridge is compiled. */
    public static synchronized Session session() {
        return session;
    }
}
