package motionscope.experiment.bench;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.Placement;

/**
 * PyTorch with diffusers in a process of its own ({@code environment/bench/pytorch_bench.py --serve}), which does one piece
 * of work each time it is asked: so both sides take turns and meet the same load of the machine. It inherits this process's
 * environment: both have the same OMP_WAIT_POLICY, without which PyTorch's waiting threads spin, ten times slower where
 * other programs run.
 */
public final class PytorchPeer implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;
    private final String description;

    /**
     * Starts it and waits until the model is loaded.
     *
     * @param python an interpreter that has torch and diffusers
     * @param script {@code pytorch_bench.py}
     * @throws MotionScopeException if it does not start
     */
    public PytorchPeer(String python, Path script, Path model, Placement placement, int threads) {
        List<String> command = List.of(
                python,
                script.toString(),
                model.toString(),
                "--serve",
                "--device",
                placement.device().toString(),
                "--precision",
                placement.precision().toString(),
                "--threads",
                Integer.toString(threads));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new MotionScopeException(
                    "PyTorch's side did not start with '" + python + "': " + e.getMessage()
                            + ". Give a Python that has torch and diffusers.",
                    e);
        }
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        try {
            description = answer().getAsString();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Versions of what runs there. */
    public String description() {
        return description;
    }

    /** Seconds that it needs for a piece of work: forward, gradient. */
    double seconds(String work) {
        try {
            questions.write(work + "\n");
            questions.flush();
        } catch (IOException e) {
            throw new MotionScopeException("PyTorch's side has ended; see what it printed above.", e);
        }
        return answer().getAsDouble();
    }

    private JsonElement answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new MotionScopeException("PyTorch's side has ended; see what it printed above. It needs a Python"
                        + " with torch and diffusers.");
            }
            JsonElement said = new Gson().fromJson(line, JsonElement.class);
            if (said == null) {
                throw new JsonParseException("an empty line");
            }
            return said;
        } catch (IOException | JsonParseException e) {
            throw new MotionScopeException("PyTorch's side gave no readable answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
