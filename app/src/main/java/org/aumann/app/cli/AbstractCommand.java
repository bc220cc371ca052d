package org.aumann.app.cli;

import java.util.Set;
import java.util.concurrent.Callable;
import org.aumann.core.InvalidInputException;
import org.aumann.kernels.Capability;
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
abstract class AbstractCommand implements Callable<Integer> {
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

    @Override
    public final Integer call() throws Exception {
        try (Output output = new Output(streams, common)) {
            return run(output);
        }
    }

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

    /** The back end that was asked for; refused if it cannot run, or lacks kernels. */
    final BackendChoice backend(Set<Capability> needs) {
        return new BackendChoice(common.backend(), needs);
    }

    /** Refuses a back end that cannot run, in the commands that need none. */
    final void requireBackend() {
        backend(Set.of());
    }

    /**
     * Checks all input, computes, prints.
     *
     * @param output takes the result and the progress
     * @return an {@link ExitStatus}
     * @throws Exception where there is no result to print
     */
    abstract int run(Output output) throws Exception;
}
