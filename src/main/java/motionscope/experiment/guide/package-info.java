/** Guidance as a JSON file, and clips repeated from their sidecars. */
package motionscope.experiment.guide;
