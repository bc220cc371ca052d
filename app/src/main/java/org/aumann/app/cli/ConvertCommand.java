package org.aumann.app.cli;

import java.nio.file.Path;
import org.aumann.app.task.ConvertTask;
import org.aumann.app.task.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code aumann convert}. */
@Command(
        name = "convert",
        description = {
            "Write the payoffs of a game to a file of another format.",
            "",
            "The extension chooses the format: .npy and .npz are arrays [players, actions 0, actions 1, ...], .nfg is "
                    + "Gambit's, .gam GameTracer's. A stochastic game is written as a long table (.csv) or as arrays (.npz). The file is replaced when all is written, or not at all."
        },
        footer = {
            "  aumann convert examples/chicken.nfg chicken.npy",
            "  aumann convert \"covariant(players=3,actions=5,seed=7)\" covariant.nfg",
            "  aumann convert \"grid_game_3(rules=2003)\" race.csv",
            "  aumann convert matrix.csv game.nfg --matrix zero_sum",
            "  aumann convert league.csv game.npy --columns agent_0=home,score_0=goals,agent_1=away,score_1=against"
        })
final class ConvertCommand extends AbstractCommand {
    @Parameters(index = "0", paramLabel = "INPUT", description = GAME)
    private String input = "";

    @Parameters(
            index = "1",
            paramLabel = "OUTPUT",
            description = "The file to write: .npy, .npz, .nfg or .gam; .csv or .npz of a stochastic game.")
    private Path target = Path.of("");

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    ConvertCommand(Streams streams) {
        super(streams);
    }

    @Override
    Task task() {
        requireBackend();
        return new ConvertTask(input, reading.reading(), target);
    }
}
