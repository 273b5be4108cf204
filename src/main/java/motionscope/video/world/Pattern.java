package motionscope.video.world;

/** The grey values of one texture, 0 to 1, at any place of its endless plane. In float32, as {@code texture} of world.py. */
final class Pattern {
    private static final float TURN = 6.2832f;
    private static final int WAVES = 7;

    private final Texture texture;
    private final float cell;
    private final float cos;
    private final float sin;
    private final Lattice lattice;
    private final float[] waveX = new float[WAVES];
    private final float[] waveY = new float[WAVES];
    private final float[] waveLength = new float[WAVES];
    private final float[] wavePhase = new float[WAVES];

    Pattern(Texture texture, Grain grain) {
        this.texture = texture;
        cell = 9 + 6 * grain.cell();
        float angle = grain.angle() * (float) Math.PI;
        cos = (float) StrictMath.cos(angle);
        sin = (float) StrictMath.sin(angle);
        lattice = new Lattice((float) Math.floor(grain.pattern() * 50));
        float density =
                switch (texture) {
                    case STREAKS -> 0.2f;
                    case MARBLE -> 0.09f;
                    default -> 0.13f;
                };
        for (int i = 0; i < WAVES; i++) {
            float heading = TURN * fraction(grain.heading() + (float) (i * 0.377) + grain.spin() * i);
            waveX[i] = (float) StrictMath.cos(heading);
            waveY[i] = (float) StrictMath.sin(heading);
            waveLength[i] = (float) (density * (0.6 + 0.45 * i)) * (0.8f + 0.4f * grain.frequency());
            wavePhase[i] = TURN * fraction(grain.phase() + (float) (i * 0.61));
        }
    }

    float grey(float x, float y) {
        float along = x * cos + y * sin;
        float across = -x * sin + y * cos;
        return switch (texture) {
            case CLOUDS -> sigmoid(1.3f * cloud(x, y));
            case STONES -> {
                Lattice.Near near = lattice.near(x, y, cell);
                yield (0.15f + 0.85f * near.shade()) * sigmoid(1.5f * (near.second() - near.first() - 1.2f));
            }
            case SPOTS -> {
                Lattice.Near near = lattice.near(x, y, cell);
                yield sigmoid(1.5f * (cell * (0.18f + 0.22f * near.shade()) - near.first()));
            }
            case STREAKS -> sigmoid(1.4f * cloud(along * 0.35f, across * 1.3f));
            case MARBLE -> 0.5f + 0.5f * (float) Math.sin(0.25f * along + 2.2f * cloud(x, y));
            case TILES -> lattice.tile((float) Math.floor(x / (cell * 0.7f)), (float) Math.floor(y / (cell * 0.7f)));
        };
    }

    /** A sum of seven waves of different directions. */
    private float cloud(float x, float y) {
        float sum = 0;
        for (int i = 0; i < WAVES; i++) {
            float wave = waveLength[i] * (x * waveX[i] + y * waveY[i]) + wavePhase[i];
            sum += (float) Math.sin(wave) / (float) (1 + 0.35 * i);
        }
        return sum;
    }

    static float sigmoid(float x) {
        return 1 / (1 + (float) Math.exp(-x));
    }

    static float fraction(float x) {
        return x - (int) x;
    }
}
