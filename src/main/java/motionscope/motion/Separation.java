package motionscope.motion;

import java.util.List;

/**
 * How well kinds of motion separate in features: on the plane of the first two components, in all channels, and as clusters.
 *
 * <p>Every score is measured on scenes that nothing was fitted to, except the components themselves, which see no labels.
 *
 * @param nearestCentroid share of held-out samples that fall to the right class centre on PC1-PC2; chance is 1 / classes
 * @param linearProbe the same by ridge regression on all channels
 * @param silhouette of the classes on PC1-PC2, -1..1
 * @param variance share of the variance that PC1 and PC2 have
 */
public record Separation(double nearestCentroid, double linearProbe, double silhouette, double variance) {
    /**
     * @param features one frame is usual: each position of each clip is a sample
     * @param labels the motion of each clip
     * @param scenes the scene of each clip; even ones train, odd ones test
     */
    public static <T> Separation of(Features features, List<T> labels, List<Integer> scenes) {
        Pca pca = Pca.of(features);
        double[][] plane = pca.plane();
        List<T> sampleLabels = features.labels(labels);
        HeldOut split = HeldOut.byScene(features.labels(scenes));
        return new Separation(
                NearestCentroid.accuracy(plane, sampleLabels, split),
                LinearProbe.accuracy(features.samples(), sampleLabels, split),
                Silhouette.of(plane, sampleLabels),
                pca.share(0) + pca.share(1));
    }
}
