package motionscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import motionscope.MotionScopeException;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.Generation;
import motionscope.experiment.VideoModel;
import motionscope.tensor.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws clips from prompts. */
@Command(
        name = "generate",
        description = "Draw clips from prompts. Beside each clip its settings are written as JSON.",
        footer = {
            "",
            "Example: motionscope generate 'a red circle on a blue stones background' -o circle.mp4 --seed 7",
            "The prompt '' draws without a prompt. Settings that are not given are the model's own."
        })
final class GenerateCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Parameters(paramLabel = "PROMPT", arity = "1..*", description = "What to draw; several are drawn one by one.")
    private List<String> prompts;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The clip: .gif, .mp4, or a folder of .png frames; several clips get numbers.")
    private Path output;

    @Option(names = "--seed", paramLabel = "N", description = "Of the noise, 0 or more (default: 0); one more a clip.")
    private long seed;

    @Option(names = "--steps", paramLabel = "N", description = "Denoising steps.")
    private Integer steps;

    @Option(names = "--guidance-scale", paramLabel = "X", description = "Of classifier-free guidance; 1: none.")
    private Double guidanceScale;

    @Option(names = "--guidance-rescale", paramLabel = "X", description = "Contrast taken back, 0..1.")
    private Double guidanceRescale;

    @Option(names = "--eta", paramLabel = "X", description = "Fresh noise in each step, 0..1 (default: 0).")
    private Double eta;

    @Option(names = "--frames", paramLabel = "N", description = "Frames of a clip.")
    private Integer frames;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = FrameSize.Converter.class,
            description = "Of a frame in pixels, such as 64x64.")
    private FrameSize size;

    @Option(
            names = "--clip-skip",
            paramLabel = "N",
            description = "Layers of the text encoder to leave out at its end (default: 0).")
    private Integer clipSkip;

    @Option(names = "--frame-rate", paramLabel = "X", description = "Frames a second.")
    private Double frameRate;

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "1",
            description = "Enlarge each pixel N times in the file (default: ${DEFAULT-VALUE}).")
    private int scale;

    @Mixin
    private ModelOptions model;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Path> files = OutputFiles.of(output, prompts.size());
        try (Interruption interruption = Interruption.ofThisThread();
                VideoModel loaded = model.load()) {
            requireReadable(loaded);
            for (int i = 0; i < files.size(); i++) {
                if (!draw(loaded, i, files.get(i), interruption)) {
                    return INTERRUPTED;
                }
            }
        }
        return 0;
    }

    /** A word that the model does not know is an error before the first clip, not before the last. */
    private void requireReadable(VideoModel loaded) {
        try (Scope scope = new Scope()) {
            loaded.encodePrompts(prompts, clipSkip == null ? 0 : clipSkip);
        }
        for (String prompt : prompts) {
            String unread = loaded.unread(prompt);
            if (!unread.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("motionscope: The prompt is too long for this model, which does not read"
                                + " its end: '" + unread + "'.");
            }
        }
    }

    /** Draws and writes one clip; false if it was interrupted: what was written before stays. */
    private boolean draw(VideoModel loaded, int index, Path file, Interruption interruption) {
        long started = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        String what = prompts.size() == 1 ? "clip" : "clip " + (index + 1) + " of " + prompts.size();
        StepProgress progress = new StepProgress(err, Terminal.isWatched(), what);
        GeneratedClip drawn;
        try {
            drawn = generation(loaded, index).listening(progress).run();
        } finally {
            progress.finish();
        }
        int done = drawn.provenance().completedSteps();
        if (interruption.asked()) {
            err.println("motionscope: Interrupted after step " + done + " of "
                    + drawn.provenance().steps() + " of " + what + "; it was not written, clips before it were.");
            return false;
        }
        GeneratedClip enlarged =
                new GeneratedClip(drawn.clip().enlarge(scale), drawn.latent(), drawn.provenance(), drawn.guidance());
        Path settings = enlarged.save(file);
        double seconds = (System.nanoTime() - started) / 1e9;
        out.printf(Locale.ROOT, "%s (settings: %s), %.1f s%n", file, settings.getFileName(), seconds);
        return true;
    }

    private Generation generation(VideoModel loaded, int index) {
        Generation run = loaded.generate(prompts.get(index)).seed(seed(index));
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
        if (clipSkip != null) {
            run.clipSkip(clipSkip);
        }
        return run;
    }

    private long seed(int index) {
        if (seed < 0) {
            throw new MotionScopeException("The seed is " + seed + "; use a whole number of 0 or more.");
        }
        return Math.addExact(seed, index);
    }
}
