package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import motionscope.MotionScopeException;
import motionscope.testing.Leaks;
import org.junit.jupiter.api.Test;

/** Errors of native operations, real ones and those that only a GPU has. */
class EngineErrorsTest {
    private static final String TRACE = """
            The following operation failed in the TorchScript interpreter.
            Traceback of TorchScript, serialized code (most recent call last):
              File "code/__torch__.py", line 5, in forward
                return torch.matmul(x, y)
                       ~~~~~~~~~~~~ <--- HERE
            RuntimeError:\s""";

    private static RuntimeException explained(String message) {
        return EngineErrors.explained(new EngineException(message), "torch.matmul(x, y)");
    }

    @Test
    void aGpuWithoutMemoryIsTheUsersBusinessBehindATraceToo() {
        String cuda = "CUDA out of memory. Tried to allocate 2.50 GiB. GPU 0 has a total capacity of 79.11 GiB of which"
                + " 1.12 GiB is free. Including non-PyTorch memory, this process has 77.98 GiB memory in use.";
        for (String message : new String[] {cuda, TRACE + cuda}) {
            OutOfMemoryException e = assertInstanceOf(OutOfMemoryException.class, explained(message));
            assertEquals("an allocation of 2.50 GiB failed", e.found());
            assertEquals(
                    "Out of memory: an allocation of 2.50 GiB failed. Use fewer or smaller frames, a smaller batch, or"
                            + " another device.",
                    e.getMessage());
        }
    }

    @Test
    void theLibrariesBelowSayItInTheirOwnWords() {
        for (String message : new String[] {
            "CUDA error: out of memory",
            "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
            "cuDNN error: CUDNN_STATUS_ALLOC_FAILED"
        }) {
            assertEquals(
                    message,
                    assertInstanceOf(OutOfMemoryException.class, explained(message))
                            .found());
        }
    }

    @Test
    void allElseIsAFaultThatSaysWhatFailed() {
        RuntimeException e = explained(TRACE + "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
        assertInstanceOf(IllegalStateException.class, e);
        assertEquals(
                "Operation failed: RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3) In"
                        + " torch.matmul(x, y).",
                e.getMessage());
    }

    @Test
    void anAllocationThatTheProcessorCannotMakeIsExplainedAndLeavesNothing() {
        Leaks.assertNone(() -> {
            try (Scope scope = new Scope()) {
                Tensor one = Tensor.full(1, 1);
                MotionScopeException e =
                        assertThrows(OutOfMemoryException.class, () -> one.repeatInterleave(1L << 46, 0));
                assertTrue(e.getMessage().startsWith("Out of memory: an allocation of "), e.getMessage());
                assertEquals(2, one.add(1).item()); // the engine goes on
            }
        });
    }
}
