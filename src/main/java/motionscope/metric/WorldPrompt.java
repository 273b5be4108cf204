package motionscope.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.MotionScopeException;
import motionscope.video.world.Colour;
import motionscope.video.world.Shape;
import motionscope.video.world.Texture;

/**
 * A prompt of the procedural world, read: {@code a red circle and a blue ring on a green clouds background}.
 *
 * @param things the shapes, in order; may be empty
 * @param background colour of the background
 * @param texture its pattern
 */
public record WorldPrompt(List<WorldContent.Thing> things, Colour background, Texture texture) {
    private static final Pattern GROUND = Pattern.compile("(?:(.+) on )?an? (\\w+) (\\w+) background");
    private static final Pattern THING = Pattern.compile("an? (\\w+) (\\w+)");

    public WorldPrompt {
        things = List.copyOf(things);
    }

    /** @throws MotionScopeException if the prompt does not say such a scene */
    public static WorldPrompt of(String prompt) {
        return find(prompt)
                .orElseThrow(() -> new MotionScopeException("The prompt '" + prompt
                        + "' is none of the procedural world; one reads 'a red circle on a blue stones background'."));
    }

    /** The prompt, read, or empty if it does not say such a scene. */
    public static Optional<WorldPrompt> find(String prompt) {
        Matcher ground = GROUND.matcher(prompt.strip().toLowerCase(Locale.ROOT));
        if (!ground.matches()) {
            return Optional.empty();
        }
        Optional<Colour> colour = named(Colour.values(), Colour::word, ground.group(2));
        Optional<Texture> texture = named(Texture.values(), Texture::word, ground.group(3));
        Optional<List<WorldContent.Thing>> things = things(ground.group(1));
        return colour.isPresent() && texture.isPresent() && things.isPresent()
                ? Optional.of(new WorldPrompt(things.get(), colour.get(), texture.get()))
                : Optional.empty();
    }

    private static Optional<List<WorldContent.Thing>> things(String text) {
        List<WorldContent.Thing> things = new ArrayList<>();
        for (String part : text == null ? new String[0] : text.split(" and ", -1)) {
            Matcher thing = THING.matcher(part);
            if (!thing.matches()) {
                return Optional.empty();
            }
            Optional<Colour> colour = named(Colour.values(), Colour::word, thing.group(1));
            Optional<Shape> shape = named(Shape.values(), Shape::word, thing.group(2));
            if (colour.isEmpty() || shape.isEmpty()) {
                return Optional.empty();
            }
            things.add(new WorldContent.Thing(colour.get(), shape.get()));
        }
        return Optional.of(things);
    }

    private static <T> Optional<T> named(T[] all, Function<T, String> word, String wanted) {
        return Arrays.stream(all).filter(one -> word.apply(one).equals(wanted)).findFirst();
    }

    /** The colours of the shapes, in order. */
    public List<Colour> colours() {
        return things.stream().map(WorldContent.Thing::colour).toList();
    }
}
