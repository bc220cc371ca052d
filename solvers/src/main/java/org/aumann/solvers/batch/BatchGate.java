package org.aumann.solvers.batch;

import java.util.Arrays;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.BatchGains;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffSpread;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.BatchOptions;
import org.aumann.solvers.meta.Certificate;
import org.aumann.solvers.meta.CertifiedExcess;

/**
 * Certifies distributions over maximum entropy: gains, values and entropies are computed anew from the payoffs by {@link BatchGains},
 * which shares nothing with a kernel, and lets pass what the gate of single games would. Safe for use by several threads.
 */
final class BatchGate {
    private final GameBatch batch;
    private final SolutionConcept concept;
    private final BatchOptions options;

    BatchGate(GameBatch batch, SolutionConcept concept, BatchOptions options) {
        this.batch = batch;
        this.concept = concept;
        this.options = options;
    }

    /**
     * The answer to a game. An optimum that the certificate does not confirm is a {@link GameStatus#NUMERICAL_FAILURE}.
     *
     * @param sigma its distribution. Not modified.
     * @param claimed what is said of it
     * @param bound what no distribution that satisfies ε has more of, nats
     * @param iterations steps that led to it
     */
    GameAnswer judge(int game, double[] sigma, GameStatus claimed, double bound, long iterations) {
        double entropy = 0;
        for (double probability : sigma) {
            entropy -= probability > 0 ? probability * Math.log(probability) : 0;
        }
        double residual = Math.max(0, bound - entropy);
        double[] gains = BatchGains.largestGains(batch, game, sigma, concept);
        double[] epsilon = new double[gains.length];
        double relativeGain = Double.NEGATIVE_INFINITY;
        boolean isUneven = false;
        for (int p = 0; p < gains.length; p++) {
            PayoffSpread spread = batch.spread(game, p);
            epsilon[p] = options.epsilon() * spread.largestDifference();
            isUneven |= spread.hasOutliers();
            boolean matters = spread.unit() >= Double.MIN_NORMAL;
            relativeGain = Math.max(relativeGain, matters ? gains[p] / spread.unit() : 0);
            residual = Math.max(residual, matters ? (gains[p] - epsilon[p]) / spread.unit() : 0);
        }
        if (isUneven && CertifiedExcess.isWithin(residual, options.tolerance())) {
            residual = Math.max(residual, excess(game, sigma, epsilon));
        }
        boolean isRefuted = claimed == GameStatus.OPTIMAL && !CertifiedExcess.isWithin(residual, options.tolerance());
        return new GameAnswer(
                isRefuted ? GameStatus.NUMERICAL_FAILURE : claimed,
                Arrays.stream(BatchGains.values(batch, game, sigma)).boxed().toList(),
                Arrays.stream(gains).max().orElse(0),
                relativeGain,
                entropy,
                entropy,
                bound,
                residual,
                iterations);
    }

    private double excess(int game, double[] sigma, double[] epsilon) {
        try (PayoffTensor payoffs = batch.tensor(game)) {
            TensorGame tensor = MetaGame.of(payoffs);
            JointDistribution joint = JointDistribution.of(batch.index(), sigma);
            return new CertifiedExcess(tensor, GainUnits.of(tensor, concept))
                    .of(joint, Certificate.of(tensor, joint), epsilon, options.tolerance());
        }
    }

    /** Whether these are probabilities: a kernel may be wrong about that too. */
    static boolean isDistribution(double[] sigma) {
        double sum = 0;
        for (double probability : sigma) {
            if (!(probability >= 0)) {
                return false;
            }
            sum += probability;
        }
        return Math.abs(sum - 1) <= JointDistribution.SUM_TOLERANCE;
    }

    /** The answer to a game without one: nothing is claimed of the uniform distribution. */
    GameAnswer without(int game, GameStatus status) {
        long joint = batch.index().jointActionCount();
        double[] uniform = new double[(int) joint];
        Arrays.fill(uniform, 1.0 / joint);
        return judge(game, uniform, status, Math.log((double) joint), 0);
    }
}
