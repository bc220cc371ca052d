package org.aumann.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.aumann.app.task.JpsroTask;
import org.aumann.app.task.Task;
import org.aumann.core.InvalidInputException;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.psro.Exploration;
import org.aumann.solvers.psro.InitialPolicy;
import org.aumann.solvers.psro.JointPsroOptions;
import org.aumann.solvers.psro.PlayerSchedule;
import org.aumann.solvers.psro.PolicyChoices;
import org.aumann.solvers.psro.ResponseSelection;
import org.aumann.solvers.psro.TieBreak;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aumann jpsro}. */
@Command(
        name = "jpsro",
        description = {
            "Joint policy-space response oracles: grow a set of policies of an extensive game until their "
                    + "distribution is a (coarse) correlated equilibrium of the full game.",
            "",
            "Every iteration evaluates the joint policies that are new, solves the meta-game over them twice (for "
                    + "training and for evaluation), and adds exact best responses to the training distribution. Ends "
                    + "when the gap of the full game is at most --tolerance and --patience iterations brought no new best response and, "
                    + "with --explore welfare, no more welfare. Marris et al. 2021, https://arxiv.org/abs/2106.09435"
        },
        footer = {
            "  aumann jpsro \"kuhn_poker(players=3)\"",
            "  aumann jpsro \"sheriff(instance=gabriele)\" --train mgce --eval mwce --target ce --json",
            "  aumann jpsro game.efg --iterations 100 --br-tie max_entropy --out run",
            "  aumann gap game.efg --sigma run"
        })
final class JpsroCommand extends AbstractCommand {
    @Parameters(paramLabel = "GAME", description = GAME)
    private String game = "";

    @Option(
            names = "--train",
            paramLabel = "ID",
            defaultValue = "mgcce",
            converter = Converters.SolverId.class,
            description = "Meta-solver whose distribution the best responses answer. Default: ${DEFAULT-VALUE}.")
    private String train = "";

    @Option(
            names = "--eval",
            paramLabel = "ID",
            defaultValue = "mwcce",
            converter = Converters.SolverId.class,
            description = "Meta-solver whose distribution is reported. Default: ${DEFAULT-VALUE}.")
    private String eval = "";

    @Option(
            names = "--target",
            paramLabel = "CONCEPT",
            defaultValue = "cce",
            description =
                    "Concept to converge to: cce (one best response a player) or ce (one a recommendation). Default: ${DEFAULT-VALUE}.")
    private SolutionConcept target = SolutionConcept.CCE;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "40",
            description = "Most iterations. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Iterations in a row without a new policy, at a closed gap, before the run ends; 0 ends at the "
                            + "first closed gap, often with less welfare. Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1e-6",
            description =
                    "A gap of the full game at or below this is closed, relative to the widest range of a player's payoffs. "
                            + "Default: ${DEFAULT-VALUE}.")
    private double tolerance;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description =
                    "Most wall-clock time; looked at between iterations and within solves. Default: ${DEFAULT-VALUE}.")
    private Duration timeLimit = Duration.ZERO;

    @Option(
            names = "--initial",
            paramLabel = "POLICY",
            defaultValue = "uniform",
            description =
                    "Policy every population starts from: uniform or random_deterministic. Default: ${DEFAULT-VALUE}.")
    private InitialPolicy initial = InitialPolicy.UNIFORM;

    @Option(
            names = "--selection",
            paramLabel = "RULE",
            defaultValue = "largest_gap",
            description =
                    "Which best responses of a player enter: all, all_novel, random, random_novel or largest_gap. Default: ${DEFAULT-VALUE}.")
    private ResponseSelection selection = ResponseSelection.LARGEST_GAP;

    @Option(
            names = "--players",
            paramLabel = "RULE",
            defaultValue = "all",
            description =
                    "Which players add best responses in an iteration: all, cycle or random. Default: ${DEFAULT-VALUE}.")
    private PlayerSchedule players = PlayerSchedule.ALL;

    @Option(
            names = "--br-tie",
            paramLabel = "RULE",
            defaultValue = "first",
            description =
                    "What a best response does where several actions are best: first, random or max_entropy. Default: ${DEFAULT-VALUE}.")
    private TieBreak tieBreak = TieBreak.FIRST;

    @Option(
            names = "--episodes",
            paramLabel = "N",
            description =
                    "Play N episodes of every joint policy and take the means for its payoffs, as where games have to be "
                            + "played; responses and the certificate stay exact. Default: exact payoffs.")
    private @Nullable Long episodes;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the distribution with its policies to this folder: sigma.npz, policies.json and, as "
                    + "arrays, policies.npz. 'aumann gap GAME --sigma DIR' checks it.")
    private @Nullable Path out;

    @Option(
            names = "--explore",
            paramLabel = "FOR",
            defaultValue = "welfare",
            description =
                    "What a run does at a closed gap without new best responses: welfare (players add policies that lead to "
                            + "more welfare, and --patience counts such iterations since it last rose) or none. "
                            + "Default: ${DEFAULT-VALUE}.")
    private Exploration exploration = Exploration.WELFARE;

    @Mixin
    private SolutionOptions solution = new SolutionOptions();

    JpsroCommand(Streams streams) {
        super(streams);
    }

    @Override
    Task task() {
        return new JpsroTask(game, options(), episodes, solution.settings(), backend(), out);
    }

    private JointPsroOptions options() {
        SolveOptions solve = SolveOptions.defaults().withSeed(common().seed()).withTimeLimit(timeLimit);
        try {
            return new JointPsroOptions(
                    target,
                    solution.solver(train),
                    solution.solver(eval),
                    new PolicyChoices(initial, selection, players, tieBreak, exploration),
                    new LoopLimits(tolerance, patience, iterations, timeLimit),
                    common().seed(),
                    solve);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()));
        }
    }
}
