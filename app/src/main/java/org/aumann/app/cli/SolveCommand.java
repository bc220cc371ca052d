package org.aumann.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.aumann.app.task.SolveRequest;
import org.aumann.app.task.Task;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aumann solve}. */
@Command(
        name = "solve",
        description = {
            "Find one (coarse) correlated equilibrium of a game and certify it.",
            "",
            "The certificate is recomputed in float64 from the stored payoffs, by code that shares nothing with the "
                    + "solvers. An extensive game is solved over its reduced pure strategies.",
        },
        footer = {
            "  aumann solve examples/chicken.nfg --solver mgce --exact",
            "  aumann solve \"rank(players=6,actions=10,seed=1)\" --solver mecce --out sigma.npz",
            "  aumann solve payoffs.npy --solver mwcce --epsilon 0.01 --weights 1,2,1 --json",
            "  aumann solve examples/chicken.nfg --solver mece --tilt 0.5",
            "  aumann solve examples/chicken.nfg --solver rece --prior sigma.npz",
            "  aumann solve matrix.csv --matrix zero_sum --solver nash",
            "  aumann solve league.csv --columns agents=bots,scores=points --solver alpharank --alpha 10",
            "  aumann solve league.csv --one-population --solver alpharank",
            "  aumann solve \"congestion(players=10,actions=10)\" --symmetric --solver mwce",
            "  aumann solve batch.npz --batch --solver mecce --out sigma.npz",
            "  aumann solve kuhn_poker --solver mecce --episodes 10000000 --confidence 0.99 --decide 0.05"
        })
final class SolveCommand extends AbstractCommand {
    @Parameters(paramLabel = "GAME", description = GAME)
    private String game = "";

    @Option(
            names = "--solver",
            paramLabel = "ID",
            defaultValue = "mgcce",
            converter = Converters.SolverId.class,
            description =
                    "Meta-solver, as listed by 'aumann solvers': what to maximise over which equilibria. Default: ${DEFAULT-VALUE}.")
    private String solver = "";

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            converter = Converters.Fraction.class,
            description =
                    "Largest violation of the equilibrium, relative to what a player's deviations change, and largest duality gap with "
                            + "which the mg and me solvers may end. Default: 1e-9; of prd and regret_nash what they reach, as "
                            + "'aumann solvers' says.")
    private @Nullable Double tolerance;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Most wall-clock time of the solve. Default: ${DEFAULT-VALUE}.")
    private Duration timeLimit = Duration.ZERO;

    @Option(
            names = "--prior",
            paramLabel = "SIGMA",
            description =
                    "Distribution that the re solvers stay close to: .npz, .npy or .csv, positive everywhere; rounding is normalised, and the log says so. Default: the uniform one.")
    private @Nullable Path prior;

    @Option(
            names = "--symmetric",
            description =
                    "The players are interchangeable: solve over count profiles, how many play what, instead of joint actions. 10 players with 10 actions have 92 378. --out writes .csv.")
    private boolean symmetric;

    @Option(
            names = "--batch",
            description =
                    "The file (.npy, .npz) holds many games of one shape, [games, n, A_0, ..., A_n-1]: solve each. Seen by the shape too, "
                            + "except where that is one of a single game: n + 1 games of n players, the first one with n actions.")
    private boolean batch;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private AlphaRankOptions alphaRank = new AlphaRankOptions();

    @Mixin
    private ExactOption exact = new ExactOption();

    @Mixin
    private EpisodeOptions episodes = new EpisodeOptions();

    @Mixin
    private SolutionOptions solution = new SolutionOptions();

    @Option(
            names = "--out",
            paramLabel = "SIGMA",
            description =
                    "Write the distribution to this .npz, .npy or .csv file, if one was found. Of a batch: .npz with sigma and values, a game a row, and whether it is optimal.")
    private @Nullable Path out;

    SolveCommand(Streams streams) {
        super(streams);
    }

    @Override
    Task task() {
        MetaSolver metaSolver = alphaRank.solver(solver, solution.settings());
        SolveOptions options = SolveOptions.defaults()
                .withSeed(common().seed())
                .withTimeLimit(timeLimit)
                .withTolerance(tolerance == null ? metaSolver.defaultTolerance() : tolerance);
        return new SolveRequest(
                        game,
                        reading.reading(),
                        metaSolver,
                        solution.settings(),
                        options,
                        prior,
                        episodes.sampling(timeLimit, common().seed()),
                        symmetric,
                        batch,
                        exact.isAsked(),
                        backend(),
                        out)
                .task();
    }
}
