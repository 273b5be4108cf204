try {
    Class.forName("motionscope.MotionScopeException");
} catch (ClassNotFoundException gone) {
    throw new IllegalStateException("MotionScope's classes are not on the kernel's classpath: build them and install "
            + "the kernel again with ./motionscope kernel install");
}
import java.nio.file.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import motionscope.*;
import motionscope.experiment.*;
import motionscope.model.*;
import motionscope.motion.*;
import motionscope.plot.*;
import motionscope.sampler.*;
import motionscope.tensor.*;
import motionscope.video.*;
import motionscope.video.world.*;
import static motionscope.notebook.Show.*;
