package motionscope.notebook.panel;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motionscope.control.SpeedCalibration;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.MotionControls;
import motionscope.experiment.VideoModel;
import motionscope.experiment.studio.Asked;
import motionscope.experiment.studio.Studio;
import motionscope.experiment.studio.StudioListener;
import motionscope.experiment.studio.StudioResult;
import motionscope.experiment.studio.StudioSettings;
import motionscope.model.Tap;
import motionscope.notebook.Show;
import motionscope.notebook.widget.Box;
import motionscope.notebook.widget.Button;
import motionscope.notebook.widget.CodeBlock;
import motionscope.notebook.widget.Panel;
import motionscope.notebook.widget.Tabs;
import motionscope.notebook.widget.Widget;
import motionscope.video.Clip;

/**
 * Ask for a motion and watch the clip follow: {@code GuidanceStudio.open(model);}
 *
 * <p>On the left what is asked and how strongly, on the right the unguided and the guided clip in step, with asked (hollow)
 * and measured (solid) motion. Each change draws a draft and then, while one waits, the clip. Where no page is there, the panel
 * is a still picture with a draft.
 */
public final class GuidanceStudio {
    private static final String PROMPT = "a red circle on a blue stones background";
    private static final double WEIGHT = 15;
    private static final Path SAVED = Path.of("studio-clips");

    private final Studio studio;
    final ClipControls clip = new ClipControls();
    final AskedControls asked;
    final GuidanceControls guidance;
    final StudioStage stage = new StudioStage();
    final HistoryStrip history = new HistoryStrip(this::backTo);
    final CodeBlock code = new CodeBlock();
    final Button stop = new Button("Stop");
    final Button copy = new Button("Copy as code");
    final Button save = new Button("Save");
    final Button close = new Button("Close");
    private final Panel panel;
    private final StudioSettings first;
    private volatile StudioSettings wanted; // what is being drawn, or was; null where it was not drawn to its end
    private GeneratedClip drawnOver; // whose frame is to be drawn over

    private GuidanceStudio(VideoModel model) {
        double[] speeds = speeds(model);
        asked = new AskedControls(speeds[0], speeds[1], ReferenceFiles.found());
        guidance = new GuidanceControls(taps(model));
        first = StudioSettings.of(model, PROMPT)
                .asked(new Asked.Camera(0, Math.min(1, speeds[1])))
                .weight(WEIGHT);
        studio = new Studio(model, new Told());
        panel = new Panel("Guidance studio", Box.row(left(), right()), Box.row(history.page()), code);
        panel.onOpen(this::begin);
        panel.onClose(studio::close);
        panel.beforePicture(() -> drawn(studio.now(settings(), true)));
        show(first);
        clip.onChange(this::changed);
        asked.onChange(this::changed);
        guidance.onChange(this::changed);
    }

    /** Shows the studio of a model below the running cell, with the bundled model's first prompt. */
    public static void open(VideoModel model) {
        Show.show(of(model).panel);
    }

    /** A studio that is not shown yet. */
    static GuidanceStudio of(VideoModel model) {
        return new GuidanceStudio(model);
    }

    Panel panel() {
        return panel;
    }

    private void begin() {
        wanted = first;
        studio.change(first);
    }

    /** The speeds that this model's clips can be asked for. */
    private static double[] speeds(VideoModel model) {
        return MotionControls.calibration(model)
                .map(SpeedCalibration::speeds)
                .map(v -> new double[] {up(v[0]), Math.floor(v[v.length - 1] * 20) / 20})
                .orElse(new double[] {0, 3}); // anything goes
    }

    private static double up(double speed) {
        return Math.ceil(speed * 20) / 20;
    }

    /** Whole blocks only: single layers are for programs. */
    private static List<Tap> taps(VideoModel model) {
        return model.taps().stream()
                .filter(tap -> tap.name().matches("(down|up)\\d|mid"))
                .toList();
    }

    private Widget left() {
        Map<String, Widget> pages = new LinkedHashMap<>();
        pages.put("Region", asked.surface);
        pages.put("Guidance", guidance.page());
        pages.put("Clip", clip.page());
        Box left = Box.column(clip.prompt, asked.motion(), guidance.weight, new Tabs(pages));
        left.style("ms-left");
        return left;
    }

    private Widget right() {
        stop.tooltip("Ends what is being drawn after its step; what is shown stays.");
        save.tooltip("Writes the clip that is shown and how to draw it again to the folder " + SAVED + ".");
        close.tooltip("Removes the panel and frees what it holds.");
        stop.onClickAtOnce(studio::stop);
        copy.onClick(() -> code.code(studio.code(settings())));
        save.onClick(() -> stage.says("Saved as " + studio.save(SAVED)));
        close.onClick(() -> panel.close());
        Box buttons = Box.row(stop, copy, save, close);
        buttons.style("ms-buttons");
        Box right = Box.column(stage.page(), buttons, stage.curve());
        right.style("ms-right");
        return right;
    }

    /** What the controls say. */
    StudioSettings settings() {
        return guidance.over(asked.over(clip.over(first)));
    }

    private void changed() {
        StudioSettings next = settings();
        if (!next.equals(wanted)) {
            panel.error("");
            code.code("");
            wanted = next;
            studio.change(next);
        }
    }

    private void backTo(StudioSettings earlier) {
        show(earlier);
        changed();
    }

    /** Sets the controls. */
    void show(StudioSettings settings) {
        clip.show(settings);
        asked.show(settings);
        guidance.show(settings);
    }

    private void drawn(StudioResult result) {
        if (result.unguided() != drawnOver) {
            drawnOver = result.unguided();
            asked.surface.frame(StudioStage.frame(result));
        }
        history.show(studio.history().entries());
        stage.show(result);
    }

    /** What the studio's worker tells. */
    private final class Told implements StudioListener {
        @Override
        public void started(String what, int steps) {
            stage.started(what, steps);
        }

        @Override
        public void step(int done, double timestep, double loss) {
            stage.step(done, timestep, loss);
        }

        @Override
        public void predicted(Clip clip, int done) {
            stage.predicted(clip, done);
        }

        @Override
        public void guided(GeneratedClip guided, boolean draft) {
            stage.show(guided, draft);
        }

        @Override
        public void drawn(StudioResult result) {
            GuidanceStudio.this.drawn(result);
        }

        @Override
        public void failed(String message) {
            wanted = null;
            panel.error(message);
            stage.says("Nothing was drawn.");
        }

        @Override
        public void stopped(String what, int done, int steps) {
            wanted = null;
            stage.says("Stopped: the " + what + " was at step " + done + " of " + steps + "; what is shown stays.");
        }
    }
}
