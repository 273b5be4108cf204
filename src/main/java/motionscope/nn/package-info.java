/**
 * Layers as small records built from weights by name.
 *
 * <p>A forward pass reads from top to bottom in one method; shapes stand behind the lines that change them; no layer
 * knows which model it is in. Letters: b clips, f frames, c channels, h rows, w columns, t tokens, d width of a token.
 */
package motionscope.nn;
