package motionscope.video.world;

import motionscope.video.Clip;

/** Draws scenes, pixel for pixel as {@code render} of world.py, in float32. */
final class Renderer {
    private Renderer() {}

    static Clip render(Scene scene, int size) {
        int plane = size * size;
        float[] out = new float[scene.frames() * 3 * plane]; // (frames, 3, size, size)
        Pattern pattern = new Pattern(scene.texture(), scene.grain());
        float[] pixel = new float[3];
        for (int f = 0; f < scene.frames(); f++) {
            float zoom = scene.zoomAt(f);
            for (int i = 0; i < plane; i++) {
                float x = i % size - size / 2f + 0.5f;
                float y = i / size - size / 2f + 0.5f;
                float grey = pattern.grey(
                        (x - scene.background().x(f)) / zoom + scene.offsetX(),
                        (y - scene.background().y(f)) / zoom + scene.offsetY());
                for (int c = 0; c < 3; c++) {
                    float base = scene.colour().channel(c);
                    pixel[c] = base * 0.25f + (base * 0.65f + 0.1f) * grey;
                }
                for (int o = scene.objects().size() - 1; o >= 0; o--) { // the first is in front
                    lay(scene.objects().get(o), f, x, y, pixel);
                }
                for (int c = 0; c < 3; c++) {
                    out[(f * 3 + c) * plane + i] = pixel[c] * 2 - 1;
                }
            }
        }
        return Clip.of(out, scene.frames(), size, size, Clip.DEFAULT_FRAME_RATE);
    }

    /** Lays a shape over a pixel: soft at its edge, darker towards its rim. */
    static void lay(SceneObject object, int frame, float x, float y, float[] pixel) {
        float distance = object.distance(frame, x, y);
        float cover = Pattern.sigmoid(-2 * distance);
        float light = 0.5f + 0.5f * Pattern.sigmoid(-2 * (distance + 1.5f));
        for (int c = 0; c < 3; c++) {
            pixel[c] = pixel[c] * (1 - cover) + object.colour().channel(c) * light * cover;
        }
    }
}
