package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.testing.Close;
import motionscope.testing.Draws;
import motionscope.testing.FiniteDifferences;
import motionscope.testing.Naive;
import motionscope.testing.Nd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resampling against PyTorch's results, against definitions in plain loops, and its gradients against differences. */
class ResampleOracleTest {
    private static final double TOLERANCE = 1e-5;
    private static final Pattern RESIZED =
            Pattern.compile("resize\\.(\\w+)\\.(\\d+)_to_(\\d+)(?:x(\\d+))?(?:\\.align_(\\w+))?");
    private Scope scope;
    private SafeTensors golden;

    @BeforeEach
    void open() {
        scope = new Scope();
        golden = SafeTensors.open(Path.of("src/test/resources/golden/linalg/io.safetensors"));
    }

    @AfterEach
    void close() {
        golden.close();
        scope.close();
    }

    @Test
    void resizesAsPyTorchDoes() {
        int checked = 0;
        for (String name : golden.names()) {
            Matcher call = RESIZED.matcher(name);
            if (call.matches()) {
                Tensor x = Weights.read(golden, "in.features" + call.group(2));
                int height = Integer.parseInt(call.group(3));
                int width = call.group(4) == null ? height : Integer.parseInt(call.group(4));
                boolean align = "true".equals(call.group(5));
                Tensor found = resize(call.group(1), x, height, width, align);
                Close.assertClose(name, Weights.read(golden, name), found, TOLERANCE, TOLERANCE);
                checked++;
            }
        }
        assertEquals(14, checked);
    }

    private static Tensor resize(String kind, Tensor x, int height, int width, boolean align) {
        return switch (kind) {
            case "adaptive_avg" -> Resample.average(x, height, width);
            case "bicubic" -> Resample.bicubic(x, height, width, align);
            case "bilinear" -> Resample.bilinear(x, height, width, align);
            case "bilinear_antialias" -> Resample.bilinearAntialiased(x, height, width);
            case "nearest" -> Resample.nearest(x, height, width);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @Test
    void samplesPointsAsPyTorchDoes() {
        Tensor x = Weights.read(golden, "in.features16").narrow(0, 0, 1);
        Tensor points = Weights.read(golden, "in.points").reshape(1, 1, 40, 2);
        for (Resample.Padding padding : Resample.Padding.values()) {
            for (boolean align : List.of(false, true)) {
                String name = "sample." + padding.name().toLowerCase(java.util.Locale.ROOT) + ".align_" + align;
                Tensor found =
                        Resample.at(x, points, padding, align).reshape(3, 40).permute(1, 0);
                Close.assertClose(name, Weights.read(golden, name), found, TOLERANCE, TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 4, 6, 8", "5, 3, 2, 7", "4, 4, 1, 1", "1, 2, 3, 5", "4, 5, 4, 5"})
    void definitionsAndGradients(int height, int width, int newHeight, int newWidth) {
        Draws draws = new Draws(height * 100L + newWidth);
        Tensor x = draws.doubles(2, 2, height, width);
        Nd host = Nd.of(x);
        for (boolean align : List.of(false, true)) {
            Tensor found = Resample.bilinear(x, newHeight, newWidth, align);
            double[] wanted = Naive.bilinear(host, newHeight, newWidth, align).values();
            Close.assertClose("bilinear " + align, wanted, found.doubles(), 1e-12, 1e-12);
            FiniteDifferences.check("bilinear", in -> Resample.bilinear(in[0], newHeight, newWidth, align), x);
            FiniteDifferences.check("bicubic", in -> Resample.bicubic(in[0], newHeight, newWidth, align), x);
        }
        double[] means = Naive.average(host, newHeight, newWidth).values();
        Close.assertClose(
                "average", means, Resample.average(x, newHeight, newWidth).doubles(), 1e-12, 1e-12);
        FiniteDifferences.check("average", in -> Resample.average(in[0], newHeight, newWidth), x);
        FiniteDifferences.check("antialiased", in -> Resample.bilinearAntialiased(in[0], newHeight, newWidth), x);
        Tensor points = draws.doubles(2, 3, 2, 2).mul(0.7);
        for (Resample.Padding padding : Resample.Padding.values()) {
            for (boolean align : List.of(false, true)) {
                boolean zeros = padding == Resample.Padding.ZEROS;
                double[] wanted = Naive.gridSample(
                                host, zeros ? Nd.of(points) : inside(points, host, align), zeros, align)
                        .values();
                Close.assertClose(
                        "at " + padding + align,
                        wanted,
                        Resample.at(x, points, padding, align).doubles(),
                        1e-11,
                        1e-11);
                FiniteDifferences.check("at", in -> Resample.at(in[0], in[1], padding, align), x, points);
            }
        }
    }

    /** Border padding is sampling at the nearest point of the image. */
    private static Nd inside(Tensor points, Nd image, boolean align) {
        Nd host = Nd.of(points);
        return Nd.fill(
                i -> {
                    int size = image.size(i[3] == 0 ? 3 : 2);
                    double most = align ? 1 : 1 - 1.0 / size;
                    return Math.max(-most, Math.min(most, host.at(i)));
                },
                host.shape());
    }

    @Test
    void theSameSizeChangesNothing() {
        Tensor x = new Draws(1).doubles(1, 2, 5, 4);
        Close.assertClose("bilinear", x, Resample.bilinear(x, 5, 4, false), 1e-12, 0);
        Close.assertClose("bicubic", x, Resample.bicubic(x, 5, 4, true), 1e-12, 0);
        Close.assertClose("average", x, Resample.average(x, 5, 4), 0, 0);
        Close.assertClose("nearest", x, Resample.nearest(x, 5, 4), 0, 0);
    }
}
