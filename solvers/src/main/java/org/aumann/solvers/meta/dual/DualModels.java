package org.aumann.solvers.meta.dual;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.JointSample;
import org.aumann.kernels.Regulariser;
import org.jspecify.annotations.Nullable;

/**
 * Makes the models of one solve: over all joint actions of a small game, over a sample of a larger one.
 *
 * <p>A Gini response has a support, and a sample of it knows nothing of the joint actions outside, which the
 * next response may want. Those that some response had stay known, and are in the models that follow.
 */
final class DualModels {
    /** Joint actions that are all put into a model. */
    private static final int SMALL = 16_384;

    /** Sampled joint actions of a larger game: at least so many, and so many per row that may move. */
    private static final int SAMPLE_SIZE = 8_192;

    private static final int SAMPLES_PER_ROW = 64;

    private static final JointSample NONE = new JointSample(new long[0], new double[0]);

    private final DualProblem problem;
    private final MetaGame game;
    private final Regulariser regulariser;
    private final long jointActionCount;

    /** The columns of all joint actions of a small game, and how often each stands in the populations. */
    private @Nullable JointColumns all;

    private double[] allWeights = new double[0];
    private double[] allCosts = new double[0];
    private JointSample sample = NONE;
    private long[] known = new long[0];

    DualModels(DualProblem problem) {
        this.problem = problem;
        this.game = problem.game();
        this.regulariser = problem.regulariser();
        this.jointActionCount = game.outcomes().jointActionCount();
    }

    /** Whether a model is the problem itself. */
    boolean isExact() {
        return jointActionCount <= SMALL;
    }

    /**
     * The model at multipliers at which the problem has just been evaluated.
     *
     * @param beta multipliers. Not modified.
     * @param gradient of the problem there. Not modified.
     * @param rows number of rows that may move
     * @param iteration counted from the start of the solve: every one samples other joint actions
     */
    DualModel at(double[] beta, double[] gradient, int rows, int iteration) {
        if (!isExact()) {
            sample = draw(rows, iteration);
        }
        return model(beta, gradient);
    }

    /**
     * The model at the same multipliers once more, after a trial elsewhere that it did not foresee: the
     * problem was last evaluated there.
     */
    DualModel afterTrial(DualModel model, double[] beta, double[] gradient, int rows, int iteration) {
        if (isExact() || regulariser == Regulariser.ENTROPY) {
            return model;
        }
        draw(rows, iteration);
        return model(beta, gradient);
    }

    /** A sample of the last response of the problem. */
    private JointSample draw(int rows, int iteration) {
        JointSample drawn = problem.sample(sampleSize(rows), offset(iteration));
        if (regulariser == Regulariser.GINI) {
            known = LongStream.concat(Arrays.stream(drawn.jointActions()), Arrays.stream(known))
                    .distinct()
                    .limit(sampleSize(rows)) // the newest
                    .toArray();
        }
        return drawn;
    }

    private static int sampleSize(int rows) {
        return Math.max(SAMPLE_SIZE, SAMPLES_PER_ROW * rows);
    }

    /** Golden-ratio offsets: every iteration samples between the joint actions of the earlier ones. */
    private static double offset(int iteration) {
        double golden = 0.6180339887498949;
        return iteration * golden % 1;
    }

    private DualModel model(double[] beta, double[] gradient) {
        if (isExact()) {
            if (all == null) {
                long[] jointActions = LongStream.range(0, jointActionCount).toArray();
                all = problem.columns(jointActions);
                allCosts = problem.costs(jointActions);
                allWeights = multiplicities(jointActions);
            }
            return new DualModel(regulariser, all, allWeights, logits(all, allCosts, beta), gradient);
        }
        return switch (regulariser) {
            case ENTROPY -> ofEntropy(gradient);
            case GINI -> ofGini(beta, gradient);
        };
    }

    /** Weights are σ, so that the logits are those that σ would need: none. */
    private DualModel ofEntropy(double[] gradient) {
        double[] weights = new double[sample.size()];
        Arrays.setAll(weights, sample::weight);
        return new DualModel(
                regulariser, problem.columns(sample.jointActions()), weights, new double[sample.size()], gradient);
    }

    private DualModel ofGini(double[] beta, double[] gradient) {
        long[] sampled = sample.jointActions();
        long[] others = Arrays.stream(known)
                .filter(a -> Arrays.binarySearch(sampled, a) < 0)
                .toArray();
        long[] jointActions =
                LongStream.concat(Arrays.stream(sampled), Arrays.stream(others)).toArray();
        double[] weights = multiplicities(jointActions);
        for (int k = 0; k < sampled.length; k++) {
            weights[k] = sample.weight(k);
        }
        JointColumns columns = problem.columns(jointActions);
        return new DualModel(
                regulariser, columns, weights, logits(columns, problem.costs(jointActions), beta), gradient);
    }

    private double[] multiplicities(long[] jointActions) {
        return Arrays.stream(jointActions).mapToDouble(game::multiplicity).toArray();
    }

    private static double[] logits(JointColumns columns, double[] costs, double[] beta) {
        double[] logits = columns.products(beta);
        Arrays.setAll(logits, k -> costs[k] - logits[k]);
        return logits;
    }
}
