package org.aumann.solvers.meta.equilibrium;

import java.util.Optional;
import org.aumann.core.Deadline;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.ObjectiveBounds;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.meta.program.SelectionProblem;
import org.aumann.solvers.zerosum.OptimalStrategies;
import org.aumann.solvers.zerosum.ZeroSumMatrix;
import org.aumann.solvers.zerosum.ZeroSumProgram;
import org.jspecify.annotations.Nullable;

/**
 * Correlated equilibria, at ε = 0, of two players whose interests are opposed. They have no interior, which is what every
 * general method needs; what is known of them makes small programs of large ones.
 */
final class ZeroSumSelection {
    private final SolveContext context;
    private final SelectionProblem selection;

    ZeroSumSelection(SolveContext context, SelectionProblem selection) {
        this.context = context;
        this.selection = selection;
    }

    /** The matrix of a game, if this is the method for it. */
    static Optional<ZeroSumMatrix> matrix(SolveContext context, SelectionProblem selection) {
        return context.concept() == SolutionConcept.CE
                        && !selection.units().isUneven() // beside a penalty everything else would be rounding
                        && selection.gameOfPlayers() instanceof TensorGame game
                ? ZeroSumMatrix.of(game.payoffs())
                : Optional.empty();
    }

    /**
     * The equilibrium of the objective.
     *
     * @param regulariser Ω, null for a linear objective
     * @return empty if the game is not of this kind, or the certificate does not confirm the answer
     */
    Optional<SolveOutcome> maximise(@Nullable Regulariser regulariser) {
        Deadline deadline = context.deadline();
        Optional<ZeroSumMatrix> matrix = matrix(context, selection);
        Optional<OptimalStrategies> strategies = matrix.flatMap(game -> OptimalStrategies.of(game, deadline));
        if (strategies.isEmpty()) {
            return Optional.empty();
        }
        return ZeroSumProgram.maximise(
                        matrix.orElseThrow(),
                        strategies.get(),
                        objective(regulariser),
                        context.options().tolerance(),
                        deadline)
                .map(answer -> report(answer, regulariser))
                .map(context::optimal)
                .filter(outcome -> outcome instanceof SolveOutcome.Optimal);
    }

    private ZeroSumProgram.Objective objective(@Nullable Regulariser regulariser) {
        return new ZeroSumProgram.Objective() {
            @Override
            public @Nullable Regulariser regulariser() {
                return regulariser;
            }

            @Override
            public double coefficient(long jointAction) {
                return selection.coefficient(jointAction);
            }

            @Override
            public double multiplicity(long jointAction) {
                return selection.game().multiplicity(jointAction);
            }
        };
    }

    private SolveReport report(ZeroSumProgram.Answer answer, @Nullable Regulariser regulariser) {
        context.note("opposed interests: equilibria over what optimal strategies use");
        JointDistribution sigma = JointDistribution.of(selection.game().outcomes(), answer.sigma());
        double value = selection.objective(sigma, regulariser);
        double gap = regulariser == Regulariser.GINI ? 2 * answer.gap() : answer.gap();
        return context.report(
                selection.toAsked(sigma),
                ObjectiveBounds.rounded(value, value - gap, value + gap, selection.objectiveMagnitude(regulariser)),
                selection.epsilon(),
                Multipliers.zero(context.game().index(), context.concept()),
                answer.steps(),
                1);
    }
}
