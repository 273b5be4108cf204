package motionscope.experiment.analysis;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.experiment.MotionKind;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.plot.Figure;
import motionscope.plot.Look;
import motionscope.video.world.World;
import tech.tablesaw.api.Table;

/**
 * A figure to be made from a model: settings, each with a default, then {@link #run}.
 *
 * <pre>{@code
 * var result = Analysis.pca(model).tap(Tap.UP1).timestep(399).scenes(24).seed(5).run();
 * show(result.figure());
 * result.save(Path.of("pca")); // pca.png, pca.svg, pca.csv and pca.json
 * var again = Analysis.again(model, Path.of("pca.json")).run();
 * }</pre>
 */
public final class Analysis {
    private final VideoModel model;
    private final FigureKind figure;
    private List<Tap> taps;
    private List<Integer> timesteps;
    private int scenes = 12;
    private long seed;
    private int seeds = 1;
    private ShownFeatures shown = ShownFeatures.BOTH;
    private int channels;
    private int frames;
    private int side = World.SIZE;
    private List<Integer> shownFrames = List.of(0);
    private Optional<Point> point = Optional.empty();
    private List<MotionKind> kinds = List.of(MotionKind.values());
    private List<ClipFile> clips = List.of();
    private Look look = Look.WHITE;

    /** A picture and the numbers behind it. */
    record Made(Figure figure, Table table) {}

    private Analysis(VideoModel model, FigureKind figure) {
        this.model = model;
        this.figure = figure;
        // shapes are matched best where little noise covers them
        this.timesteps = List.of(figure == FigureKind.HEATMAP ? 119 : 399);
        this.channels = figure == FigureKind.CURVES ? 1 : 16; // each curve has panels of its own
        this.frames = Math.min(model.defaults().frames(), World.FRAMES);
        this.taps = switch (figure) {
            case LAYERS -> List.of();
            case HEATMAP -> List.of(Tap.UP0); // where shapes move
            default -> List.of(Tap.UP1); // where the camera moves
        };
    }

    /** A figure of any kind with its defaults. */
    public static Analysis of(VideoModel model, FigureKind figure) {
        return new Analysis(model, figure);
    }

    /** Camera motions in the plane of two components. */
    public static Analysis pca(VideoModel model) {
        return of(model, FigureKind.PCA);
    }

    /** Weights of the channels in these components. */
    public static Analysis channels(VideoModel model) {
        return of(model, FigureKind.CHANNELS);
    }

    /** Where a target is like one point of a source. */
    public static Analysis heatmap(VideoModel model) {
        return of(model, FigureKind.HEATMAP);
    }

    /** How well kinds of motion separate in every layer. */
    public static Analysis layers(VideoModel model) {
        return of(model, FigureKind.LAYERS);
    }

    /** Motion channels over frames while the camera turns; one channel unless {@link #channels(int)} asks for more. */
    public static Analysis curves(VideoModel model) {
        return of(model, FigureKind.CURVES);
    }

    /**
     * The figure of a sidecar once more.
     *
     * @throws MotionScopeException if the sidecar is damaged, or the model or a clip is not the one it was made from
     */
    public static Analysis again(VideoModel model, Path sidecar) {
        return again(model, Sidecar.read(sidecar));
    }

    /** The figure of a sidecar that was read before the model was loaded. */
    public static Analysis again(VideoModel model, Sidecar sidecar) {
        sidecar.origin().requireSameWeights(model);
        Recipe recipe = sidecar.recipe();
        recipe.clips().forEach(ClipFile::requireUnchanged);
        Analysis again = new Analysis(model, recipe.figure());
        again.taps = recipe.taps();
        again.timesteps = recipe.timesteps();
        again.scenes = recipe.scenes();
        again.seed = recipe.seed();
        again.seeds = recipe.seeds();
        again.shown = recipe.shown();
        again.channels = recipe.channels();
        again.frames = recipe.frames();
        again.side = recipe.side();
        again.shownFrames = recipe.shownFrames();
        again.point = recipe.point();
        again.kinds = recipe.kinds();
        again.clips = recipe.clips();
        again.look = recipe.look();
        return again;
    }

    /** Where to look; several give a row each. For layers: none means every block. */
    public Analysis tap(Tap... some) {
        taps = List.of(some);
        return this;
    }

    /** t of the noise; several give a row each, for layers a column. */
    public Analysis timestep(int... some) {
        timesteps = IntStream.of(some).boxed().toList();
        return this;
    }

    /** Drawn scenes of each motion. */
    public Analysis scenes(int count) {
        scenes = count;
        return this;
    }

    /** Of the scenes and of the noise. */
    public Analysis seed(long value) {
        seed = value;
        return this;
    }

    /** For layers: the mean over so many seeds. */
    public Analysis seeds(int count) {
        seeds = count;
        return this;
    }

    /** For pca and channels: which features are shown. */
    public Analysis features(ShownFeatures some) {
        shown = some;
        return this;
    }

    /** How many motion channels (k). */
    public Analysis channels(int count) {
        channels = count;
        return this;
    }

    /** Frames of a clip that the model is shown, from the first. */
    public Analysis frames(int count) {
        frames = count;
        return this;
    }

    /** Width and height that clips are scaled to. */
    public Analysis side(int pixels) {
        side = pixels;
        return this;
    }

    /** For heatmaps: which frames are shown. */
    public Analysis showing(int... someFrames) {
        shownFrames = IntStream.of(someFrames).boxed().toList();
        return this;
    }

    /** For heatmaps: the point, in pixels of the source as the model sees it. */
    public Analysis point(int x, int y) {
        point = Optional.of(new Point(x, y));
        return this;
    }

    /** For layers: which kinds of motion. */
    public Analysis kinds(MotionKind... some) {
        kinds = List.of(some);
        return this;
    }

    /**
     * Your own clips. For pca and curves they are shown beside drawn ones; a heatmap takes one (source and target) or two
     * (source, target).
     */
    public Analysis clip(Path... files) {
        clips = Arrays.stream(files).map(ClipFile::of).toList();
        return this;
    }

    /** The paper that the figure is drawn on. */
    public Analysis on(Look paper) {
        look = paper;
        return this;
    }

    /** The settings, checked. */
    public Recipe recipe() {
        return new Recipe(
                figure,
                taps,
                timesteps,
                scenes,
                seed,
                seeds,
                shown,
                channels,
                frames,
                side,
                shownFrames,
                point,
                kinds,
                clips,
                look);
    }

    /**
     * Makes the figure.
     *
     * @throws MotionScopeException if a setting is out of range, or the model lacks a tap, a timestep or so many channels
     */
    public AnalysisResult run() {
        Recipe recipe = recipe();
        recipe.taps().forEach(tap -> tap.require(model.taps()));
        Looking looking = new Looking(model, recipe);
        Made made =
                switch (figure) {
                    case PCA -> PcaAnalysis.make(looking);
                    case CHANNELS -> ChannelsAnalysis.make(looking);
                    case HEATMAP -> HeatmapAnalysis.make(looking);
                    case LAYERS -> LayersAnalysis.make(looking);
                    case CURVES -> CurvesAnalysis.make(looking);
                };
        return new AnalysisResult(made.figure().on(recipe.look()), made.table(), new Sidecar(recipe, Origin.of(model)));
    }
}
