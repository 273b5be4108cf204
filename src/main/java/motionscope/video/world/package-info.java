/**
 * Scenes made by rule, whose motion is known exactly: a textured background that pans or zooms, and shapes with paths of
 * their own. The bundled model was trained on these ({@code data/mini-model/training/world.py}).
 */
package motionscope.video.world;
