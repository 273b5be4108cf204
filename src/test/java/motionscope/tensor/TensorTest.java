package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void elementwiseOperationsBroadcast() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            Tensor row = Tensor.of(new float[] {10, 20, 30}, 3);
            assertArrayEquals(new float[] {11, 22, 33, 14, 25, 36}, x.add(row).floats());
            assertArrayEquals(
                    new float[] {-9, -18, -27, -6, -15, -24}, x.sub(row).floats());
            assertArrayEquals(new float[] {10, 40, 90, 40, 100, 180}, x.mul(row).floats());
            assertArrayEquals(new float[] {.5f, 1, 1.5f, 2, 2.5f, 3}, x.div(2).floats());
            assertArrayEquals(new float[] {3, 4, 5, 6, 7, 8}, x.add(2).floats());
            assertArrayEquals(new float[] {2, 2, 3, 4, 4, 4}, x.clamp(2, 4).floats());
        }
    }

    /** The move that the engine has not for this type; between devices it can only be tried where there are two. */
    @Test
    void bfloat16Moves() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new float[] {1, -2.5f, 1024}, 3).cast(DType.BF16);
            Tensor moved = x.moved("cpu");
            assertEquals(DType.BF16, moved.dtype());
            assertEquals(Device.CPU, moved.device());
            assertArrayEquals(
                    new float[] {1, -2.5f, 1024}, moved.cast(DType.F32).floats());
        }
    }

    @Test
    void shapesAndReductions() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            assertArrayEquals(new long[] {3, 2}, x.permute(1, 0).shape());
            assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, x.permute(1, 0).floats());
            assertArrayEquals(new float[] {2, 5}, x.mean(1).floats());
            assertArrayEquals(new long[] {2, 1}, x.mean(1).shape());
            assertArrayEquals(new float[] {1, 1}, x.std(1).floats());
            assertArrayEquals(new float[] {2, 3, 5, 6}, x.narrow(1, 1, 2).floats());
            assertArrayEquals(new float[] {3, 1, 6, 4}, x.select(1, 2, 0).floats());
            assertArrayEquals(new float[] {4, 5, 6}, x.chunk(2, 0)[1].floats());
            assertArrayEquals(
                    new float[] {1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6},
                    x.repeatInterleave(2, 0).floats());
            assertArrayEquals(new long[] {4, 3}, Tensor.cat(0, x, x).shape());
            assertArrayEquals(new long[] {2, 2, 3}, Tensor.stack(1, x, x).shape());
            assertArrayEquals(
                    new float[] {14, 32, 32, 77}, x.matmul(x.permute(1, 0)).floats());
            assertEquals(3.5, x.mean().item());
            assertEquals(21, x.sum().item());
            assertEquals(6, x.max().item());
            assertArrayEquals(new float[] {2, 5}, x.quantile(.5).floats());
        }
    }

    @Test
    void everyTypeIsReachedByACast() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new float[] {0, 1, 2.5f}, 3);
            for (DType type : DType.values()) {
                assertEquals(type, x.cast(type).dtype());
            }
            assertArrayEquals(new float[] {0, 1, 2.5f}, x.cast(DType.BF16).floats());
            assertArrayEquals(new float[] {0, 2, 5}, x.cast(DType.BF16).mul(2).floats());
            assertArrayEquals(new long[] {0, 1, 2}, x.longs());
            assertSame(x, x.cast(DType.F32));
        }
    }

    @Test
    void finiteMeansNoNanAndNoInfinity() {
        try (Scope scope = new Scope()) {
            assertTrue(Tensor.of(new float[] {1, 2}, 2).isFinite());
            assertFalse(Tensor.of(new float[] {1, Float.NaN}, 2).isFinite());
            assertFalse(Tensor.of(new float[] {1, Float.NEGATIVE_INFINITY}, 2).isFinite());
        }
    }

    @Test
    void scopesFreeWhatIsNotKept() {
        long before = Scope.liveTensors();
        Tensor lost;
        try (Scope outer = new Scope()) {
            Tensor kept = Scope.of(() -> Tensor.full(1, 4).add(1).mul(3));
            assertArrayEquals(new float[] {6, 6, 6, 6}, kept.floats());
            assertEquals(before + 1, Scope.liveTensors());
            lost = kept;
        }
        assertEquals(before, Scope.liveTensors());
        assertThrows(IllegalStateException.class, lost::floats);
    }

    @Test
    void misuseOfScopesIsAnException() throws InterruptedException {
        assertThrows(IllegalStateException.class, () -> Tensor.full(1, 2));
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.full(1, 2);
            assertThrows(IllegalStateException.class, () -> scope.keep(x));
            Throwable[] seen = new Throwable[1];
            Thread other = new Thread(() -> {
                try {
                    scope.close();
                } catch (IllegalStateException e) {
                    seen[0] = e;
                }
            });
            other.start();
            other.join();
            assertTrue(seen[0] instanceof IllegalStateException);
        }
    }

    @Test
    void wrongShapesAreExceptionsThatNameThem() {
        try (Scope scope = new Scope()) {
            assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[3], 2, 2));
            Exception e = assertThrows(
                    IllegalStateException.class, () -> Tensor.full(1, 4).add(Tensor.full(1, 5)));
            assertTrue(e.getMessage().contains("torch.add(x, y)"), e.getMessage());
        }
    }
}
