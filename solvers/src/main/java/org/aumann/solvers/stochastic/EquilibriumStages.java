package org.aumann.solvers.stochastic;

import org.aumann.core.Deadline;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.batch.BatchListener;
import org.aumann.solvers.batch.BatchSolution;
import org.aumann.solvers.batch.BatchSolver;
import org.aumann.solvers.batch.GameStatus;

/** A (coarse) correlated equilibrium of every game, by K6. */
final class EquilibriumStages implements StageSolver {
    private final JointActionIndex index;
    private final BatchSolver solver;

    EquilibriumStages(ComputeBackend backend, JointActionIndex index, StageObjective objective, int gameCount) {
        this.index = index;
        this.solver = new BatchSolver(backend, index, objective.concept(), objective.objective(), gameCount);
    }

    @Override
    public StageAnswers solve(GameBatch games, int gameCount, Deadline deadline) {
        BatchSolution solution =
                solver.solve(games, gameCount, BatchOptions.defaults(), deadline, BatchListener.SILENT);
        int joint = (int) index.jointActionCount();
        StageAnswers answers = new StageAnswers(joint, index.playerCount(), gameCount);
        for (int game = 0; game < gameCount; game++) {
            for (int a = 0; a < joint; a++) {
                answers.setProbability(game, a, solution.probability(game, a));
            }
            for (int p = 0; p < index.playerCount(); p++) {
                answers.setValue(game, p, solution.answer(game).values().get(p));
            }
            answers.setSolved(game, solution.status(game) == GameStatus.OPTIMAL);
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
