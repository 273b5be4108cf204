package motionscope.experiment.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import motionscope.experiment.MotionControls;
import motionscope.experiment.VideoModel;
import motionscope.tensor.Placement;
import motionscope.testing.TinyModel;

/** A tiny model whose motion profile lies in its folder. */
public final class StudioModel {
    public static final int FRAMES = 4;
    public static final int STEPS = 8;

    private StudioModel() {}

    public static VideoModel load(Path folder) {
        TinyModel.write(folder);
        try {
            Files.writeString(
                    folder.resolve("generation_config.json"), "{\"steps\": " + STEPS + ", \"frames\": " + FRAMES + "}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        VideoModel model = VideoModel.load(folder, Placement.CPU);
        MotionControls.of(model).save(folder);
        return model;
    }
}
