package motionscope.tensor;

/** Dense linear algebra by LAPACK, through libtorch. */
public final class Linalg {
    private Linalg() {}

    /**
     * Eigenvalues and eigenvectors of a symmetric matrix.
     *
     * @param values (n), ascending
     * @param vectors (n, n), one unit vector a column
     */
    public record Eigen(Tensor values, Tensor vectors) {}

    /** Symmetric eigendecomposition of (n, n); only the lower triangle is read. */
    public static Eigen symmetricEigen(Tensor matrix) {
        Tensor[] found = Kernel.script(
                        "x", "Tuple[Tensor, Tensor]", "    v, w = torch.linalg_eigh(x)\n    return (v, w)\n")
                .callAll(matrix);
        return new Eigen(found[0], found[1]);
    }

    /** The solution X of {@code A X = B}: (n, n), (n, k) -> (n, k). */
    public static Tensor solve(Tensor a, Tensor b) {
        return Kernel.of("a, b", "torch.linalg_solve(a, b)").call(a, b);
    }
}
