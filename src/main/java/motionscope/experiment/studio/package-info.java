/**
 * The guidance studio without its panel: everything a person can set, turned into guidance and into a cell of Java, and a worker
 * that draws a quick draft of each change and then the clip itself.
 */
package motionscope.experiment.studio;
