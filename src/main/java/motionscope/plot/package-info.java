/**
 * The figures of the lessons: scatter, lines with bands, bars, tables as heat maps, maps over frames, contact sheets.
 *
 * <p>{@link motionscope.plot.Figures} makes them, {@link motionscope.plot.Figure} is what comes out: PNG at twice the
 * size, SVG whose text is text, a caption, and the numbers behind the picture.
 *
 * <p>The axes are drawn here with Java2D rather than by a chart library: XChart 4.0.3 fills the outlines of letters
 * instead of drawing text, so its SVG holds no text, and it has no panels that share axes.
 */
package motionscope.plot;
