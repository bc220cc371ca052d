package org.aumann.solvers.stochastic;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.aumann.core.Deadline;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.LearningOperator;

/**
 * The stage games that learners have just left, solved in one batch for all copies. A copy's answers do not depend on the other copies: solves begin
 * anew every time.
 */
final class LearningStages implements AutoCloseable {
    private final LearningOperator learners;
    private final List<Shape> shapes = new ArrayList<>();
    private final double leastDrift;
    private final double[] noise;
    private long solved;

    /** What is needed for stage games of one shape. */
    private static final class Shape implements AutoCloseable {
        final JointActionIndex index;
        final GameBatch games;
        final JointBuffer collected;
        final JointBuffer sigma;
        final JointBuffer values;
        final StageSolver solver;

        Shape(JointActionIndex index, Selection selection, ComputeBackend backend, int copies) {
            this.index = index;
            int joint = (int) index.jointActionCount();
            this.games = GameBatch.allocate(index, copies);
            this.collected = backend.allocate((long) copies * index.playerCount() * joint);
            this.sigma = backend.allocate((long) copies * joint);
            this.values = backend.allocate((long) copies * index.playerCount());
            this.solver = selection.open(backend, index, copies);
        }

        @Override
        public void close() {
            solver.close();
            values.close();
            sigma.close();
            collected.close();
            games.close();
        }
    }

    /**
     * @param leastDrift what payoffs may change by before a game is solved again
     * @param noise what payoffs of every player may be wrong by
     */
    LearningStages(
            LearningOperator learners, Selection selection, ComputeBackend backend, double leastDrift, double[] noise) {
        this.learners = learners;
        this.leastDrift = leastDrift;
        this.noise = noise;
        for (JointActionIndex index : learners.shapes()) {
            shapes.add(new Shape(index, selection, backend, learners.copyCount()));
        }
    }

    /** Solves the games of the states that the last step was made in, and hands the answers to the learners. */
    void refresh(Deadline deadline) {
        for (Shape shape : shapes) {
            int count = learners.collect(shape.index, leastDrift, shape.collected);
            if (count > 0) {
                refresh(shape, count, deadline);
            }
        }
    }

    private void refresh(Shape shape, int count, Deadline deadline) {
        shape.collected.read(shape.games.segment());
        for (int game = 0; game < count; game++) {
            for (int p = 0; p < noise.length; p++) {
                PayoffTies.tie(shape.games, game, p, noise[p]);
            }
        }
        shape.solver.forget();
        StageAnswers answers = shape.solver.solve(shape.games, count, deadline);
        solved += count;
        BitSet isSolved = new BitSet();
        for (int game = 0; game < count; game++) {
            isSolved.set(game, answers.isSolved(game));
        }
        shape.sigma.write(padded(answers.sigma(), shape.sigma.size()));
        shape.values.write(padded(answers.values(), shape.values.size()));
        learners.apply(shape.sigma, shape.values, isSolved);
    }

    private static MemorySegment padded(double[] numbers, long size) {
        return MemorySegment.ofArray(Arrays.copyOf(numbers, (int) size));
    }

    /** Stage games that were solved so far. */
    long solved() {
        return solved;
    }

    @Override
    public void close() {
        shapes.forEach(Shape::close);
    }
}
