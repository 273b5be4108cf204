package motionscope.experiment.bench;

import java.util.List;

/** Runs {@link FreshWork} in a new JVM with the options of this one. */
final class FreshProcess {
    private final BenchSettings settings;

    FreshProcess(BenchSettings settings) {
        this.settings = settings;
    }

    /**
     * What one process did.
     *
     * @param wallSeconds from its start to the end of its work
     * @param workSeconds of the work alone
     * @param peakBytes most resident memory
     */
    record Result(double wallSeconds, double workSeconds, long peakBytes) {}

    Result run(String work) {
        FreshJvm.Result<FreshWork.Told> run = FreshJvm.run(FreshWork.class, arguments(work), FreshWork.Told.class);
        return new Result(run.wallSeconds(), run.told().seconds(), run.told().peakBytes());
    }

    private List<String> arguments(String work) {
        return List.of(
                work,
                settings.model().toString(),
                settings.placement().device().toString(),
                settings.placement().precision().toString(),
                settings.prompt(),
                String.valueOf(settings.clips()),
                String.valueOf(settings.guidedSteps()));
    }
}
