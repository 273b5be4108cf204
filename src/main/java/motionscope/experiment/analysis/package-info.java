/**
 * Figures of a model that can be made again: an {@link motionscope.experiment.analysis.Analysis} is asked for with a few
 * settings, runs, and is saved as PNG, SVG, CSV and a JSON sidecar that holds all settings.
 */
package motionscope.experiment.analysis;
