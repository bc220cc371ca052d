package org.aumann.app.task;

import picocli.CommandLine;

/** Does what no task may do. */
public final class TaskViolator {
    private static int runs;

    int violate() {
        runs += new CommandLine(this).execute();
        return runs;
    }
}
