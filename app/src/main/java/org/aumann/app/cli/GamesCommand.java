package org.aumann.app.cli;

import org.aumann.app.report.GamesDocument;
import org.aumann.app.task.Task;
import picocli.CommandLine.Command;

/** {@code aumann games}. */
@Command(
        name = "games",
        description = {
            "List the games of the catalogue, with their parameters, defaults and ranges.",
            "",
            "A game is named id or id(parameter=value,...); parameters left out have their defaults."
        },
        footer = {"  aumann games", "  aumann jpsro \"leduc_poker(players=2)\""})
final class GamesCommand extends AbstractCommand {
    GamesCommand(Streams streams) {
        super(streams);
    }

    @Override
    Task task() {
        requireBackend();
        return listener -> {
            listener.result(GamesDocument.ofCatalogue());
            return true;
        };
    }
}
