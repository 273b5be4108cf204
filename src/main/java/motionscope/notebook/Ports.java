package motionscope.notebook;

import java.io.PrintStream;

/** Finds out once where outputs go. */
final class Ports {
    private static Port current;

    private Ports() {}

    static synchronized Port current() {
        if (current == null) {
            current = KernelPort.find()
                    .map(port -> {
                        port.prepare();
                        return (Port) port;
                    })
                    .orElseGet(() -> new TextPort(System.out));
        }
        return current;
    }

    /** Tests look at what would be shown. */
    static synchronized void use(Port port) {
        current = port;
    }

    /** Plain Java and JShell: the text of an output, an update as a line of its own. */
    record TextPort(PrintStream out) implements Port {
        @Override
        public void display(Bundle bundle, String id) {
            out.println(bundle.text());
        }

        @Override
        public void update(Bundle bundle, String id) {
            out.println(bundle.text());
        }

        @Override
        public boolean rich() {
            return false;
        }
    }
}
