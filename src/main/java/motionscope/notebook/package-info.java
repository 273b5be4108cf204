/**
 * What a notebook shows: clips, figures, tables, progress, errors. The only package that knows a Jupyter kernel exists.
 *
 * <p>{@code import static motionscope.notebook.Show.*;} gives a cell {@code show(...)}. The kernel is reached by
 * reflection ({@link motionscope.notebook.KernelPort}), the same way on JJava and on IJava, so the library needs the
 * classes of neither. Panels of widgets ({@link motionscope.notebook.widget.Panel}) live in the page; where none is there
 * they are still pictures. Without a kernel {@code show} prints one line.
 */
package motionscope.notebook;
