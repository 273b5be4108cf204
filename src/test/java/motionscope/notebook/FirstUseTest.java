package motionscope.notebook;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nobody waits for it, so nobody would see it fail. */
class FirstUseTest {
    @Test
    void itFindsWhatItLoads() {
        assertDoesNotThrow(() -> FirstUse.begin().get(60, TimeUnit.SECONDS));
    }
}
