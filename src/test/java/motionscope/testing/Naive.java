package motionscope.testing;

/** Slow and plain re-implementations of the fast operations, in double precision, written from their definitions. */
public final class Naive {
    private Naive() {}

    /** (n, in), (out, in), (out) or null -> (n, out). */
    public static Nd linear(Nd x, Nd weight, Nd bias) {
        return Nd.fill(
                i -> {
                    double sum = bias == null ? 0 : bias.at(i[1]);
                    for (int k = 0; k < weight.size(1); k++) {
                        sum += x.at(i[0], k) * weight.at(i[1], k);
                    }
                    return sum;
                },
                x.size(0),
                weight.size(0));
    }

    /** Linear layer on the last dimension of (n, t, in). */
    public static Nd linear3(Nd x, Nd weight, Nd bias) {
        return linear(x.reshape(x.size(0) * x.size(1), x.size(2)), weight, bias)
                .reshape(x.size(0), x.size(1), weight.size(0));
    }

    /** (n, in, h, w), (out, in, k, k), (out) -> (n, out, h', w'), zeros around. */
    public static Nd conv2d(Nd x, Nd weight, Nd bias, int stride, int padding) {
        int kernel = weight.size(2);
        int height = (x.size(2) + 2 * padding - kernel) / stride + 1;
        int width = (x.size(3) + 2 * padding - weight.size(3)) / stride + 1;
        return Nd.fill(
                i -> {
                    double sum = bias.at(i[1]);
                    for (int c = 0; c < x.size(1); c++) {
                        for (int a = 0; a < kernel; a++) {
                            for (int b = 0; b < weight.size(3); b++) {
                                int row = i[2] * stride + a - padding;
                                int column = i[3] * stride + b - padding;
                                if (row >= 0 && row < x.size(2) && column >= 0 && column < x.size(3)) {
                                    sum += x.at(i[0], c, row, column) * weight.at(i[1], c, a, b);
                                }
                            }
                        }
                    }
                    return sum;
                },
                x.size(0),
                weight.size(0),
                height,
                width);
    }

    /** (n, c, p): each sample and group of channels to mean 0 and variance 1, then scale and shift. */
    public static Nd groupNorm(Nd x, int groups, Nd weight, Nd bias, double eps) {
        int each = x.size(1) / groups;
        return Nd.fill(
                i -> {
                    int first = i[1] / each * each;
                    double mean = 0;
                    double square = 0;
                    int count = each * x.size(2);
                    for (int c = first; c < first + each; c++) {
                        for (int p = 0; p < x.size(2); p++) {
                            mean += x.at(i[0], c, p) / count;
                        }
                    }
                    for (int c = first; c < first + each; c++) {
                        for (int p = 0; p < x.size(2); p++) {
                            square += Math.pow(x.at(i[0], c, p) - mean, 2) / count;
                        }
                    }
                    return (x.at(i) - mean) / Math.sqrt(square + eps) * weight.at(i[1]) + bias.at(i[1]);
                },
                x.shape());
    }

    /** Group norm of (n, c, h, w). */
    public static Nd groupNorm4(Nd x, int groups, Nd weight, Nd bias, double eps) {
        Nd flat = x.reshape(x.size(0), x.size(1), x.size(2) * x.size(3));
        return groupNorm(flat, groups, weight, bias, eps).reshape(x.shape());
    }

    /** Layer norm over the last dimension of (n, t, d). */
    public static Nd layerNorm(Nd x, Nd weight, Nd bias, double eps) {
        int width = x.size(2);
        return Nd.fill(
                i -> {
                    double mean = 0;
                    double square = 0;
                    for (int d = 0; d < width; d++) {
                        mean += x.at(i[0], i[1], d) / width;
                    }
                    for (int d = 0; d < width; d++) {
                        square += Math.pow(x.at(i[0], i[1], d) - mean, 2) / width;
                    }
                    return (x.at(i) - mean) / Math.sqrt(square + eps) * weight.at(i[2]) + bias.at(i[2]);
                },
                x.shape());
    }

    public static Nd silu(Nd x) {
        return Nd.fill(i -> x.at(i) / (1 + Math.exp(-x.at(i))), x.shape());
    }

    /** By the error function. */
    public static Nd gelu(Nd x) {
        return Nd.fill(i -> 0.5 * x.at(i) * (1 + erf(x.at(i) / Math.sqrt(2))), x.shape());
    }

    /** By a sigmoid. */
    public static Nd quickGelu(Nd x) {
        return Nd.fill(i -> x.at(i) / (1 + Math.exp(-1.702 * x.at(i))), x.shape());
    }

    /** (n, t, in), (2 k, in), (2 k) -> (n, t, k): the first half times the GELU of the second. */
    public static Nd geglu(Nd x, Nd weight, Nd bias) {
        Nd both = linear3(x, weight, bias);
        int half = weight.size(0) / 2;
        return Nd.fill(
                i -> {
                    double gate = both.at(i[0], i[1], i[2] + half);
                    return both.at(i) * 0.5 * gate * (1 + erf(gate / Math.sqrt(2)));
                },
                x.size(0),
                x.size(1),
                half);
    }

    /** The error function by its Taylor series, which is exact enough up to |x| = 5. */
    public static double erf(double x) {
        if (Math.abs(x) > 5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    /** (n, t, c), (n, s, c), (n, s, c) -> (n, t, c): softmax of q k / sqrt(width of a head), for each head. */
    public static Nd attention(Nd query, Nd key, Nd value, int heads) {
        return attention(query, key, value, heads, false);
    }

    /** The same where token t sees tokens 0..t only. */
    public static Nd causalAttention(Nd query, Nd key, Nd value, int heads) {
        return attention(query, key, value, heads, true);
    }

    private static Nd attention(Nd query, Nd key, Nd value, int heads, boolean causal) {
        int width = query.size(2) / heads;
        return Nd.fill(
                i -> {
                    int keys = causal ? i[1] + 1 : key.size(1);
                    int first = i[2] / width * width;
                    double[] weights = new double[keys];
                    double total = 0;
                    for (int s = 0; s < keys; s++) {
                        double dot = 0;
                        for (int d = first; d < first + width; d++) {
                            dot += query.at(i[0], i[1], d) * key.at(i[0], s, d);
                        }
                        weights[s] = Math.exp(dot / Math.sqrt(width));
                        total += weights[s];
                    }
                    double sum = 0;
                    for (int s = 0; s < keys; s++) {
                        sum += weights[s] / total * value.at(i[0], s, i[2]);
                    }
                    return sum;
                },
                query.shape());
    }

    /** (n, c, h, w) -> (n, c, height, width): the pixel at floor(i size / newSize). */
    public static Nd nearest(Nd x, int height, int width) {
        return Nd.fill(
                i -> x.at(i[0], i[1], i[2] * x.size(2) / height, i[3] * x.size(3) / width),
                x.size(0),
                x.size(1),
                height,
                width);
    }

    /** (n, c, h r, w r) -> (n, c r r, h, w). */
    public static Nd pixelUnshuffle(Nd x, int r) {
        return Nd.fill(
                i -> x.at(i[0], i[1] / (r * r), i[2] * r + i[1] / r % r, i[3] * r + i[1] % r),
                x.size(0),
                x.size(1) * r * r,
                x.size(2) / r,
                x.size(3) / r);
    }

    /** (n, c r r, h, w) -> (n, c, h r, w r). */
    public static Nd pixelShuffle(Nd x, int r) {
        return Nd.fill(
                i -> x.at(i[0], i[1] * r * r + i[2] % r * r + i[3] % r, i[2] / r, i[3] / r),
                x.size(0),
                x.size(1) / (r * r),
                x.size(2) * r,
                x.size(3) * r);
    }

    /** Bilinear resize of (n, c, h, w), edges repeated. */
    public static Nd bilinear(Nd x, int height, int width, boolean alignCorners) {
        return Nd.fill(
                i -> {
                    double row = source(i[2], x.size(2), height, alignCorners);
                    double column = source(i[3], x.size(3), width, alignCorners);
                    return between(x, i[0], i[1], Math.max(0, row), Math.max(0, column), false);
                },
                x.size(0),
                x.size(1),
                height,
                width);
    }

    /** Position in the source of the centre of pixel i. */
    private static double source(int i, int size, int newSize, boolean alignCorners) {
        if (alignCorners) {
            return newSize == 1 ? 0 : i * (size - 1.0) / (newSize - 1);
        }
        return (i + 0.5) * size / newSize - 0.5;
    }

    /** The value between four pixels; outside of the image the edge, or zero. */
    private static double between(Nd x, int n, int c, double row, double column, boolean zeros) {
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        double sum = 0;
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                double share = (a == 0 ? 1 - (row - top) : row - top) * (b == 0 ? 1 - (column - left) : column - left);
                boolean outside = top + a < 0 || top + a >= x.size(2) || left + b < 0 || left + b >= x.size(3);
                if (!(outside && zeros)) {
                    int inRow = Math.min(Math.max(top + a, 0), x.size(2) - 1);
                    int inColumn = Math.min(Math.max(left + b, 0), x.size(3) - 1);
                    sum += share * x.at(n, c, inRow, inColumn);
                }
            }
        }
        return sum;
    }

    /** Samples of (n, c, h, w) at (n, rows, columns, 2), x before y, in -1..1. */
    public static Nd gridSample(Nd x, Nd points, boolean zeros, boolean alignCorners) {
        return Nd.fill(
                i -> {
                    double column = pixel(points.at(i[0], i[2], i[3], 0), x.size(3), alignCorners);
                    double row = pixel(points.at(i[0], i[2], i[3], 1), x.size(2), alignCorners);
                    return between(x, i[0], i[1], row, column, zeros);
                },
                x.size(0),
                x.size(1),
                points.size(1),
                points.size(2));
    }

    private static double pixel(double unit, int size, boolean alignCorners) {
        return alignCorners ? (unit + 1) / 2 * (size - 1) : ((unit + 1) * size - 1) / 2;
    }

    /** Mean over the pixels from floor(i size / newSize) to ceil((i + 1) size / newSize). */
    public static Nd average(Nd x, int height, int width) {
        return Nd.fill(
                i -> {
                    int top = i[2] * x.size(2) / height;
                    int bottom = ((i[2] + 1) * x.size(2) + height - 1) / height;
                    int left = i[3] * x.size(3) / width;
                    int right = ((i[3] + 1) * x.size(3) + width - 1) / width;
                    double sum = 0;
                    for (int row = top; row < bottom; row++) {
                        for (int column = left; column < right; column++) {
                            sum += x.at(i[0], i[1], row, column);
                        }
                    }
                    return sum / ((bottom - top) * (right - left));
                },
                x.size(0),
                x.size(1),
                height,
                width);
    }
}
