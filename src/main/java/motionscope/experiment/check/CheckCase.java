package motionscope.experiment.check;

import java.nio.file.Path;
import java.util.List;

/** A kind of folder that has reference tensors. */
interface CheckCase {
    /** What it is, in a few words. */
    String kind();

    /** Whether networks run in it, so that device and precision matter. */
    boolean computesNetworks();

    /** Whether a folder is of this kind. */
    boolean accepts(Path folder);

    /**
     * Every tensor of the folder.
     *
     * @throws motionscope.MotionScopeException if a file is missing or damaged
     */
    List<Row> compare(Path folder, CheckSettings settings);
}
