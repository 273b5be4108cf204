/**
 * Panels of the lab, each with one call: what is asked of a model by hand, over {@link motionscope.experiment.studio} and
 * {@link motionscope.experiment.explore}.
 *
 * <p>Each is built of widgets, so that it lives in a page, and gives a still picture where a notebook runs without one.
 */
package motionscope.notebook.panel;
