/**
 * Measurements of clips: where points go, how the background and the shapes move, how alike two motions are, flicker,
 * contrast, and how much of its prompt a clip shows. Where the truth is known ({@code TrueTracks}) it is used; every
 * estimator is scored on such clips by {@code EstimatorErrors}. Scores by CLIP are not here: they need a CLIP model.
 */
package motionscope.metric;
