package motionscope.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import motionscope.MotionScopeException;
import motionscope.model.ClipTokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at the machine: what is there, what is missing, and what to do. */
@Command(name = "doctor", description = "Show what this machine has: Java, engine, devices, kernels, models, browser.")
final class DoctorCommand implements Callable<Integer> {
    private static final int BROKEN = 1;

    @Option(names = "--device", paramLabel = "NAME", description = "Say what is in the way of cuda, or cpu.")
    private String device;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(MachineFindings.all());
        findings.addAll(EngineFindings.all(device));
        findings.add(tokenizer());
        findings.addAll(JupyterFindings.all());
        findings.addAll(ModelFindings.all());
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(finding.line()));
        long broken =
                findings.stream().filter(f -> f.state() == Finding.State.BROKEN).count();
        out.println(
                broken == 0
                        ? "Everything that is needed works."
                        : broken == 1
                                ? "A thing that is needed does not work."
                                : broken + " things that are needed do not work.");
        return broken == 0 ? 0 : BROKEN;
    }

    private static Finding tokenizer() {
        try {
            ClipTokenizer.requireLibrary();
            return Finding.ok("tokenizer", "Hugging Face's library loads");
        } catch (MotionScopeException e) {
            return Finding.warn(
                    "tokenizer",
                    e.getMessage().replaceFirst("\\.$", ""),
                    "Only models of Stable Diffusion's kind need it");
        }
    }
}
