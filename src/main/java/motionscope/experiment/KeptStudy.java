package motionscope.experiment;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import motionscope.MotionScopeException;
import tech.tablesaw.api.Table;

/** A long study whose rows are kept in a file while it runs, and that goes on where the file ends. */
final class KeptStudy {
    /** Keeps the rows that there are so far. */
    @FunctionalInterface
    interface Keeping {
        void rows(Table soFar);
    }

    private final StudyFile file;
    private final StudyOrigin origin;
    private final double secondsBefore;

    private KeptStudy(StudyFile file, StudyOrigin origin, double secondsBefore) {
        this.file = file;
        this.origin = origin;
        this.secondsBefore = secondsBefore;
    }

    /**
     * @param settings what must be the same in the file and in the study for the one to continue the other
     * @throws MotionScopeException if the file holds another study, another model's, or one with other settings
     */
    static KeptStudy of(String study, Path csv, VideoModel model, Map<String, String> settings) {
        StudyFile file = new StudyFile(csv);
        StudyOrigin mine = StudyOrigin.of(study, model, settings, 0);
        double before = 0;
        if (file.exists()) {
            StudyOrigin theirs = file.origin();
            if (!mine.continues(theirs)) {
                throw new MotionScopeException(csv + " holds " + theirs + " with " + theirs.settings()
                        + "; it cannot be continued by " + mine.study() + " of " + mine.model() + " with "
                        + mine.settings() + ". Choose another file.");
            }
            before = theirs.seconds();
        }
        return new KeptStudy(file, mine, before);
    }

    /**
     * Runs the study.
     *
     * @param empty the columns of its rows
     * @param study from the rows that there are, and from what keeps new ones, to its result
     */
    <R> R go(Table empty, BiFunction<Table, Keeping, R> study) {
        long start = System.nanoTime();
        Table before = file.exists() ? file.rows(empty) : empty;
        return study.apply(
                before, rows -> file.save(rows, origin.after(secondsBefore + (System.nanoTime() - start) / 1e9)));
    }
}
