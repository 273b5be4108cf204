package motionscope.experiment.analysis;

import java.util.ArrayList;
import java.util.List;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.motion.FeatureExtraction;
import motionscope.plot.Caption;
import motionscope.video.Clip;
import motionscope.video.FittedClip;

/** How the figures of one recipe look at clips, and what their captions have in common. */
record Looking(VideoModel model, Recipe recipe) {
    /** A tap and a timestep. */
    record Place(Tap tap, int timestep) {
        /** In front of a panel's title where there are several places. */
        String prefix(boolean several) {
            return several ? tap + ", t = " + timestep + ", " : "";
        }
    }

    /** Every place that was asked for: tap by tap. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (Tap tap : recipe.taps()) {
            recipe.timesteps().forEach(t -> places.add(new Place(tap, t)));
        }
        return places;
    }

    boolean several() {
        return places().size() > 1;
    }

    /** Drawn clips as the model is shown them. */
    List<Clip> fitted(List<Clip> drawn) {
        return drawn.stream().map(this::fitted).toList();
    }

    private Clip fitted(Clip drawn) {
        Clip first = drawn.frames(0, recipe.frames());
        return first.width() == recipe.side() ? first : first.resize(recipe.side(), recipe.side());
    }

    /** The reader's clips as the model is shown them. */
    List<FittedClip> own() {
        return recipe.clips().stream()
                .map(clip -> FittedClip.read(clip.file(), recipe.frames(), recipe.side()))
                .toList();
    }

    FeatureExtraction extract(List<Clip> clips) {
        return model.extract(clips).seed(recipe.seed());
    }

    /** Model, taps and timesteps. */
    Caption caption(String what) {
        Caption caption = Caption.of(what).model(model.name());
        if (!recipe.taps().isEmpty()) {
            caption.with((recipe.taps().size() > 1 ? "taps " : "tap ") + recipe.tapWords());
        }
        return caption.with("t = " + recipe.timestepWords());
    }

    /** Names the reader's clips, if there are some. */
    Caption withOwn(Caption caption) {
        for (FittedClip clip : own()) {
            caption.with(clip.name() + " (" + clip.how() + ")");
        }
        return caption;
    }
}
