package motionscope.experiment.studio;

/** Draws clips for settings. */
interface Engine {
    /** How many steps a draft of these settings takes; as many as the clip where there is no need of one. */
    int draftSteps(StudioSettings settings);

    /**
     * Draws both clips.
     *
     * @throws Superseded where {@code watch} does
     */
    StudioResult draw(StudioSettings settings, boolean draft, Watch watch);

    /** The cell that draws the same clip. */
    String code(StudioSettings settings);

    /** Frees what is kept. */
    void clear();
}
