package motionscope.experiment.bench;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.Torch;

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
        long start = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command(work))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String line = out.readLine(); // comes when the work is done, before the process ends
                double wall = (System.nanoTime() - start) / 1e9;
                int code = process.waitFor();
                if (line == null || code != 0) {
                    throw new MotionScopeException("A fresh process for '" + work + "' ended with code " + code
                            + "; see what it printed above.");
                }
                FreshWork.Told told = new Gson().fromJson(line, FreshWork.Told.class);
                return new Result(wall, told.seconds(), told.peakBytes());
            } finally {
                process.destroy();
            }
        } catch (IOException | JsonParseException e) {
            throw new MotionScopeException("A fresh process could not be measured: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MotionScopeException("The measurement was interrupted.", e);
        }
    }

    private List<String> command(String work) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-javaagent") && !option.startsWith("-agentlib"))
                .forEach(command::add);
        command.add("-Dai.djl.pytorch.num_threads=" + Torch.threads());
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(FreshWork.class.getName());
        command.add(work);
        command.add(settings.model().toString());
        command.add(settings.placement().device().toString());
        command.add(settings.placement().precision().toString());
        command.add(settings.prompt());
        command.add(String.valueOf(settings.clips()));
        command.add(String.valueOf(settings.guidedSteps()));
        return command;
    }
}
