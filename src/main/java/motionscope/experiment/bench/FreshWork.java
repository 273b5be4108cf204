package motionscope.experiment.bench;

import com.google.gson.Gson;
import java.nio.file.Path;
import motionscope.experiment.VideoModel;
import motionscope.tensor.Device;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Placement;
import motionscope.tensor.Precision;

/** The program that {@link FreshProcess} starts: one piece of work, then one line of JSON about it. */
final class FreshWork {
    static final String FORWARD = "forward";
    static final String CLIP = "clip";
    static final String FEATURES = "features";

    /**
     * What it tells.
     *
     * @param seconds of the work alone, the model loaded
     * @param peakBytes most resident memory of the process
     */
    record Told(double seconds, long peakBytes) {}

    private FreshWork() {}

    /** Takes the work, the model folder, the device, the precision, the prompt and the number of clips. */
    public static void main(String[] arguments) {
        Placement placement = new Placement(Device.of(arguments[2]), Precision.of(arguments[3]));
        try (VideoModel model = VideoModel.load(Path.of(arguments[1]), placement);
                Work work = new Work(model, arguments[4])) {
            double seconds = Samples.seconds(
                    switch (arguments[0]) {
                        case CLIP -> work::clip;
                        case FEATURES -> work.allFeatures(Integer.parseInt(arguments[5]));
                        default -> () -> work.forward(1);
                    });
            long peak = MemoryBudget.peakResidentBytes().orElse(0);
            System.out.println(new Gson().toJson(new Told(seconds, peak)));
        }
    }
}
