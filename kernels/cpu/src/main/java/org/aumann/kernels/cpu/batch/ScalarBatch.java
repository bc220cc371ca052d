package org.aumann.kernels.cpu.batch;

import java.lang.foreign.MemorySegment;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.host.BatchShape;

/** One game after the other, the rows of its operator written out. */
public final class ScalarBatch extends AbstractBatch {
    /**
     * The operator of some games.
     *
     * @param index the joint actions of each game
     * @param concept CE or CCE
     * @param objective which of the equilibria
     * @param gameCount number of games, at least 1
     */
    public ScalarBatch(JointActionIndex index, SolutionConcept concept, BatchObjective objective, int gameCount) {
        super(index, concept, objective, gameCount);
    }

    @Override
    void maximiseEntropy(BatchShape shape, MemorySegment payoffs, int from, int end, BatchOptions options) {
        for (int game = from; game < end; game++) {
            solve(shape, payoffs, game, options);
        }
    }

    @Override
    ProgramSolver programs() {
        return ProgramSolver.scalar();
    }

    private void solve(BatchShape shape, MemorySegment payoffs, int game, BatchOptions options) {
        int rows = shape.rowCount();
        int jointActions = shape.jointActionCount();
        double[][] x = new double[rows][jointActions];
        double[] unit = new double[rows];
        double[] start = new double[rows];
        for (int i = 0; i < rows; i++) {
            int player = shape.player(i);
            unit[i] = largestDifference(payoffs, game, player);
            start[i] = multiplier(game, shape.row(i));
            for (int a = 0; a < jointActions; a++) {
                x[i][a] = scale(unit[i]) * difference(shape, payoffs, game, player, i, a);
            }
        }
        InteriorPoint method = new InteriorPoint(x, jointActions, options, start);
        InteriorPoint.Outcome outcome = method.solve();
        double largest = rows == 0 ? 0 : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows; i++) {
            setMultiplier(game, shape.row(i), method.beta()[i]);
            largest = Math.max(largest, scale(unit[i]) > 0 ? method.gain(i) * unit[i] : 0);
        }
        for (int a = 0; a < jointActions; a++) {
            setProbability(game, a, method.sigma()[a]);
        }
        report(payoffs, game, largest, method.residual(), method.bound(), outcome.iterations(), outcome.status());
    }

    /** What a deviation changes at a joint action: {@code G_p(d, a_{−p}) − G_p(a)}, for CE if r is recommended. */
    private double difference(BatchShape shape, MemorySegment payoffs, int game, int player, int row, int jointAction) {
        int followed = index().action(jointAction, player);
        if (concept() == SolutionConcept.CE && followed != shape.recommended(row)) {
            return 0;
        }
        long first = firstPayoff(game, player);
        long deviated = index().base(jointAction, player) + shape.deviation(row) * index().stride(player);
        return HostBuffer.get(payoffs, first + deviated) - HostBuffer.get(payoffs, first + jointAction);
    }
}
