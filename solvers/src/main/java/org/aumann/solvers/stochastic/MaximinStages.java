package org.aumann.solvers.stochastic;

import org.aumann.core.Deadline;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.batch.GameStatus;
import org.aumann.solvers.batch.MaximinSolution;
import org.aumann.solvers.batch.MaximinSolver;

/** What both players can secure, by K6: minimax-Q (Littman 1994), with his own payoffs for each. */
final class MaximinStages implements StageSolver {
    private final JointActionIndex index;
    private final MaximinSolver solver;

    MaximinStages(ComputeBackend backend, JointActionIndex index, int gameCount) {
        this.index = index;
        this.solver = new MaximinSolver(backend, index, gameCount);
    }

    @Override
    public StageAnswers solve(GameBatch games, int gameCount, Deadline deadline) {
        MaximinSolution solution = solver.solve(games, gameCount, BatchOptions.defaults(), deadline);
        int n = index.playerCount();
        StageAnswers answers = new StageAnswers((int) index.jointActionCount(), n, gameCount);
        double[][] strategies = new double[n][];
        for (int game = 0; game < gameCount; game++) {
            boolean isSolved = true;
            for (int p = 0; p < n; p++) {
                strategies[p] = solution.strategy(game, p);
                answers.setValue(game, p, solution.value(game, p));
                isSolved &= solution.status(game, p) == GameStatus.OPTIMAL;
            }
            FavouriteStages.setProduct(index, strategies, game, answers);
            answers.setSolved(game, isSolved);
        }
        return answers;
    }

    @Override
    public void forget() {
        solver.forget();
    }

    @Override
    public void close() {
        solver.close();
    }
}
