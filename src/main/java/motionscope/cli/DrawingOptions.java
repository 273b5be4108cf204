package motionscope.cli;

import motionscope.experiment.Generation;
import motionscope.experiment.VideoModel;
import motionscope.experiment.guide.GuideFrame;
import picocli.CommandLine.Option;

/** How a clip is drawn. Those that are seldom needed are hidden here and named in the command's last lines. */
final class DrawingOptions {
    @Option(names = "--steps", paramLabel = "N", description = "Denoising steps.")
    private Integer steps;

    @Option(names = "--guidance-scale", paramLabel = "X", description = "Of classifier-free guidance; 1: none.")
    private Double guidanceScale;

    @Option(names = "--guidance-rescale", hidden = true, paramLabel = "X", description = "Contrast taken back, 0..1.")
    private Double guidanceRescale;

    @Option(
            names = "--eta",
            hidden = true,
            paramLabel = "X",
            description = "Fresh noise in each step, 0..1 (default: 0).")
    private Double eta;

    @Option(names = "--frames", paramLabel = "N", description = "Frames of a clip.")
    private Integer frames;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = FrameSize.Converter.class,
            description = "Of a frame in pixels, such as 64x64.")
    private FrameSize size;

    @Option(names = "--frame-rate", hidden = true, paramLabel = "X", description = "Frames a second.")
    private Double frameRate;

    boolean given() {
        return steps != null
                || guidanceScale != null
                || guidanceRescale != null
                || eta != null
                || frames != null
                || size != null
                || frameRate != null;
    }

    /** The clip that will be drawn. */
    GuideFrame frame(VideoModel model) {
        int side = model.codec().sampleSize();
        return GuideFrame.of(
                model,
                frames == null ? model.defaults().frames() : frames,
                size == null ? side : size.width(),
                size == null ? side : size.height());
    }

    Generation apply(Generation run) {
        if (steps != null) {
            run.steps(steps);
        }
        if (guidanceScale != null) {
            run.guidanceScale(guidanceScale);
        }
        if (guidanceRescale != null) {
            run.guidanceRescale(guidanceRescale);
        }
        if (eta != null) {
            run.eta(eta);
        }
        if (frames != null) {
            run.frames(frames);
        }
        if (size != null) {
            run.size(size.width(), size.height());
        }
        if (frameRate != null) {
            run.frameRate(frameRate);
        }
        return run;
    }
}
