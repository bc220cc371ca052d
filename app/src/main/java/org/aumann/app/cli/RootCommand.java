package org.aumann.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** What stands before the name of a command. */
@Command(
        name = "aumann",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        abbreviateSynopsis = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "A meta-game engine: from a game to a certified correlated equilibrium, and on to the next best response.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aumann run examples/kuhn3-jpsro.yaml",
            "  aumann solve examples/chicken.nfg --solver mgce",
            "  aumann jpsro \"kuhn_poker(players=3)\" --json",
            "  aumann COMMAND --help",
            "",
            "Exit status: 0 done, 1 no answer found, 2 input that cannot be used, 3 a mistake of ours."
        })
final class RootCommand {
    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {"aumann " + (version == null ? "(not packaged)" : version)};
        }
    }
}
