package org.aumann.app.cli;

import org.aumann.app.report.BackendsDocument;
import org.aumann.app.task.Task;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import picocli.CommandLine.Command;

/** {@code aumann backends}. */
@Command(
        name = "backends",
        description =
                "List the back ends, best first: the device of each or why it cannot run here, and which one would "
                        + "be used.",
        footer = {"  aumann backends", "  aumann backends --backend reference"})
final class BackendsCommand extends AbstractCommand {
    BackendsCommand(Streams streams) {
        super(streams);
    }

    @Override
    Task task() {
        requireBackend();
        return listener -> {
            try (ComputeBackend chosen = backend().open(Long.MAX_VALUE)) {
                listener.result(BackendsDocument.of(Backends.candidates(), chosen.id()));
                return true;
            }
        };
    }
}
