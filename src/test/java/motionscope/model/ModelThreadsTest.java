package motionscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import motionscope.MotionScopeException;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Torch;
import motionscope.testing.Draws;
import motionscope.testing.Leaks;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model leaves behind, and what several threads see of it. */
class ModelThreadsTest {
    private static final int MANY = 100;
    private static final int ROUNDS = 3;
    /** Allocators keep some freed memory; a hundred passes that leaked their tensors would keep far more. */
    private static final long FLAT = 48L << 20;

    @TempDir
    Path folder;

    private DiffusionModel model;
    private ExecutorService threads;
    private int operationThreads;

    /** Small operations on few cores: threads within them would only wait for each other. */
    @BeforeEach
    void oneThreadEach() {
        operationThreads = Torch.threads();
        Torch.setThreads(1);
    }

    @AfterEach
    void threadsAsBefore() {
        Torch.setThreads(operationThreads);
    }

    @BeforeEach
    void open() {
        model = new DiffusionModel(TinyModel.write(folder), Placement.CPU);
        threads = Executors.newFixedThreadPool(2);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        model.close();
    }

    private static Denoising input(long seed) {
        Draws draws = new Draws(seed);
        return Denoising.of(
                draws.floats(1, TinyModel.CHANNELS, 2, 4, 3), 500, draws.floats(1, 3, TinyModel.TEXT_WIDTH));
    }

    private float[] forward(long seed) {
        try (Scope scope = new Scope()) {
            return model.denoise(input(seed)).prediction().floats();
        }
    }

    private float[] gradient(long seed, boolean checkpointing) {
        try (Scope scope = new Scope()) {
            return model.gradient(
                            input(seed).tapping(Tap.UP0),
                            f -> f.get(Tap.UP0).square().mean(),
                            checkpointing)
                    .gradient()
                    .floats();
        }
    }

    private static long resident() {
        System.gc();
        return MemoryBudget.residentBytes().orElseThrow();
    }

    /**
     * No native tensor more, and no more memory. The heap and the allocators grow now and then by themselves, up to a
     * size; a leak grows in every round.
     */
    private static void assertFlat(Runnable body) {
        for (int i = 0; i < 20; i++) {
            body.run();
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = resident();
            Leaks.assertNone(() -> {
                for (int i = 0; i < MANY; i++) {
                    body.run();
                }
            });
            least = Math.min(least, resident() - before);
        }
        assertTrue(least < FLAT, "resident memory grew by " + least + " or more in each of " + ROUNDS + " rounds");
    }

    @Test
    void forwardsLeaveNothingBehind() {
        assertFlat(() -> forward(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gradientsLeaveNothingBehind(boolean checkpointing) {
        assertFlat(() -> gradient(1, checkpointing));
    }

    @Test
    void loadingAndClosingLeaveNothingBehind() {
        Leaks.assertNone(() -> {
            DiffusionModel another = new DiffusionModel(folder, Placement.CPU);
            another.close();
            another.close();
        });
    }

    @Test
    void sharedKeysAndValuesAreFreedWithTheirStore() {
        Leaks.assertNone(() -> {
            try (Scope scope = new Scope();
                    AttentionSharing store = AttentionSharing.storing(tap -> true)) {
                model.denoise(input(1).sharing(store));
                model.denoise(input(2).sharing(store.using()));
            }
        });
    }

    @Test
    void anExceptionFreesEverything() {
        Leaks.assertNone(() -> {
            try (Scope scope = new Scope()) {
                for (boolean checkpointing : new boolean[] {false, true}) {
                    assertThrows(
                            ArithmeticException.class,
                            () -> model.gradient(
                                    input(1).tapping(Tap.UP0),
                                    f -> {
                                        f.get(Tap.UP0).mul(2);
                                        throw new ArithmeticException("as meant");
                                    },
                                    checkpointing));
                }
            }
        });
        assertEquals(forward(1).length, TinyModel.CHANNELS * 2 * 4 * 3); // and the model still works
    }

    @Test
    void twoThreadsSeeWhatOneSees() throws Exception {
        float[] first = forward(1);
        float[] second = forward(2);
        List<Callable<Void>> work = List.of(() -> repeat(1, first), () -> repeat(2, second));
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
    }

    private Void repeat(long seed, float[] expected) {
        for (int i = 0; i < 15; i++) {
            assertArrayEquals(expected, forward(seed));
        }
        return null;
    }

    @Test
    void aGradientInOneThreadLeavesInferenceInAnotherAlone() throws Exception {
        float[] expected = forward(1);
        float[][] wanted = {gradient(2, false), gradient(2, true)};
        Future<?> gradients = threads.submit(() -> {
            for (int i = 0; i < 8; i++) {
                assertArrayEquals(wanted[i % 2], gradient(2, i % 2 == 1));
            }
        });
        repeat(1, expected);
        gradients.get();
    }

    @Test
    void closingWaitsForARunningCall() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<Double> call = threads.submit(() -> {
            try (Scope scope = new Scope()) {
                return model.gradient(
                                input(1).tapping(Tap.UP0),
                                f -> {
                                    running.countDown();
                                    await(goOn);
                                    return f.get(Tap.UP0).square().mean();
                                },
                                false)
                        .loss();
            }
        });
        running.await();
        Future<?> closing = threads.submit(model::close);
        assertThrows(java.util.concurrent.TimeoutException.class, () -> closing.get(200, TimeUnit.MILLISECONDS));
        assertFalse(call.isDone());
        goOn.countDown();
        assertTrue(call.get() > 0);
        closing.get();
        assertRefused(() -> forward(1));
        assertRefused(() -> gradient(1, false));
        try (Scope scope = new Scope()) {
            assertRefused(() -> model.encodePrompts(List.of("")));
            Tensor latent = new Draws(1).floats(1, TinyModel.CHANNELS, 1, 2, 2);
            assertRefused(() -> model.decode(latent, 8));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(Runnable call) {
        MotionScopeException e = assertThrows(MotionScopeException.class, call::run);
        assertTrue(e.getMessage().contains("is closed"), e.getMessage());
    }
}
