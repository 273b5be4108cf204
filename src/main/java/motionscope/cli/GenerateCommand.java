package motionscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.Generation;
import motionscope.experiment.VideoModel;
import motionscope.experiment.guide.ClipSidecar;
import motionscope.experiment.guide.Guide;
import motionscope.tensor.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws clips from prompts. */
@Command(
        name = "generate",
        description = "Draw clips from prompts. Beside each clip its settings are written as JSON.",
        customSynopsis = "motionscope generate PROMPT... -o FILE [OPTIONS]",
        footer = {
            "Also: --guidance-rescale 0..1 (contrast taken back), --eta 0..1 (fresh noise), --frame-rate X,",
            "--clip-skip N; of published models --variant, --weights, --motion-adapter, --lora FILE=WEIGHT.",
            "The prompt '' draws without one. What is not given is the model's own.",
            "Example: motionscope generate 'a red circle on a blue stones background' -o a.mp4 --camera left:1"
        })
final class GenerateCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Parameters(paramLabel = "PROMPT", arity = "0..*", description = "What to draw; several are drawn one by one.")
    private List<String> prompts = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The clip: .gif, .mp4, or a folder of .png; several clips get numbers.")
    private Path output;

    @Option(names = "--seed", paramLabel = "N", description = "Of the noise, 0 or more (default: 0); one more a clip.")
    private Long seed;

    @Mixin
    private DrawingOptions drawing;

    @Mixin
    private GuideOptions guiding;

    @Option(
            names = "--repeat",
            paramLabel = "FILE",
            description = "Draw the clip of this JSON sidecar again, with all its settings.")
    private Path repeat;

    @Option(names = "--scale", paramLabel = "N", description = "Enlarge each pixel N times in the file (default: 1).")
    private Integer scale;

    @Mixin
    private ModelOptions model;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (repeat == null && prompts.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'PROMPT' (or --repeat FILE)");
        }
        return repeat == null ? drawAll() : drawAgain();
    }

    private int drawAll() {
        List<Path> files = OutputFiles.of(output, prompts.size());
        Optional<Guide> guide = guiding.guide();
        try (Interruption interruption = Interruption.ofThisThread();
                VideoModel loaded = model.load()) {
            requireReadable(loaded);
            Guidance guidance = guide.map(g -> guidance(loaded, g)).orElse(null);
            for (int i = 0; i < files.size(); i++) {
                Generation run = generation(loaded, i);
                if (guidance != null) {
                    run.guidedBy(guidance, guide.get().tree());
                }
                String what = prompts.size() == 1 ? "clip" : "clip " + (i + 1) + " of " + prompts.size();
                if (!draw(run, what, files.get(i), scale == null ? 1 : scale, interruption)) {
                    return INTERRUPTED;
                }
            }
        }
        return 0;
    }

    private int drawAgain() {
        if (!prompts.isEmpty() || seed != null || scale != null || drawing.given() || guiding.given()) {
            throw new MotionScopeException(
                    "--repeat takes every setting from " + repeat + "; leave out the others, or leave out --repeat.");
        }
        Path file = OutputFiles.of(output, 1).get(0);
        ClipSidecar sidecar = ClipSidecar.read(repeat);
        try (Interruption interruption = Interruption.ofThisThread();
                VideoModel loaded = model.load(sidecar.origin(model.folder()))) {
            Generation run = sidecar.generation(loaded, this::tell);
            return draw(run, "clip", file, sidecar.scale(), interruption) ? 0 : INTERRUPTED;
        }
    }

    private Guidance guidance(VideoModel loaded, Guide guide) {
        return guide.guidance(loaded, drawing.frame(loaded), this::tell);
    }

    private void tell(String note) {
        spec.commandLine().getOut().println(note);
    }

    /** A word that the model does not know is an error before the first clip, not before the last. */
    private void requireReadable(VideoModel loaded) {
        try (Scope scope = new Scope()) {
            loaded.encodePrompts(prompts, drawing.clipSkip());
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
    private boolean draw(Generation run, String what, Path file, int enlargement, Interruption interruption) {
        long started = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        StepProgress progress = new StepProgress(err, Terminal.isWatched(), what);
        GeneratedClip drawn;
        try {
            drawn = run.enlarged(enlargement).listening(progress).run();
        } finally {
            progress.finish();
        }
        int done = drawn.provenance().completedSteps();
        if (interruption.asked()) {
            err.println("motionscope: Interrupted after step " + done + " of "
                    + drawn.provenance().steps() + " of " + what + "; it was not written, clips before it were.");
            return false;
        }
        drawn.guidance().ifPresent(trace -> {
            trace.notes().forEach(this::tell);
            trace.divergence().ifPresent(this::tell);
        });
        Path settings = drawn.save(file);
        double seconds = (System.nanoTime() - started) / 1e9;
        out.printf(Locale.ROOT, "%s (settings: %s), %.1f s%n", file, settings.getFileName(), seconds);
        return true;
    }

    private Generation generation(VideoModel loaded, int index) {
        return drawing.apply(loaded.generate(prompts.get(index)).seed(seed(index)));
    }

    private long seed(int index) {
        long first = seed == null ? 0 : seed;
        if (first < 0) {
            throw new MotionScopeException("The seed is " + first + "; use a whole number of 0 or more.");
        }
        return Math.addExact(first, index);
    }
}
