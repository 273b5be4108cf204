package motionscope.notebook;

import motionscope.experiment.WorkDisplay;

/** A progress bar below the running cell for the library's long work; nothing outside of a notebook. */
public final class NotebookWork implements WorkDisplay {
    @Override
    public Shown begin(String task, int total) {
        if (!Port.current().rich()) {
            return NOTHING;
        }
        Progress progress = Progress.start(task, total);
        return new Shown() {
            @Override
            public void to(int done, String news) {
                progress.to(done, news);
            }

            @Override
            public void close() {
                progress.close();
            }
        };
    }
}
