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
    static final String GUIDED = "guided";
    static final String OFFICIAL = "official";

    /**
     * What it tells.
     *
     * @param seconds of the work alone, the model loaded
     * @param peakBytes most resident memory of the process
     */
    record Told(double seconds, long peakBytes) {}

    private FreshWork() {}

    /** Takes the work, the model folder, the device, the precision, the prompt, the number of clips and that of steps. */
    public static void main(String[] arguments) {
        Placement placement = new Placement(Device.of(arguments[2]), Precision.of(arguments[3]));
        try (VideoModel model = VideoModel.load(Path.of(arguments[1]), placement)) {
            double seconds = seconds(model, arguments);
            long peak = MemoryBudget.peakResidentBytes().orElse(0);
            System.out.println(new Gson().toJson(new Told(seconds, peak)));
        }
    }

    private static double seconds(VideoModel model, String... arguments) {
        String kind = arguments[0];
        String prompt = arguments[4];
        if (kind.equals(GUIDED) || kind.equals(OFFICIAL)) {
            try (GuidedWork work = GuidedWork.whole(model, prompt, Integer.parseInt(arguments[6]))) {
                return Samples.seconds(kind.equals(GUIDED) ? work::ours : work::official);
            }
        }
        try (Work work = new Work(model, prompt)) {
            return Samples.seconds(
                    switch (kind) {
                        case CLIP -> work::clip;
                        case FEATURES -> work.allFeatures(Integer.parseInt(arguments[5]));
                        default -> () -> work.forward(1);
                    });
        }
    }
}
