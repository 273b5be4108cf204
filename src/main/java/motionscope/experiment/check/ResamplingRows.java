package motionscope.experiment.check;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.MotionScopeException;
import motionscope.tensor.Resample;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * Images of another size and samples at points; the names tell the call: {@code resize.bilinear.16_to_24x40.align_true} is
 * {@code in.features16} made 24 x 40, {@code sample.border.align_false} is the first image of {@code in.features16} at {@code in.points}.
 */
record ResamplingRows(SafeTensors io, Comparison rows, Tolerance tolerance) {
    private static final String FEATURES = "in.features";
    private static final Pattern RESIZE =
            Pattern.compile("resize\\.([a-z_]+)\\.(\\w+?)_to_(\\d{1,5})(?:x(\\d{1,5}))?(?:\\.align_(true|false))?");
    private static final Pattern SAMPLE = Pattern.compile("sample\\.(zeros|border)\\.align_(true|false)");

    void compare() {
        for (String name : io.names()) {
            Matcher resize = RESIZE.matcher(name);
            Matcher sample = SAMPLE.matcher(name);
            if (resize.matches() && io.contains(FEATURES + resize.group(2))) {
                resized(resize).ifPresent(found -> rows.compare(name, found, tolerance));
            } else if (sample.matches()) {
                sampled(name, sample);
            }
        }
    }

    private Optional<Tensor> resized(Matcher call) {
        Tensor x = Weights.read(io, FEATURES + call.group(2));
        long height = Long.parseLong(call.group(3));
        long width = call.group(4) == null ? height : Long.parseLong(call.group(4));
        boolean align = "true".equals(call.group(5));
        return Optional.ofNullable(
                switch (call.group(1)) {
                    case "bilinear" -> Resample.bilinear(x, height, width, align);
                    case "bicubic" -> Resample.bicubic(x, height, width, align);
                    case "bilinear_antialias" -> Resample.bilinearAntialiased(x, height, width);
                    case "nearest" -> Resample.nearest(x, height, width);
                    case "adaptive_avg" -> Resample.average(x, height, width);
                    default -> null;
                });
    }

    /** The points are those of the first image of the larger features. */
    private void sampled(String name, Matcher call) {
        String largest = io.names().stream()
                .filter(each -> each.startsWith(FEATURES))
                .max(Comparator.comparingLong(each -> io.entry(each).sizes()[2]))
                .orElseThrow(
                        () -> new MotionScopeException(io.path() + " has no " + FEATURES + "; download it again."));
        Tensor x = Weights.read(io, largest).narrow(0, 0, 1); // (1, c, h, w)
        Tensor points = Weights.read(io, "in.points"); // (n, 2)
        Resample.Padding padding = call.group(1).equals("zeros") ? Resample.Padding.ZEROS : Resample.Padding.BORDER;
        Tensor found = Resample.at(
                x,
                points.reshape(1, 1, points.size(0), 2),
                padding,
                call.group(2).equals("true"));
        rows.compare(name, found.reshape(x.size(1), points.size(0)).permute(1, 0), tolerance); // (n, c)
    }
}
