package motionscope.experiment;

import java.util.ServiceLoader;

/**
 * Shows how far long work is, without being asked: a notebook's bar, for example.
 *
 * <p>Displays are found by {@link ServiceLoader}, so this package knows no notebook. Where there is none, nothing is shown.
 */
public interface WorkDisplay {
    /** Shows nothing. */
    Shown NOTHING = new Shown() {
        @Override
        public void to(int done, String news) {}

        @Override
        public void close() {}
    };

    /** Work that is being shown. */
    interface Shown extends AutoCloseable {
        /**
         * So many steps are done in all.
         *
         * @param news what the last one was, or empty
         */
        void to(int done, String news);

        @Override
        void close();
    }

    /** Shows work of {@code total} steps, or gives {@link #NOTHING} where this display has no place to show it. */
    Shown begin(String task, int total);

    /** Begins on the first display that has a place to show it. */
    static Shown start(String task, int total) {
        return ServiceLoader.load(WorkDisplay.class, WorkDisplay.class.getClassLoader()).stream()
                .map(display -> display.get().begin(task, total))
                .filter(shown -> shown != NOTHING)
                .findFirst()
                .orElse(NOTHING);
    }
}
