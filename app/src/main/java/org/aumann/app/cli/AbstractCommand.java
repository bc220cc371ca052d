package org.aumann.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    /** Refuses a back end that cannot run, in the commands that need none. */
    final void requireBackend() {
        if (common.backend() != null) {
            BackendChoice.open(common.backend()).close();
        }
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
