package org.aumann.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command. */
final class CommonOptions {
    /** The options of the command itself come first. */
    private static final int FIRST = 100;

    @Option(
            names = "--json",
            order = FIRST,
            description =
                    "Print the result as one JSON document, and progress on standard error as one JSON object a line.")
    private boolean json;

    @Option(names = "--quiet", order = FIRST + 1, description = "Print the result only: no progress, no log.")
    private boolean quiet;

    @Option(
            names = "--seed",
            order = FIRST + 2,
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of everything that is drawn; same seed, same result. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--backend",
            order = FIRST + 3,
            paramLabel = "ID",
            description =
                    "Back end that runs the kernels, as listed by 'aumann backends'; by default the best one that "
                            + "can run here. The one asked for runs, or nothing does.")
    private @Nullable String backend;

    @Option(
            names = ForeignClasses.OPTION,
            order = FIRST + 4,
            paramLabel = "PATHS",
            description =
                    "Jars and folders of classes, separated as in a class path of Java, with games and meta-solvers of your "
                            + "own: then known by name like ours, and their answers certified like ours.")
    private @Nullable String classpath;

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    long seed() {
        return seed;
    }

    @Nullable
    String backend() {
        return backend;
    }

    @Nullable
    String classpath() {
        return classpath;
    }
}
