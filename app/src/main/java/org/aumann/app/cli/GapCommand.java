package org.aumann.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aumann.app.task.Challenger;
import org.aumann.app.task.GapTask;
import org.aumann.app.task.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aumann gap}. */
@Command(
        name = "gap",
        description = {
            "Check any joint distribution: expected payoffs, and how much each player could gain by deviating.",
            "",
            "Plain float64 loops over the stored payoffs, and with --exact fractions; uses no solver and no back end."
        },
        footer = {
            "  aumann solve examples/chicken.nfg --out sigma.npz",
            "  aumann gap examples/chicken.nfg --sigma sigma.npz --exact",
            "  aumann gap examples/chicken.nfg --sigma float32.npy --strict",
            "",
            "  aumann jpsro kuhn_poker --out run",
            "  aumann gap kuhn_poker --sigma run",
            "",
            "  aumann mfpsro mfg_crowd_modelling --out mediator.json",
            "  aumann gap mfg_crowd_modelling --sigma mediator.json",
            "",
            "  aumann jal nosde --method stationary --out policy.json",
            "  aumann gap nosde --sigma policy.json"
        })
final class GapCommand extends AbstractCommand {
    @Parameters(paramLabel = "GAME", description = GAME)
    private String game = "";

    @Option(
            names = "--sigma",
            paramLabel = "FILE",
            required = true,
            description =
                    "The distribution over joint actions: .npy or .npz with one axis a player, of any numbers; or .csv with labels or, for two players, a plain "
                            + "matrix. "
                            + "Rounding is normalised, and the report says how much that changed: no probability "
                            + "below -1e-6, sum within 1e-4 of 1. Of a mean-field game the .json of 'aumann mfpsro "
                            + "--out', of a stochastic game that of 'aumann jal --out'; or the folder of 'aumann jpsro --out', with policies.json or policies.npz.")
    private Path sigma = Path.of("");

    @Option(
            names = "--strict",
            description = "Refuse a distribution that has to be normalised: one with a negative probability, or whose "
                    + "sum misses 1 by more than 1e-9.")
    private boolean strict;

    @Option(
            names = "--challenge",
            paramLabel = "CHALLENGER",
            description =
                    "Of a stochastic game: let random, best_response or the .json file of another policy take the place of "
                            + "each player in turn, and say what all earn then, exactly. May be given several times.")
    private List<String> challengers = new ArrayList<>();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private ExactOption exact = new ExactOption();

    GapCommand(Streams streams) {
        super(streams);
    }

    @Override
    Task task() {
        requireBackend();
        return new GapTask(
                game,
                reading.reading(),
                sigma,
                strict,
                exact.isAsked(),
                challengers.stream().map(Challenger::new).toList());
    }
}
