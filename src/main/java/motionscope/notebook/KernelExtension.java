package motionscope.notebook;

import java.util.List;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Makes any JJava kernel that has this jar on its classpath ready for MotionScope: imports, short errors, and a last
 * expression of a cell that shows itself. Other kernels never load this class.
 */
public final class KernelExtension implements Extension {
    private static final List<String> IMPORTS = List.of(
            "import java.nio.file.Path;",
            "import motionscope.*;",
            "import motionscope.experiment.*;",
            "import motionscope.metric.*;",
            "import motionscope.model.*;",
            "import motionscope.motion.*;",
            "import motionscope.notebook.panel.*;",
            "import motionscope.plot.*;",
            "import motionscope.sampler.*;",
            "import motionscope.tensor.*;",
            "import motionscope.video.*;",
            "import motionscope.video.world.*;",
            "import static motionscope.notebook.Show.*;");

    /** An error here would end the kernel, so it is printed instead; the notebook still works with its own imports. */
    @Override
    public void install(BaseKernel kernel) {
        try {
            prepare(KernelPort.starting(kernel));
        } catch (RuntimeException | LinkageError e) {
            System.err.println("MotionScope could not prepare this kernel: " + e);
        }
    }

    private static void prepare(KernelPort port) {
        port.prepare();
        Ports.use(port);
        FirstUse.begin();
        IMPORTS.forEach(port::run);
    }
}
