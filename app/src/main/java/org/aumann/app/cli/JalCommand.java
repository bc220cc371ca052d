package org.aumann.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.aumann.app.task.JalMethod;
import org.aumann.app.task.JalTask;
import org.aumann.app.task.Task;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.stochastic.Selection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aumann jal}. */
@Command(
        name = "jal",
        description = {
            "Joint-action learning: find a stationary joint policy of a stochastic game, and certify it.",
            "",
            "Planning is value iteration with an equilibrium of every stage game; learning the same from samples "
                    + "(minimax-Q, Nash-Q, friend-Q, correlated Q); stationary follows homotopies to a Nash equilibrium. "
                    + "Neither planning nor learning need find an equilibrium, even where values converge: the gap is "
                    + "measured for every policy, in float64, and cycles are reported as such."
        },
        footer = {
            "  aumann jal \"grid_game_3(rules=2007)\"",
            "  aumann jal markov_soccer --selection minimax",
            "  aumann jal nosde --method stationary --out policy.json",
            "  aumann jal game.csv --selection mece --tolerance 1e-6 --json",
            "  aumann jal grid_game_2 --method learning --selection egalitarian --steps 100000 --seeds 100"
        })
final class JalCommand extends AbstractCommand {
    private static final double PRECISE = 1e-9;

    /** What learned values may move by in the last hundredth of the steps. */
    private static final double LEARNED = 1e-3;

    private static final int SWEEPS = 2_000;

    private static final int PATH_STEPS = 5_000;

    /** The iterations that QLearning divides its steps into. */
    private static final int PARTS = 100;

    /** Words for what finds a policy. */
    enum Method {
        PLANNING,
        LEARNING,
        STATIONARY
    }

    @Parameters(
            paramLabel = "GAME",
            description =
                    "A stochastic game of the catalogue ('aumann games' lists them), or a file of one (.csv, .npz).")
    private String game = "";

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "planning",
            description = "planning, learning or stationary. Default: ${DEFAULT-VALUE}.")
    private Method method = Method.PLANNING;

    @Option(
            names = "--selection",
            paramLabel = "ID",
            defaultValue = "utilitarian",
            converter = Converters.SelectionId.class,
            description =
                    "What is played in the stage games, as listed by 'aumann solvers'; not for stationary. Default: ${DEFAULT-VALUE}.")
    private Selection selection = Selection.UTILITARIAN;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description =
                    "Of planning and learning, the change of values in an iteration at which they have converged; of stationary, the certified gap at which the run ends. Relative to what rewards can change over the whole of play. Default: 1e-9; of learning 1e-3.")
    private @Nullable Double tolerance;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Most sweeps of planning, or steps of stationary. Default: 2000, 5000.")
    private @Nullable Integer iterations;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Most wall-clock time. Default: ${DEFAULT-VALUE}.")
    private Duration timeLimit = Duration.ZERO;

    @Mixin
    private QLearningSettings learning = new QLearningSettings();

    @Option(
            names = "--out",
            paramLabel = "POLICY",
            description = "Write the policy to this .json file; 'aumann gap' checks it.")
    private @Nullable Path out;

    JalCommand(Streams streams) {
        super(streams);
    }

    @Override
    Task task() {
        boolean isStationary = method == Method.STATIONARY;
        requireUsed("--selection", !isStationary, "--method planning or learning");
        requireUsed("--backend", !isStationary, "--method planning or learning");
        requireUsed("--iterations", method != Method.LEARNING, "--method planning or stationary");
        learning.requireUsed(this, method == Method.LEARNING);
        return new JalTask(game, method(), limits(), backend(), out);
    }

    private JalMethod method() {
        return switch (method) {
            case PLANNING -> new JalMethod.Planning(selection);
            case LEARNING -> new JalMethod.Learning(learning.options(selection, common().seed()));
            case STATIONARY -> new JalMethod.Stationary();
        };
    }

    private LoopLimits limits() {
        double usualTolerance = method == Method.LEARNING ? LEARNED : PRECISE;
        int usualIterations = switch (method) {
            case PLANNING -> SWEEPS;
            case LEARNING -> PARTS;
            case STATIONARY -> PATH_STEPS;
        };
        return new LoopLimits(
                tolerance == null ? usualTolerance : tolerance,
                0,
                iterations == null ? usualIterations : iterations,
                timeLimit);
    }
}
