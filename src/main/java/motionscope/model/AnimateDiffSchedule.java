package motionscope.model;

import com.google.gson.JsonObject;
import motionscope.tensor.JsonFile;

/**
 * The noise schedule that AnimateDiff's motion modules were trained with: linear betas, while Stable Diffusion's are
 * scaled. Sampled with DDIM as the code of the paper does: no offset, no clipping, the last step to the first alpha.
 */
public final class AnimateDiffSchedule {
    private AnimateDiffSchedule() {}

    /** As a {@code scheduler_config.json} would say it. */
    public static JsonFile config() {
        JsonObject config = new JsonObject();
        config.addProperty("_class_name", "DDIMScheduler");
        config.addProperty("num_train_timesteps", 1000L);
        config.addProperty("beta_start", 0.00085);
        config.addProperty("beta_end", 0.012);
        config.addProperty("beta_schedule", "linear");
        config.addProperty("steps_offset", 0L);
        config.addProperty("set_alpha_to_one", false);
        config.addProperty("clip_sample", false);
        config.addProperty("timestep_spacing", "leading");
        config.addProperty("prediction_type", "epsilon");
        return JsonFile.of("the schedule of AnimateDiff", config);
    }
}
