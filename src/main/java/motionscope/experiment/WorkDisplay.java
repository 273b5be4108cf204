package motionscope.experiment;

import java.util.ServiceLoader;
import java.util.function.Supplier;

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

    /** Runs work of this thread that is shown in another way: none of it begins on a display. */
    static <T> T quietly(Supplier<T> work) {
        boolean before = QuietWork.THREAD.get();
        QuietWork.THREAD.set(true);
        try {
            return work.get();
        } finally {
            QuietWork.THREAD.set(before);
        }
    }

    /** Begins on the first display that has a place to show it; on none within {@link #quietly}. */
    static Shown start(String task, int total) {
        if (QuietWork.THREAD.get()) {
            return NOTHING;
        }
        return ServiceLoader.load(WorkDisplay.class, WorkDisplay.class.getClassLoader()).stream()
                .map(display -> display.get().begin(task, total))
                .filter(shown -> shown != NOTHING)
                .findFirst()
                .orElse(NOTHING);
    }
}
