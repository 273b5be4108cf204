package motionscope.experiment.studio;

/**
 * How long a draft may be so that both clips are there within five seconds on this machine: the first ones tell. Half of the
 * frames cost half of the time and move as all of them do; fewer steps than {@value #LEAST} do not.
 */
final class DraftLength {
    private static final double SECONDS = 3.2; // for the guided clip; the unguided one takes half as long
    private static final int LEAST = 3; // they show the motion of 25 steps, and most of the looks
    static final int MOST = 8; // steps
    private static final int FEWEST_FRAMES = 8;

    private final int frames;
    private double quickest = Double.POSITIVE_INFINITY; // seconds a step of a frame; others wait for what runs beside

    /** @param frames of the model's clips */
    DraftLength(int frames) {
        this.frames = frames;
    }

    /** Steps and frames of a clip. */
    record Length(int steps, int frames) {}

    synchronized Length next() {
        int drawn = LEAST * frames * quickest <= SECONDS ? frames : half();
        double steps = Math.floor(SECONDS / (drawn * quickest)); // 0 before the first
        return new Length((int) Math.max(LEAST, Math.min(MOST, steps)), drawn);
    }

    private int half() {
        return Math.min(frames, Math.max(FEWEST_FRAMES, frames / 2));
    }

    /** A guided clip took so long; only drafts tell, because more of their steps are guided. */
    synchronized void took(boolean draft, Length length, double seconds) {
        if (draft) {
            quickest = Math.min(quickest, seconds / (length.steps() * length.frames()));
        }
    }
}
