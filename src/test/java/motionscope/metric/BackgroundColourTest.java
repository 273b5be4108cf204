package motionscope.metric;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import motionscope.video.world.World;
import org.junit.jupiter.api.Test;

class BackgroundColourTest {
    @Test
    void namesTheBackgroundOfKnownScenes() {
        long right = LongStream.range(0, 240)
                .mapToObj(World::scene)
                .filter(scene -> BackgroundColour.of(scene.render().every(4)) == scene.colour())
                .count();
        assertTrue(right / 240.0 > .95, right + " of 240");
    }
}
