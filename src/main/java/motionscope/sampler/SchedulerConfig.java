package motionscope.sampler;

import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

/**
 * A sampler's options, as {@code scheduler_config.json} of diffusers has them.
 *
 * <p>An option with an unknown value, and an option that is not implemented, is an error.
 *
 * @param kind which sampler
 * @param betas the noise that training added
 * @param prediction what the model's output means
 * @param spacing how timesteps are spread
 * @param stepsOffset added to leading timesteps
 * @param alphaToOne DDIM and its inversion: whether the level below timestep 0 is clean, not that of timestep 0
 * @param limit DDIM and its inversion: what is done to the predicted clean latent
 * @param sigmas Euler: which sigmas to go through
 */
public record SchedulerConfig(
        SamplerKind kind,
        Betas betas,
        PredictionType prediction,
        TimestepSpacing spacing,
        int stepsOffset,
        boolean alphaToOne,
        CleanLimit limit,
        SigmaOptions sigmas) {
    /** @throws MotionScopeException if options contradict each other */
    public SchedulerConfig {
        Latents.requireRange("steps_offset", stepsOffset, 0, betas.count());
        if (kind == SamplerKind.DDIM_INVERSE && spacing == TimestepSpacing.LINSPACE) {
            throw new MotionScopeException("timestep_spacing 'linspace' is not defined for DDIM inversion; use"
                    + " withSpacing(LEADING) or withSpacing(TRAILING).");
        }
        if (kind == SamplerKind.DDIM_INVERSE && limit.kind() == CleanLimit.Kind.THRESHOLD) {
            throw new MotionScopeException(
                    "thresholding is not defined for DDIM inversion; use withLimit(CleanLimit.NONE).");
        }
        if (kind == SamplerKind.EULER
                && sigmas.continuous()
                && prediction == PredictionType.V_PREDICTION
                && sigmas.interpolation() == SigmaOptions.Interpolation.LOG_LINEAR
                && sigmas.curve() == SigmaOptions.Curve.TRAINED) {
            throw new MotionScopeException("interpolation_type 'log_linear' with continuous v-prediction has one sigma"
                    + " more than timesteps; use interpolation_type 'linear' or use_karras_sigmas.");
        }
    }

    /**
     * Reads the options of {@code scheduler_config.json}; missing ones have diffusers' defaults.
     *
     * @throws MotionScopeException if the scheduler, an option or a value is not known
     */
    public static SchedulerConfig of(JsonFile file) {
        Options options = new Options(file);
        SamplerKind kind = SamplerKind.of(options.text("_class_name"));
        boolean euler = kind == SamplerKind.EULER;
        SchedulerConfig config = new SchedulerConfig(
                kind,
                Betas.read(options),
                options.choice("prediction_type", PredictionType.EPSILON),
                options.choice("timestep_spacing", euler ? TimestepSpacing.LINSPACE : TimestepSpacing.LEADING),
                options.integer("steps_offset", 0),
                euler || options.flag("set_alpha_to_one", true),
                euler ? CleanLimit.NONE : CleanLimit.read(options, kind == SamplerKind.DDIM),
                euler ? SigmaOptions.read(options) : SigmaOptions.DEFAULT);
        options.requireNothingElse();
        return config;
    }

    /** The same noise and prediction type for another sampler: a DDIM folder's inversion, for one. */
    public SchedulerConfig as(SamplerKind other) {
        return new SchedulerConfig(
                other,
                betas,
                prediction,
                spacing,
                stepsOffset,
                alphaToOne,
                other == SamplerKind.EULER ? CleanLimit.NONE : limit,
                other == SamplerKind.EULER ? sigmas : SigmaOptions.DEFAULT);
    }

    /** The same with other timesteps. */
    public SchedulerConfig withSpacing(TimestepSpacing other) {
        return new SchedulerConfig(kind, betas, prediction, other, stepsOffset, alphaToOne, limit, sigmas);
    }

    /** The same with another limit on the predicted clean latent. */
    public SchedulerConfig withLimit(CleanLimit other) {
        return new SchedulerConfig(kind, betas, prediction, spacing, stepsOffset, alphaToOne, other, sigmas);
    }

    /** Timesteps of a number of steps, from most to least noise, not rounded yet. */
    double[] timesteps(int steps) {
        if (steps < 1 || steps > betas.count()) {
            throw new MotionScopeException(steps + " steps were asked for; this schedule takes 1.." + betas.count()
                    + " (num_train_timesteps).");
        }
        return spacing.timesteps(steps, betas.count(), stepsOffset);
    }
}
