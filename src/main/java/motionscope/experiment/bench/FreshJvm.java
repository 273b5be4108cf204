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

/** Runs a program that tells one line of JSON in a new JVM with the options of this one. */
final class FreshJvm {
    private FreshJvm() {}

    /**
     * What one process did.
     *
     * @param wallSeconds from its start to the line that it told
     * @param told the line
     */
    record Result<T>(double wallSeconds, T told) {}

    /**
     * @param program with a main method
     * @param as what it tells
     * @throws MotionScopeException if it fails
     */
    static <T> Result<T> run(Class<?> program, List<String> arguments, Class<T> as) {
        long start = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command(program, arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String line = out.readLine(); // comes when the work is done, before the process ends
                double wall = (System.nanoTime() - start) / 1e9;
                int code = process.waitFor();
                if (line == null || code != 0) {
                    throw new MotionScopeException("A fresh process for '" + arguments.get(0) + "' ended with code "
                            + code + "; see what it printed above.");
                }
                return new Result<>(wall, new Gson().fromJson(line, as));
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

    private static List<String> command(Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-javaagent") && !option.startsWith("-agentlib"))
                .forEach(command::add);
        command.add("-Dai.djl.pytorch.num_threads=" + Torch.threads());
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(program.getName());
        command.addAll(arguments);
        return command;
    }
}
