package org.aumann.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.aumann.app.report.ExactSummary;
import org.aumann.app.report.NormalisationSummary;
import org.aumann.app.report.Plays;
import org.aumann.app.report.Rank;
import org.aumann.app.report.SolveDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.NormalisedDistribution;
import org.aumann.core.format.BatchFiles;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.empirical.SamplingOptions;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.program.SelectionSettings;
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
    private static final String BATCH = "a batch of games";

    @Parameters(paramLabel = "GAME", description = GameSource.HELP)
    private String game = "";

    @Option(
            names = "--solver",
            paramLabel = "ID",
            defaultValue = "mgcce",
            converter = SolverIdConverter.class,
            description =
                    "Meta-solver, as listed by 'aumann solvers': what to maximise over which equilibria. Default: ${DEFAULT-VALUE}.")
    private String solver = "";

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            converter = ToleranceConverter.class,
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

    @Mixin
    private SigmaOption out = new SigmaOption();

    SolveCommand(Streams streams) {
        super(streams);
    }

    @Override
    int run(Output output) {
        BatchFiles.Content content = GameSource.content(game);
        boolean isBatch = batch || content == BatchFiles.Content.BATCH;
        if (isBatch) {
            out.requireWritableBatch();
        } else if (symmetric) {
            out.requireWritableProfiles();
        } else {
            out.requireWritable();
        }
        double reachable = solution.solver(solver).defaultTolerance();
        SolveOptions options = SolveOptions.defaults()
                .withSeed(common().seed())
                .withTimeLimit(timeLimit)
                .withTolerance(tolerance == null ? reachable : tolerance);
        output.status("reading " + game);
        SamplingOptions sampling = episodes.sampling(timeLimit, common().seed());
        requireOne("--prior", prior != null, "--episodes", sampling != null);
        requireOne("--prior", prior != null, "--symmetric", symmetric);
        requireOne("--episodes", sampling != null, "--symmetric", symmetric);
        alphaRank.requireFor(solver);
        solution.requireFor(prior, solution.solver(solver));
        requireOne("--exact", exact.isAsked(), "--symmetric", symmetric);
        requireOne("--exact", exact.isAsked(), "--episodes", sampling != null);
        if (isBatch) {
            requireNoBatch("--episodes", sampling != null);
            return runBatch(options, output);
        }
        if (reading.isOnePopulation() && AlphaRankOptions.isFor(solver)) {
            requireOne("--one-population", true, "--symmetric", symmetric);
            requireOne("--one-population", true, "--episodes", sampling != null);
            requireOne("--one-population", true, "--exact", exact.isAsked());
            out.requireNone("--one-population");
            requireBackend();
            return new PopulationRanking(alphaRank.alphaRank()).run(game, reading.reading(), output);
        }
        if (symmetric) {
            return new SymmetricSolve(alphaRank.solver(solver, solution.settings()), options, solution.settings(), out)
                    .run(game, reading.reading(), backend(Set.of(Capability.SYMMETRIC_INCENTIVES)), output);
        }
        if (sampling != null) {
            reading.reading().requirePlain(game, "a game to be sampled");
            MetaSolver metaSolver = alphaRank.solver(solver, solution.settings());
            BackendChoice choice = backend(metaSolver.needs()).and(Set.of(Capability.ROLLOUTS));
            return new SampledSolve(metaSolver, sampling, options, solution.settings(), out).run(game, choice, output);
        }
        GameSource.requireMemoryForSigma(game, reading.reading());
        exact.requireSmall(game);
        BackendChoice choice = backend(solution.solver(solver).needs());
        try (GameSource.Strategic source = GameSource.strategic(game, reading.reading());
                ComputeBackend backend = choice.open(MetaGame.of(source.game().payoffs()))) {
            MetaSolver metaSolver = alphaRank.solver(solver, settings(source.game(), output));
            Function<JointDistribution, Optional<ExactSummary>> check = exact.check(source);
            out.requireWritable(source.game());
            BackendChoice.log(backend, output);
            if (content == BatchFiles.Content.BATCH_OR_GAME) {
                output.log("INFO", game + ": read as one game; with --batch as games with one player less");
            }
            output.status("solving");
            MetaGame metaGame = MetaGame.of(source.game().payoffs());
            Multipliers zero = Multipliers.zero(metaGame.index(), metaSolver.concept());
            SolveOutcome outcome = metaSolver.solve(metaGame, backend, zero, options, new SolveWatcher(output));
            boolean solved = outcome instanceof SolveOutcome.Optimal;
            List<Rank> ranking = AlphaRankOptions.isFor(solver)
                    ? Rank.of(source.game(), outcome.report().sigma())
                    : List.of();
            Optional<ExactSummary> summary = check.apply(outcome.report().sigma());
            Plays plays = Plays.of(source.game(), outcome.report().sigma());
            output.result(SolveDocument.of(outcome, source.summary(), plays, ranking, backend.id(), summary));
            if (solved) {
                out.write(outcome.report().sigma(), source.game());
            }
            return solved ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    private static void requireOne(String first, boolean isFirst, String second, boolean isSecond) {
        if (isFirst && isSecond) {
            throw new InvalidInputException(first + " and " + second + ": found both, expected one of them");
        }
    }

    private int runBatch(SolveOptions options, Output output) {
        requireNoBatch("--symmetric", symmetric);
        requireNoBatch("--exact", exact.isAsked());
        requireNoBatch("--prior", prior != null);
        reading.reading().requirePlain(game, BATCH);
        MetaSolver metaSolver = alphaRank.solver(solver, solution.settings());
        BackendChoice choice = backend(metaSolver.needs());
        return new BatchSolve(metaSolver, options, solution.settings(), out).run(game, choice, output);
    }

    private static void requireNoBatch(String option, boolean isGiven) {
        if (isGiven) {
            throw new InvalidInputException(option + ": found " + BATCH + ", expected a single one");
        }
    }

    private SelectionSettings settings(NormalFormGame strategic, Output output) {
        SelectionSettings settings = solution.settings();
        settings.requirePlayers(strategic.payoffs().playerCount());
        if (prior == null) {
            return settings;
        }
        NormalisedDistribution read = DistributionFiles.readNormalised(prior, strategic);
        NormalisationSummary normalised = NormalisationSummary.of(read);
        if (normalised != null) {
            output.log("INFO", prior + " normalised: " + normalised.describe());
        }
        return settings.withPrior(read.sigma());
    }
}
