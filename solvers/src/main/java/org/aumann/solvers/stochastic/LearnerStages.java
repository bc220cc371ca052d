package org.aumann.solvers.stochastic;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import org.aumann.core.Deadline;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchField;
import org.aumann.kernels.BatchOperator;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.BatchStatus;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.LearningOperator;

/**
 * The stage games of one shape that learners have just left, in one batch for all copies. A copy's answers do not depend on the other copies: solves begin
 * anew every time. What learners learn from is not certified, game by game; what they have learned is, in the end.
 */
abstract class LearnerStages implements AutoCloseable {
    private final LearningOperator learners;
    private final JointActionIndex index;
    private final double leastDrift;
    private final JointBuffer collected;
    private long solved;

    private LearnerStages(
            LearningOperator learners, JointActionIndex index, ComputeBackend backend, double leastDrift) {
        this.learners = learners;
        this.index = index;
        this.leastDrift = leastDrift;
        this.collected = backend.allocate((long) learners.copyCount() * index.playerCount() * index.jointActionCount());
    }

    /**
     * Stage games of one shape.
     *
     * @param leastDrift what payoffs may change by before a game is solved again
     * @param noise what payoffs of every player may be wrong by
     */
    static LearnerStages of(
            LearningOperator learners,
            JointActionIndex index,
            Selection selection,
            ComputeBackend backend,
            double leastDrift,
            double[] noise) {
        return selection
                .objective(index.playerCount())
                .<LearnerStages>map(objective -> new OnDevice(learners, index, objective, backend, leastDrift))
                .orElseGet(() -> new OnHost(learners, index, selection, backend, leastDrift, noise));
    }

    /** Solves the games of the states that the last step was made in, and hands the answers to the learners. */
    final void refresh(Deadline deadline) {
        int count = learners.collect(index, leastDrift, collected);
        if (count > 0) {
            solved += count;
            solve(collected, count, deadline);
        }
    }

    /** Solves the first games and hands over what came of them. */
    abstract void solve(JointBuffer games, int count, Deadline deadline);

    final LearningOperator learners() {
        return learners;
    }

    final JointActionIndex index() {
        return index;
    }

    /** Stage games that were solved so far. */
    final long solved() {
        return solved;
    }

    @Override
    public void close() {
        collected.close();
    }

    /** Equilibria by K6, without a way through the host. */
    private static final class OnDevice extends LearnerStages {
        private final BatchOperator operator;
        private final Arena arena = Arena.ofShared();
        private final MemorySegment nothing;
        private final double[] reports;

        OnDevice(
                LearningOperator learners,
                JointActionIndex index,
                StageObjective objective,
                ComputeBackend backend,
                double leastDrift) {
            super(learners, index, backend, leastDrift);
            this.operator = backend.batch(index, objective.concept(), objective.objective(), learners.copyCount());
            this.nothing = arena.allocate(Double.BYTES * operator.multipliers().size(), Double.BYTES);
            this.reports = new double[(int) operator.reports().size()];
        }

        @Override
        void solve(JointBuffer games, int count, Deadline deadline) {
            operator.multipliers().write(nothing);
            operator.solve(games, 0, count, BatchOptions.defaults());
            operator.reports().read(MemorySegment.ofArray(reports));
            BitSet isSolved = new BitSet();
            for (int game = 0; game < count; game++) {
                double status = reports[game * BatchField.COUNT + BatchField.STATUS.offset()];
                isSolved.set(game, BatchStatus.of(status) == BatchStatus.OPTIMAL);
            }
            learners().apply(operator.sigma(), operator.values(), isSolved);
        }

        @Override
        public void close() {
            operator.close();
            arena.close();
            super.close();
        }
    }

    /** Any selection. */
    private static final class OnHost extends LearnerStages {
        private final GameBatch games;
        private final JointBuffer sigma;
        private final JointBuffer values;
        private final StageSolver solver;
        private final double[] noise;

        OnHost(
                LearningOperator learners,
                JointActionIndex index,
                Selection selection,
                ComputeBackend backend,
                double leastDrift,
                double[] noise) {
            super(learners, index, backend, leastDrift);
            int copies = learners.copyCount();
            this.games = GameBatch.allocate(index, copies);
            this.sigma = backend.allocate(copies * index.jointActionCount());
            this.values = backend.allocate((long) copies * index.playerCount());
            this.solver = selection.open(backend, index, copies);
            this.noise = noise;
        }

        @Override
        void solve(JointBuffer collected, int count, Deadline deadline) {
            collected.read(games.segment());
            for (int game = 0; game < count; game++) {
                for (int p = 0; p < noise.length; p++) {
                    PayoffTies.tie(games, game, p, noise[p]);
                }
            }
            solver.forget();
            StageAnswers answers = solver.solve(games, count, deadline);
            BitSet isSolved = new BitSet();
            for (int game = 0; game < count; game++) {
                isSolved.set(game, answers.isSolved(game));
            }
            sigma.write(padded(answers.sigma(), sigma.size()));
            values.write(padded(answers.values(), values.size()));
            learners().apply(sigma, values, isSolved);
        }

        private static MemorySegment padded(double[] numbers, long size) {
            return MemorySegment.ofArray(Arrays.copyOf(numbers, (int) size));
        }

        @Override
        public void close() {
            solver.close();
            values.close();
            sigma.close();
            games.close();
            super.close();
        }
    }
}
