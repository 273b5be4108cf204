package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.testing.Close;
import motionscope.testing.Draws;
import motionscope.testing.FiniteDifferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Linear algebra against its defining equations. */
class LinalgOracleTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40})
    void eigenvectorsRebuildTheMatrix(int n) {
        Tensor a = new Draws(n).doubles(n, n);
        Tensor symmetric = a.add(a.permute(1, 0));
        Linalg.Eigen eigen = Linalg.symmetricEigen(symmetric);
        Tensor v = eigen.vectors();
        Tensor rebuilt = v.mul(eigen.values()).matmul(v.permute(1, 0)); // V diag(w) V^T
        Close.assertClose("V diag(w) V^T", symmetric, rebuilt, 1e-11, 1e-11);
        Close.assertClose("V^T V", identity(n), v.permute(1, 0).matmul(v), 1e-12, 1e-12);
        double[] w = eigen.values().doubles();
        for (int i = 1; i < n; i++) {
            assertTrue(w[i - 1] <= w[i], "ascending");
        }
    }

    @Test
    void onlyTheLowerTriangleIsRead() {
        Tensor lower = Tensor.of(new double[] {2, 99, 1, 2}, 2, 2);
        double[] values = Linalg.symmetricEigen(lower).values().doubles();
        Close.assertClose("eigenvalues", new double[] {1, 3}, values, 1e-14, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20})
    void solvesEquations(int n) {
        Draws draws = new Draws(n);
        Tensor a = draws.doubles(n, n).add(identity(n).mul(3));
        Tensor b = draws.doubles(n, 2);
        Close.assertClose("A X", b, a.matmul(Linalg.solve(a, b)), 1e-10, 1e-10);
        if (n <= 3) {
            FiniteDifferences.check("solve", in -> Linalg.solve(in[0], in[1]), a, b);
        }
    }

    @Test
    void aSingularMatrixIsAnErrorThatNamesTheOperation() {
        Tensor singular = Tensor.of(new double[] {1, 2, 2, 4}, 2, 2);
        Tensor b = Tensor.of(new double[] {1, 1}, 2, 1);
        Exception e = assertThrows(IllegalStateException.class, () -> Linalg.solve(singular, b));
        assertTrue(e.getMessage().contains("linalg_solve"), e.getMessage());
    }

    private static Tensor identity(int n) {
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i * n + i] = 1;
        }
        return Tensor.of(values, n, n);
    }
}
