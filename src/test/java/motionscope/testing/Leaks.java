package motionscope.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import motionscope.tensor.Scope;

/** Counts native tensors. */
public final class Leaks {
    private Leaks() {}

    /** Runs the body and checks that it leaves no tensor more and none less. */
    public static void assertNone(Runnable body) {
        long before = Scope.liveTensors();
        body.run();
        assertEquals(before, Scope.liveTensors(), "native tensors alive");
    }
}
