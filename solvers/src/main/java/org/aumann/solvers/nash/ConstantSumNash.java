package org.aumann.solvers.nash;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffRange;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.ProfileOperator;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.ObjectiveBounds;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.ortools.LinearProgram;
import org.aumann.solvers.zerosum.OptimalStrategies;
import org.aumann.solvers.zerosum.ZeroSumMatrix;

/**
 * A Nash equilibrium of a constant-sum game of two players: the maximin strategy of each, by a linear program each.
 *
 * <pre>{@code
 * max v  subject to  Σ_i x_i G_0(i, j) ≥ v for all j,  x in the simplex       (and the same for the other player)
 * }</pre>
 *
 * <p>The objective is player 0's value; its bounds are what the two strategies guarantee, recomputed from the payoffs
 * whatever the programs said: {@code min_j (xᵀG_0)_j ≤ value ≤ max_i (G_0 y)_i}. von Neumann 1928; Dantzig 1951. The
 * product of the two is a CE, which is what the certificate is about.
 */
public record ConstantSumNash() implements MetaSolver {
    /** About 3 GB of model in OR-Tools. */
    private static final long COEFFICIENT_LIMIT = 60_000_000;

    /** Errors of a program's answer, relative to the unit of the player, that are not refused. */
    private static final double ANSWER_TOLERANCE = 1e-7;

    @Override
    public String id() {
        return "nash";
    }

    @Override
    public String description() {
        return "Nash equilibrium of a constant-sum game of two players, by linear programming";
    }

    @Override
    public SolutionConcept concept() {
        return SolutionConcept.CE;
    }

    @Override
    public void prepare() {
        LinearProgram.prepare();
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.PROFILES);
    }

    @Override
    public SolveOutcome solve(
            MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
        SolveContext context = new SolveContext(this, game, backend, options, listener);
        requireConstantSum(context.tensorGame().payoffs());
        Optional<OptimalStrategies> strategies = ZeroSumMatrix.of(
                        context.tensorGame().payoffs())
                .flatMap(matrix -> OptimalStrategies.of(matrix, context.deadline()));
        if (strategies.isPresent()) {
            SolveOutcome outcome =
                    outcome(context, strategies.get().rows(), strategies.get().columns());
            if (outcome instanceof SolveOutcome.Optimal) {
                return outcome;
            }
        }
        LinearProgram.Answer first = maximin(context, 0);
        listener.onIteration("maximin of player 0", 1, Double.POSITIVE_INFINITY);
        LinearProgram.Answer second = maximin(context, 1);
        context.note(first.notes());
        context.note(second.notes());
        double[] x = strategy(first, game.index().actionCount(0));
        double[] y = strategy(second, game.index().actionCount(1));
        return outcome(context, x, y);
    }

    private static void requireConstantSum(PayoffTensor payoffs) {
        if (payoffs.playerCount() != 2) {
            throw new InvalidInputException("players (" + payoffs.playerCount()
                    + ") must be 2 for solver 'nash'. Maybe use regret_nash, or a correlated equilibrium such as mgce");
        }
        if (!ConstantSum.holds(payoffs)) {
            PayoffRange sums = ConstantSum.sums(payoffs);
            throw new InvalidInputException("sum of payoffs (" + sums.least() + " to " + sums.greatest()
                    + ") must be constant for solver 'nash'. Maybe use regret_nash, or a correlated equilibrium: mgce");
        }
        if (payoffs.index().jointActionCount() > COEFFICIENT_LIMIT) {
            throw new InvalidInputException("joint actions (" + payoffs.index().jointActionCount()
                    + ") must be at most " + COEFFICIENT_LIMIT + " for solver 'nash'. Maybe use regret_nash");
        }
    }

    /** Strategy of a player, then v; payoffs shifted and scaled to [0, 1]. */
    private static LinearProgram.Answer maximin(SolveContext context, int player) {
        PayoffTensor payoffs = context.tensorGame().payoffs();
        JointActionIndex index = payoffs.index();
        double shift = payoffs.range(player).least();
        double scale = 1 / unitOrRange(context, player);
        int own = index.actionCount(player);
        LinearProgram program = new LinearProgram();
        for (int i = 0; i < own; i++) {
            program.addVariable(0, Double.POSITIVE_INFINITY, 0);
        }
        int v = program.addVariable(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
        for (int j = 0; j < index.actionCount(1 - player); j++) {
            LinearProgram.Row row = program.addRow(0, Double.POSITIVE_INFINITY);
            for (int i = 0; i < own; i++) {
                double payoff = scale * (payoffs.get(player, jointAction(index, player, i, j)) - shift);
                if (payoff != 0) {
                    row.add(i, payoff);
                }
            }
            row.add(v, -1);
        }
        LinearProgram.Row sum = program.addRow(1, 1);
        for (int i = 0; i < own; i++) {
            sum.add(i, 1);
        }
        return program.maximise(context.deadline(), x -> {
            double guaranteed = guaranteed(payoffs, player, normalised(x, own));
            double missing = x[v] - scale * (guaranteed - shift);
            return missing <= ANSWER_TOLERANCE ? "" : "the strategy guarantees " + missing + " less than v";
        });
    }

    private static double unitOrRange(SolveContext context, int player) {
        double range = context.units().ofPlayer(player);
        return range > 0 ? range : 1;
    }

    private static long jointAction(JointActionIndex index, int player, int own, int other) {
        return own * index.stride(player) + other * index.stride(1 - player);
    }

    private static double guaranteed(PayoffTensor payoffs, int player, double[] strategy) {
        JointActionIndex index = payoffs.index();
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < index.actionCount(1 - player); j++) {
            double value = 0;
            for (int i = 0; i < strategy.length; i++) {
                value += strategy[i] * payoffs.get(player, jointAction(index, player, i, j));
            }
            least = Math.min(least, value);
        }
        return least;
    }

    /** The strategy of an answer; uniform where there is none. */
    private static double[] strategy(LinearProgram.Answer answer, int actions) {
        if (answer.status() == Status.CONVERGED) {
            return normalised(answer.x(), actions);
        }
        double[] uniform = new double[actions];
        Arrays.fill(uniform, 1.0 / actions);
        return uniform;
    }

    private static double[] normalised(double[] x, int actions) {
        double[] strategy = new double[actions];
        Arrays.setAll(strategy, i -> Math.max(0, x[i]));
        double sum = Arrays.stream(strategy).sum();
        Arrays.setAll(strategy, i -> strategy[i] / sum);
        return strategy;
    }

    private SolveOutcome outcome(SolveContext context, double[] x, double[] y) {
        TensorGame game = context.tensorGame();
        double[] profile = Arrays.copyOf(x, x.length + y.length);
        System.arraycopy(y, 0, profile, x.length, y.length);
        NashConv product;
        double value = 0;
        double upper = Double.NEGATIVE_INFINITY;
        try (ProfileOperator operator = context.backend().profiles(game.payoffs())) {
            double[] values = new double[profile.length];
            operator.actionValues(profile, values);
            product = NashConv.of(game.index(), profile, values);
            for (int i = 0; i < x.length; i++) {
                value += x[i] * values[i];
                upper = Math.max(upper, values[i]);
            }
        }
        product.note(context);
        double lower = guaranteed(game.payoffs(), 0, x);
        JointDistribution sigma = product.product();
        Multipliers none = Multipliers.zero(game.index(), concept());
        SolveReport report = context.report(sigma, new ObjectiveBounds(value, lower, upper), new double[2], none, 2, 1);
        double residual = context.residual(product.gap());
        // Where sums are constant but for rounding, nobody can be held to less than that rounding.
        double rounding =
                ConstantSum.sums(game.payoffs()).width() / Math.min(unitOrRange(context, 0), unitOrRange(context, 1));
        return residual <= context.options().tolerance() + rounding
                ? context.optimal(report, rounding)
                : context.unfinished(report, residual);
    }
}
