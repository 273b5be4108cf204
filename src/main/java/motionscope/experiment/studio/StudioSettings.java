package motionscope.experiment.studio;

import motionscope.MotionScopeException;
import motionscope.control.Preset;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;

/**
 * Everything that a person can set in the studio. Immutable; each method returns a changed one. Null stands for "as the motion's
 * own control has it".
 *
 * @param scale of classifier-free guidance
 * @param asked the motion
 * @param preset how the latent is moved towards it
 * @param weight 0 to {@value #MOST_WEIGHT}: nothing to strong, as the largest update of the latent. {@value #MOST_WEIGHT} is as
 *     large as ADAPTIVE's own, and 3 % of the latent's scale with PAPER and OFFICIAL_CODE; less goes with the square. Null leaves
 *     the published step sizes to these two, which do little to models with other features
 * @param from first guided step
 * @param to the step before which guidance ends
 * @param updates of the latent at each guided step
 * @param tap where the motion is looked at
 * @param share of the tap's channels, above 0, at most 1
 * @param place the part of the picture that is asked to move so; of a shape: where it is; null for everything
 */
public record StudioSettings(
        String prompt,
        long seed,
        int steps,
        double scale,
        Asked asked,
        Preset preset,
        Double weight,
        Integer from,
        Integer to,
        Integer updates,
        Tap tap,
        Double share,
        Place place) {
    /** The strongest weight. */
    public static final double MOST_WEIGHT = 30;

    /** The most denoising steps. */
    public static final int MOST_STEPS = 1000;

    /** @throws MotionScopeException naming the field, what was found and what is allowed */
    public StudioSettings {
        if (prompt == null || prompt.length() > 2000) {
            throw new MotionScopeException("The prompt is missing or longer than 2000 letters; write a shorter one.");
        }
        Numbers.require("seed", seed, 0, Long.MAX_VALUE);
        Numbers.require("number of steps", steps, 1, MOST_STEPS);
        Numbers.require("guidance scale", scale, 0, 100);
        if (weight != null) {
            Numbers.require("weight", weight, 0, MOST_WEIGHT);
        }
        if ((from == null) != (to == null)) {
            throw new MotionScopeException(
                    "The guided steps have a first and an end, or neither; " + from + " and " + to + " were given.");
        }
        if (from != null) {
            Numbers.require("first guided step", from, 0, steps - 1);
            Numbers.require("end of the guided steps", to, from + 1, steps);
        }
        if (updates != null) {
            Numbers.require("number of updates", updates, 1, 100);
        }
        if (share != null && !(share > 0 && share <= 1)) {
            throw new MotionScopeException("The share of channels is " + share + "; use a number above 0, up to 1.");
        }
    }

    /** A model's own settings, nothing asked. */
    public static StudioSettings of(VideoModel model, String prompt) {
        return new StudioSettings(
                prompt,
                7,
                model.defaults().steps(),
                model.defaults().guidanceScale(),
                new Asked.Nothing(),
                Preset.ADAPTIVE,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public StudioSettings prompt(String value) {
        return new StudioSettings(
                value, seed, steps, scale, asked, preset, weight, from, to, updates, tap, share, place);
    }

    public StudioSettings seed(long value) {
        return new StudioSettings(
                prompt, value, steps, scale, asked, preset, weight, from, to, updates, tap, share, place);
    }

    /** Denoising steps; guided steps that this run does not have any more are the control's own again. */
    public StudioSettings steps(int value) {
        Integer first = to != null && to > value ? null : from;
        Integer end = to != null && to > value ? null : to;
        return new StudioSettings(
                prompt, seed, value, scale, asked, preset, weight, first, end, updates, tap, share, place);
    }

    public StudioSettings scale(double value) {
        return new StudioSettings(
                prompt, seed, steps, value, asked, preset, weight, from, to, updates, tap, share, place);
    }

    public StudioSettings asked(Asked value) {
        return new StudioSettings(
                prompt, seed, steps, scale, value, preset, weight, from, to, updates, tap, share, place);
    }

    public StudioSettings preset(Preset value) {
        return new StudioSettings(
                prompt, seed, steps, scale, asked, value, weight, from, to, updates, tap, share, place);
    }

    public StudioSettings weight(Double value) {
        return new StudioSettings(
                prompt, seed, steps, scale, asked, preset, value, from, to, updates, tap, share, place);
    }

    /** Guided steps: from one, counted from 0, up to, not including, another; null and null for the control's own. */
    public StudioSettings guided(Integer first, Integer end) {
        return new StudioSettings(
                prompt, seed, steps, scale, asked, preset, weight, first, end, updates, tap, share, place);
    }

    public StudioSettings updates(Integer value) {
        return new StudioSettings(
                prompt, seed, steps, scale, asked, preset, weight, from, to, value, tap, share, place);
    }

    public StudioSettings tap(Tap value) {
        return new StudioSettings(
                prompt, seed, steps, scale, asked, preset, weight, from, to, updates, value, share, place);
    }

    public StudioSettings share(Double value) {
        return new StudioSettings(
                prompt, seed, steps, scale, asked, preset, weight, from, to, updates, tap, value, place);
    }

    public StudioSettings place(Place value) {
        return new StudioSettings(
                prompt, seed, steps, scale, asked, preset, weight, from, to, updates, tap, share, value);
    }

    /** In a few words. */
    public String words() {
        return prompt + " · seed " + seed + " · " + asked.words();
    }

    /** Whether anything pulls at the clip: a motion is asked for, and not with no weight. */
    public boolean isGuided() {
        return !(asked instanceof Asked.Nothing) && !Double.valueOf(0).equals(weight);
    }
}
