package motionscope.notebook;

import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jdk.jshell.JShell;
import motionscope.notebook.widget.Resources;
import motionscope.notebook.widget.Session;
import motionscope.plot.Figure;
import motionscope.video.Clip;
import tech.tablesaw.api.Table;

/**
 * The running Java kernel, reached by reflection. JJava continues IJava, so their classes have the same names and
 * methods in different packages; the two kinds below are all that differs.
 */
final class KernelPort implements Port {
    /** Where a kernel keeps its running instance and its classes. */
    private enum Kind {
        JJAVA(
                "org.dflib.jjava.jupyter.kernel.BaseKernel",
                "notebookKernel",
                "org.dflib.jjava.jupyter",
                "org.dflib.jjava.shaded.com.google.gson"),
        IJAVA(
                "io.github.spencerpark.ijava.IJava",
                "getKernelInstance",
                "io.github.spencerpark.jupyter",
                "com.google.gson");

        private final String holder;
        private final String getter;
        private final String jupyter;
        private final String gson;

        Kind(String holder, String getter, String jupyter, String gson) {
            this.holder = holder;
            this.getter = getter;
            this.jupyter = jupyter;
            this.gson = gson;
        }

        /** The source of our bridge to comms, in this kernel's names. */
        private String bridge() {
            return Resources.text(KernelPort.class, "comms-bridge.jshell")
                    .replace("@MANAGER@", holder + "." + getter + "().getCommManager()")
                    .replace("@KERNEL@", jupyter)
                    .replace("@GSON@", gson);
        }
    }

    /** Set where notebooks run without a page: panels become still pictures. */
    private static final String HEADLESS = "MOTIONSCOPE_HEADLESS";

    private final Kind kind;
    private final Object kernel;

    private KernelPort(Kind kind, Object kernel) {
        this.kind = kind;
        this.kernel = kernel;
    }

    /** The kernel this code runs in, if it runs in one. */
    static Optional<KernelPort> find() {
        for (Kind kind : Kind.values()) {
            try {
                Object kernel =
                        Class.forName(kind.holder).getMethod(kind.getter).invoke(null);
                if (kernel != null) {
                    return Optional.of(new KernelPort(kind, kernel));
                }
            } catch (ClassNotFoundException | NoClassDefFoundError e) {
                continue; // not this kernel
            } catch (ReflectiveOperationException e) {
                throw unusable(e);
            }
        }
        return Optional.empty();
    }

    /** The port to a JJava kernel that is just starting and does not yet name itself. */
    static KernelPort starting(Object kernel) {
        return new KernelPort(Kind.JJAVA, kernel);
    }

    /**
     * Short errors, a last expression of a cell that shows itself, and drawing without a screen. Called once: on JJava
     * when the kernel starts, on IJava at the first output.
     */
    void prepare() {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true"); // a forwarded display that is gone would stop every figure
        }
        shell().onSnippetEvent(new CellErrors());
        render(Figure.class, Rendering::figure);
        render(Clip.class, Rendering::clip);
        render(Table.class, Rendering::table);
        render(BufferedImage.class, image -> Rendering.image(image, "image"));
    }

    private JShell shell() {
        Object owner = kernel;
        if (kind == Kind.JJAVA) {
            return (JShell) call(owner, "getJShell");
        }
        try {
            var evaluator = kernel.getClass().getDeclaredField("evaluator");
            evaluator.setAccessible(true);
            return (JShell) call(evaluator.get(kernel), "getShell");
        } catch (ReflectiveOperationException e) {
            throw unusable(e);
        }
    }

    /** Lets the last expression of a cell show itself if it is of this type. */
    private <T> void render(Class<T> type, Function<T, Bundle> toBundle) {
        try {
            Class<?> function = load("display.RenderFunction");
            Object renderer = Proxy.newProxyInstance(
                    function.getClassLoader(), new Class<?>[] {function}, (self, method, arguments) -> {
                        if (method.getName().equals("render")) {
                            Object output = call(arguments[1], "getOutputContainer");
                            fill(output, toBundle.apply(type.cast(arguments[0])));
                        }
                        return null;
                    });
            Object registration = call(call(kernel, "getRenderer"), "createRegistration", type);
            registration = call(registration, "preferring", (Object) new String[] {Bundle.TEXT});
            registration.getClass().getMethod("register", function).invoke(registration, renderer);
        } catch (ReflectiveOperationException e) {
            throw unusable(e);
        }
    }

    /** Runs source text in the notebook, for example an import. */
    void run(String source) {
        call(kernel, "evalRaw", source);
    }

    @Override
    public void display(Bundle bundle, String id) {
        Object data = data(bundle);
        if (id != null) {
            call(data, "setDisplayId", id);
        }
        publish("display", data);
    }

    @Override
    public void update(Bundle bundle, String id) {
        publish("updateDisplay", id, data(bundle));
    }

    /** Behind the messages of the widgets in it, and while its cell runs, since the kernel puts it below that one. */
    private void publish(String method, Object... arguments) {
        KernelSession.outbox().call(() -> call(stream(), method, arguments));
    }

    @Override
    public boolean rich() {
        return true;
    }

    /** The kernel compiles the bridge when the first panel is shown; a run without a page needs none. */
    @Override
    public Optional<Session> session() {
        if (System.getenv(HEADLESS) != null) {
            return Optional.empty();
        }
        if (KernelSession.session() == null) {
            run(kind.bridge());
        }
        return Optional.of(KernelSession.session());
    }

    private Object stream() {
        try {
            Object io = call(kernel, "getIO");
            return io.getClass().getField("display").get(io);
        } catch (ReflectiveOperationException e) {
            throw unusable(e);
        }
    }

    private Object data(Bundle bundle) {
        try {
            Object data = load("display.DisplayData").getConstructor().newInstance();
            fill(data, bundle);
            return data;
        } catch (ReflectiveOperationException e) {
            throw unusable(e);
        }
    }

    private static void fill(Object displayData, Bundle bundle) {
        for (Map.Entry<String, Object> part : bundle.data().entrySet()) {
            call(displayData, "putData", part.getKey(), part.getValue());
        }
        bundle.metadata().forEach((mime, hints) -> call(displayData, "putMetaData", mime, hints));
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(
                kind.jupyter + ".kernel." + name, true, kernel.getClass().getClassLoader());
    }

    /** Calls the public method of this name that takes these arguments. */
    private static Object call(Object target, String name, Object... arguments) {
        try {
            for (var method : target.getClass().getMethods()) {
                if (method.getName().equals(name) && takes(method.getParameterTypes(), arguments)) {
                    return method.invoke(target, arguments);
                }
            }
            throw new NoSuchMethodException(target.getClass().getName() + "." + name);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw unusable(e);
        } catch (ReflectiveOperationException e) {
            throw unusable(e);
        }
    }

    private static boolean takes(Class<?>[] types, Object[] arguments) {
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static IllegalStateException unusable(Exception cause) {
        return new IllegalStateException(
                "This Java kernel is not one that MotionScope knows (JJava 1.0, IJava 1.3): " + cause, cause);
    }
}
