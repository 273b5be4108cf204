package motionscope.experiment.check;

import java.util.List;
import java.util.stream.IntStream;
import motionscope.control.Guidance;
import motionscope.control.GuidanceGradient;
import motionscope.control.GuidanceLoss;
import motionscope.control.Region;
import motionscope.model.Denoising;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Tensor;

/** Masks, losses of every kind and their gradients, at one latent. */
record GuidanceLossRows(GuidanceInputs given, SafeTensors io, Comparison rows, Tolerance tolerance) {
    private static final List<String> GIVEN =
            List.of("channels", "frame_weights", "map", "pixel_mask", "vector", "weight");

    void compare() {
        int frames = (int) io.entry("in.latent").sizes()[2];
        for (int k = 0; k < GuidanceInputs.REGIONS; k++) {
            int region = k;
            GIVEN.forEach(name -> rows.input("region." + region + "." + name, ""));
            Region mask = given.mask(k);
            compareMask("latent_mask", k, mask);
            compareMask("feature_mask", k, mask);
            compareMask("feature_soft", k, mask.soft());
        }
        Tensor x = given.unet()
                .denoise(Denoising.of(latent(), timestep(), text())
                        .tapping(GuidanceInputs.TAP)
                        .featuresOnly())
                .at(GuidanceInputs.TAP);
        rows.compare("tap.up1", x, tolerance);
        for (String variant : io.names().stream()
                .filter(n -> n.matches("\\w+\\.loss"))
                .map(n -> n.substring(0, n.indexOf('.')))
                .toList()) {
            compareVariant(variant, x, frames);
        }
    }

    private void compareMask(String name, int region, Region mask) {
        String full = "region." + region + "." + name;
        long[] s = io.entry(full).sizes();
        float[] found = mask.on(1, (int) s[0], (int) s[1]);
        rows.compareFlat(full, Comparison.wide(found), tolerance);
    }

    private void compareVariant(String variant, Tensor x, int frames) {
        boolean map = variant.endsWith("_map");
        GuidanceLoss loss = variant.startsWith("paper")
                ? GuidanceLoss.PER_POSITION
                : variant.equals("official") ? GuidanceLoss.REGION_MEAN_ON_LATENT : GuidanceLoss.REGION_MEAN;
        int kept = variant.startsWith("paper") ? given.settings().integer("clip_frames") : frames;
        Guidance guidance = Guidance.paper().steps(0, 1).clipToFrames(kept);
        for (int k = 0; k < GuidanceInputs.REGIONS; k++) {
            Region where = variant.endsWith("_per_frame")
                    ? given.perFrame(k)
                    : variant.endsWith("_soft") ? given.mask(k).soft() : given.mask(k);
            guidance = guidance.toward(given.goal(k, map, where, loss));
            compareRegionMean(variant, k, x, where, loss, frames);
        }
        GuidanceGradient found = GuidanceGradient.of(given.unet(), latent(), timestep(), text(), guidance, 0, 1);
        rows.compare(variant + ".loss", found.loss(), tolerance);
        for (int k = 0; k < GuidanceInputs.REGIONS; k++) {
            rows.compare(variant + ".loss." + k, found.regionLosses()[k], tolerance);
        }
        rows.compare(variant + ".grad", found.gradient(), tolerance.forGradient());
        if (rows.has(variant + ".grad_clipped")) {
            rows.compare(variant + ".grad_clipped", found.clipped(), tolerance.forGradient());
        }
    }

    private void compareRegionMean(String variant, int region, Tensor x, Region where, GuidanceLoss loss, int frames) {
        String name = variant + ".region_mean." + region;
        if (!rows.has(name)) {
            return;
        }
        boolean onLatent = loss == GuidanceLoss.REGION_MEAN_ON_LATENT;
        int height = (int) (onLatent ? latent().size(3) : x.size(2));
        int width = (int) (onLatent ? latent().size(4) : x.size(3));
        float[] some = where.on(frames, height, width);
        Tensor weights = Tensor.of(some, some.length / (height * width), 1, height, width)
                .to(x.device());
        long[] channels = IntStream.of(given.channels(region)).asLongStream().toArray();
        Tensor mean = GuidanceLoss.regionMean(x, channels, weights); // (f, C, 1, 1)
        rows.compareFlat(name, mean.doubles(), tolerance);
    }

    private Tensor latent() {
        return given.read(io, "in.latent");
    }

    private Tensor text() {
        return given.read(io, "in.text");
    }

    private double timestep() {
        return io.longs("in.timestep")[0];
    }
}
