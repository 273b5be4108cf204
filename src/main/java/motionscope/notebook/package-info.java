/**
 * What a notebook shows: clips, figures, tables, progress, errors. The only package that knows a Jupyter kernel exists.
 *
 * <p>{@code import static motionscope.notebook.Show.*;} gives a cell {@code show(...)}. The kernel is reached by
 * reflection ({@link motionscope.notebook.KernelPort}), the same way on JJava and on IJava, so the library needs the
 * classes of neither. Without a kernel {@code show} prints one line.
 */
package motionscope.notebook;
