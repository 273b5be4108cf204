try {
    Class.forName("motionscope.MotionScopeException");
} catch (ClassNotFoundException gone) {
    throw new IllegalStateException("MotionScope's classes are not at " + System.getenv("JJAVA_CLASSPATH")
            + "; build and install the kernel again: ./motionscope kernel install");
}
import java.nio.file.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import motionscope.*;
