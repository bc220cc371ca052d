package org.aumann.app.cli;

import org.aumann.app.report.SolversDocument;
import org.aumann.app.task.Task;
import picocli.CommandLine.Command;

/** {@code aumann solvers}. */
@Command(
        name = "solvers",
        description =
                "List the meta-solvers, whose ids are as in OpenSpiel where it has the same solver, and the selections of 'aumann jal'.",
        footer = {"  aumann solvers", "  aumann solve examples/chicken.nfg --solver min_epsilon_mgcce"})
final class SolversCommand extends AbstractCommand {
    SolversCommand(Streams streams) {
        super(streams);
    }

    @Override
    Task task() {
        requireBackend();
        return listener -> {
            listener.result(SolversDocument.ofAll());
            return true;
        };
    }
}
