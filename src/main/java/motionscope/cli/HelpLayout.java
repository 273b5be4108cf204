package motionscope.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help that fits a terminal of 24 lines of 100 letters: what every command has stands in one line. */
final class HelpLayout {
    private static final int WIDTH = 100;

    private HelpLayout() {}

    /** For a command and those below it. */
    static void apply(CommandLine line) {
        line.setUsageHelpWidth(WIDTH);
        below(line);
    }

    private static void below(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true);
        usage.sortOptions(false); // as they are declared: what belongs together stands together
        if (line.getParent() != null) {
            line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
        }
        line.getSubcommands().values().forEach(HelpLayout::below);
    }

    private static String options(Help help) {
        List<OptionSpec> own = help.commandSpec().options().stream()
                .filter(option -> !option.hidden() && !option.inherited())
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .toList();
        Help.Layout layout = help.createDefaultLayout(own, List.of(), help.colorScheme());
        layout.addAllOptions(own, help.parameterLabelRenderer());
        return layout + "  -h, --help; -V, --version; --stacktrace: where in the program an error comes from.\n";
    }
}
