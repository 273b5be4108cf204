package motionscope.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import motionscope.video.Clip;
import motionscope.video.world.Colour;
import motionscope.video.world.MotionPath;
import motionscope.video.world.Scene;
import motionscope.video.world.Texture;
import motionscope.video.world.World;
import smile.classification.LogisticRegression;

/**
 * Names the pattern of a background: logistic regression on a few dozen numbers of a frame, fitted once a program to scenes
 * drawn for this purpose, a third of them blurred as a model's pictures are.
 */
final class TextureClassifier {
    private static final int SCENES = 50; // of each texture
    private static final long FIRST_SEED = 7_000_000; // far from the seeds that anybody measures with
    private static final double RIDGE = 1;
    private static final double TOLERANCE = 1e-4;
    private static final int ITERATIONS = 500;
    private static final double BLUR = 0.75; // of the side, and back

    private final double[] mean;
    private final double[] deviation;
    private final LogisticRegression.Multinomial fitted;

    private TextureClassifier(double[][] samples, int[] labels) {
        int count = samples[0].length;
        mean = new double[count];
        deviation = new double[count];
        for (int k = 0; k < count; k++) {
            int number = k;
            double[] column = Arrays.stream(samples).mapToDouble(s -> s[number]).toArray();
            double m = Arrays.stream(column).average().orElseThrow();
            mean[k] = m;
            deviation[k] =
                    Math.sqrt(Arrays.stream(column).map(v -> (v - m) * (v - m)).sum() / column.length) + 1e-6;
        }
        double[][] standard = Arrays.stream(samples).map(this::standard).toArray(double[][]::new);
        fitted = LogisticRegression.multinomial(standard, labels, RIDGE, TOLERANCE, ITERATIONS);
    }

    private double[] standard(double[] features) {
        double[] out = new double[features.length];
        Arrays.setAll(out, k -> (features[k] - mean[k]) / deviation[k]);
        return out;
    }

    /** Made at the first use. */
    private static final class Lazy {
        private static final TextureClassifier FITTED = fit();
    }

    private static TextureClassifier fit() {
        Texture[] all = Texture.values();
        double[][] samples = new double[SCENES * all.length][];
        int[] labels = new int[samples.length];
        Random random = new Random(FIRST_SEED);
        for (int i = 0; i < samples.length; i++) {
            labels[i] = i % all.length;
            Scene drawn = World.scene(FIRST_SEED + i);
            Scene ground = new Scene(
                    all[labels[i]],
                    drawn.colour(),
                    drawn.grain(),
                    drawn.offsetX(),
                    drawn.offsetY(),
                    MotionPath.still(1),
                    0,
                    List.of());
            Clip frame = ground.render();
            if (random.nextInt(3) == 0) {
                int small = (int) (World.SIZE * BLUR);
                frame = frame.resize(small, small).resize(World.SIZE, World.SIZE);
            }
            boolean[] covered = new boolean[World.SIZE * World.SIZE];
            samples[i] = TextureFeatures.of(frame, 0, ground.colour(), covered);
        }
        return new TextureClassifier(samples, labels);
    }

    /** Probability of each texture, in their order, in one frame of a clip. */
    static double[] probabilities(Clip clip, int frame, Colour background, boolean[] covered) {
        TextureClassifier classifier = Lazy.FITTED;
        double[] features = TextureFeatures.of(clip, frame, background, covered);
        double[] probabilities = new double[Texture.values().length];
        classifier.fitted.predict(classifier.standard(features), probabilities);
        return probabilities;
    }
}
