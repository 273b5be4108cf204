package motionscope.experiment;

/** Threads whose work is shown in another way ({@link WorkDisplay#quietly}). */
final class QuietWork {
    static final ThreadLocal<Boolean> THREAD = ThreadLocal.withInitial(() -> false);

    private QuietWork() {}
}
