package motionscope.experiment.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.experiment.VideoModel;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;

/** A model folder with {@code example.safetensors}: one clip, features of it, a gradient, and a run of the sampler. */
final class ModelFolderCase implements CheckCase {
    static final String INDEX = "model_index.json";
    private static final String EXAMPLE = "example.safetensors";
    private static final String META = "example.meta.json";

    @Override
    public String kind() {
        return "model folder";
    }

    @Override
    public boolean computesNetworks() {
        return true;
    }

    @Override
    public boolean accepts(Path folder) {
        return Files.isRegularFile(folder.resolve(INDEX));
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        if (!Files.isRegularFile(folder.resolve(EXAMPLE))) {
            throw new MotionScopeException("Model folder '" + folder + "' has no " + EXAMPLE
                    + ", so there is nothing to compare with; give a model that brings one, such as data/mini-model.");
        }
        ExampleTolerances tolerances =
                ExampleTolerances.of(JsonFile.read(folder.resolve(META)), settings.deviceTolerance());
        try (SafeTensors file = SafeTensors.open(folder.resolve(EXAMPLE));
                VideoModel model = VideoModel.load(folder, settings.placement());
                Scope scope = new Scope()) {
            Comparison rows = new Comparison(file, "");
            ModelExample example = new ModelExample(model, file, rows, tolerances);
            example.compareInputs();
            example.compareText();
            example.compareForward();
            example.compareGradient();
            example.compareSampling();
            return rows.finish();
        }
    }
}
