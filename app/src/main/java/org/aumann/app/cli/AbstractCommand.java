package org.aumann.app.cli;

import java.util.Set;
import org.aumann.app.task.BackendChoice;
import org.aumann.app.task.Task;
import org.aumann.core.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command with the options that all have. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nArguments:%n",
        footerHeading = "%nExamples:%n",
        sortOptions = false,
        abbreviateSynopsis = true)
abstract class AbstractCommand {
    /** What the help says of a game that is not a mean-field game. */
    static final String GAME = "A file (.npy, .npz, .nfg, .efg, .gam, .csv) or a game of the catalogue, such as "
            + "\"rank(players=6,actions=10,seed=1)\"; 'aumann games' lists them.";

    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    AbstractCommand(Streams streams) {
        this.streams = streams;
    }

    CommonOptions common() {
        return common;
    }

    /** Checks all input, computes, prints; an {@link ExitStatus}. */
    final int run() {
        try (Output output = new Output(streams, common)) {
            return task().run(output) ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    /** What the options ask for. */
    abstract Task task();

    /**
     * Refuses an option that a run does not look at: who gives one expects that it makes a difference.
     *
     * @param option its name
     * @param isUsed whether the run looks at it
     * @param expected what would
     */
    final void requireUsed(String option, boolean isUsed, String expected) {
        boolean isGiven = spec != null && spec.commandLine().getParseResult().hasMatchedOption(option);
        if (isGiven && !isUsed) {
            throw new InvalidInputException(
                    option + ": found a run that does not look at it, expected " + expected + " with it");
        }
    }

    final BackendChoice backend() {
        return new BackendChoice(common.backend(), Set.of());
    }

    /** Refuses a back end that cannot run, in the commands that need none. */
    final void requireBackend() {
        backend().needing(Set.of());
    }
}
