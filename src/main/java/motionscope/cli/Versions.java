package motionscope.cli;

import motionscope.experiment.Provenance;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints; it needs no engine. */
final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "motionscope " + Provenance.libraryVersion() + " (Java " + Runtime.version() + ")",
        };
    }
}
