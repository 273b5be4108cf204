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
