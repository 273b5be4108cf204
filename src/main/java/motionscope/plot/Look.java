package motionscope.plot;

import java.awt.Color;

/** The two papers a figure can be drawn on. Data colours are the same on both, so a colour keeps its meaning. */
public enum Look {
    /** Dark ink on white: pages and print. */
    WHITE(new Color(0xFFFFFF), new Color(0x1A1A1A), new Color(0x555555), new Color(0xE6E6E6)),
    /** Light ink on near-black: slides and dark notebooks. */
    DARK(new Color(0x111111), new Color(0xF2F2F2), new Color(0xB5B5B5), new Color(0x333333));

    private final Color paper;
    private final Color ink;
    private final Color soft;
    private final Color rule;

    Look(Color paper, Color ink, Color soft, Color rule) {
        this.paper = paper;
        this.ink = ink;
        this.soft = soft;
        this.rule = rule;
    }

    /** @return the background */
    public Color paper() {
        return paper;
    }

    /** @return titles, axis labels and axis lines */
    public Color ink() {
        return ink;
    }

    /** @return tick labels and captions */
    public Color soft() {
        return soft;
    }

    /** @return grid lines */
    public Color rule() {
        return rule;
    }
}
