package motionscope.metric;

import java.util.ArrayList;
import java.util.List;
import motionscope.video.Clip;

/**
 * How much of a prompt of the procedural world a clip shows; each share is 0 to 1.
 *
 * @param seen what the clip shows, by {@link WorldContent}
 * @param background 1 if the background has its colour, else 0
 * @param texture 1 if it has its pattern, else 0
 * @param colours share of the shapes whose colour is seen on a shape; 1 where the prompt names none
 * @param shapes share of the shapes that are seen in their colour and form; 1 where the prompt names none
 * @param extra how many shapes are seen beyond those of the prompt
 */
public record PromptAgreement(
        WorldContent seen, double background, double texture, double colours, double shapes, int extra) {
    /** Looks at a clip and compares it with its prompt. */
    public static PromptAgreement of(Clip clip, WorldPrompt prompt) {
        return of(WorldContent.of(clip), prompt);
    }

    static PromptAgreement of(WorldContent seen, WorldPrompt prompt) {
        List<WorldContent.Thing> left = new ArrayList<>(seen.things());
        int asked = prompt.things().size();
        int whole = 0;
        List<WorldContent.Thing> missed = new ArrayList<>();
        for (WorldContent.Thing thing : prompt.things()) {
            if (left.remove(thing)) {
                whole++;
            } else {
                missed.add(thing);
            }
        }
        int coloured = whole;
        for (WorldContent.Thing thing : missed) {
            boolean found = left.stream()
                    .filter(other -> other.colour() == thing.colour())
                    .findFirst()
                    .map(left::remove)
                    .orElse(false);
            coloured += found ? 1 : 0;
        }
        return new PromptAgreement(
                seen,
                seen.background() == prompt.background() ? 1 : 0,
                seen.texture() == prompt.texture() ? 1 : 0,
                asked == 0 ? 1 : (double) coloured / asked,
                asked == 0 ? 1 : (double) whole / asked,
                Math.max(0, seen.things().size() - asked));
    }

    /** One figure: the mean of the four shares. */
    public double score() {
        return (background + texture + colours + shapes) / 4;
    }
}
