package org.aumann.solvers.batch;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.BatchGains;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffSpread;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOptions;
import org.aumann.solvers.meta.Certificate;
import org.aumann.solvers.meta.CertifiedExcess;

/**
 * Certifies distributions over an objective: gains, values and objectives are computed anew from the payoffs by {@link
 * BatchGains} and the loops here, which share nothing with a kernel, and lets pass what the gate of single games would. The bound of an objective
 * is the one that is claimed. Safe for use by several threads.
 */
final class BatchGate {
    /** What is left to a bound may be this part of the payoffs in it: more digits they do not have. */
    private static final double ROUNDING = 0x1p-50;

    private final GameBatch batch;
    private final SolutionConcept concept;
    private final BatchObjective objective;
    private final BatchOptions options;

    BatchGate(GameBatch batch, SolutionConcept concept, BatchObjective objective, BatchOptions options) {
        this.batch = batch;
        this.concept = concept;
        this.objective = objective;
        this.options = options;
    }

    /**
     * How much the objective of a game can be, and what a difference is compared with.
     *
     * @param greatest what no distribution has more of
     * @param unit what the distributions can change
     * @param magnitude the greatest numbers it is made of
     */
    private record Scale(double greatest, double unit, double magnitude) {
        /** What is left from an objective, so much below the greatest, to a bound; in units. */
        double gap(double bound, double shortfall) {
            double left = bound - greatest + shortfall - ROUNDING * magnitude;
            return left <= 0 ? 0 : left / unit; // infinite where nothing can be left, NaN for what is not a number
        }
    }

    /**
     * The answer to a game. An optimum that the certificate does not confirm is a {@link GameStatus#NUMERICAL_FAILURE}.
     *
     * @param sigma its distribution. Not modified.
     * @param claimed what is said of it
     * @param bound what no distribution that satisfies ε has more of, in the unit of the objective
     * @param iterations steps that led to it
     */
    GameAnswer judge(int game, double[] sigma, GameStatus claimed, double bound, long iterations) {
        double entropy = 0;
        for (double probability : sigma) {
            entropy -= probability > 0 ? probability * Math.log(probability) : 0;
        }
        double[] values = BatchGains.values(batch, game, sigma);
        Scale scale = scale(game);
        double shortfall = shortfall(game, sigma, entropy, scale);
        double residual = Math.max(0, scale.gap(bound, shortfall));
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
        return new GameAnswer(
                judged(claimed, CertifiedExcess.isWithin(residual, options.tolerance())),
                Arrays.stream(values).boxed().toList(),
                Arrays.stream(gains).max().orElse(0),
                relativeGain,
                entropy,
                scale.greatest() - shortfall,
                bound,
                residual,
                iterations);
    }

    /** Optimal is what the certificate says, whether the kernel has thought so or not. */
    private static GameStatus judged(GameStatus claimed, boolean isWithin) {
        return switch (claimed) {
            case OPTIMAL, NUMERICAL_FAILURE, ITERATION_LIMIT ->
                isWithin ? GameStatus.OPTIMAL : claimed == GameStatus.OPTIMAL ? GameStatus.NUMERICAL_FAILURE : claimed;
            case INFEASIBLE, TIME_LIMIT -> claimed;
        };
    }

    /** How much less than the greatest a distribution has; differences of payoffs, not of their sums, which have fewer digits. */
    private double shortfall(int game, double[] sigma, double entropy, Scale scale) {
        return switch (objective) {
            case BatchObjective.Entropy _ -> scale.greatest() - entropy;
            case BatchObjective.Gini _ -> {
                double squares = 0;
                for (double probability : sigma) {
                    squares += probability * probability;
                }
                yield squares - 1.0 / sigma.length;
            }
            case BatchObjective.Linear(List<Double> weights) -> {
                double shortfall = 0;
                for (int a = 0; a < sigma.length; a++) {
                    double sum = 0;
                    for (int p = 0; p < weights.size(); p++) {
                        sum += weights.get(p) * batch.get(game, p, a);
                    }
                    shortfall += sigma[a] * (scale.greatest() - sum);
                }
                yield shortfall;
            }
            case BatchObjective.Egalitarian _ -> {
                double worst = Double.NEGATIVE_INFINITY;
                for (int p = 0; p < batch.index().playerCount(); p++) {
                    double shortfall = 0;
                    for (int a = 0; a < sigma.length; a++) {
                        shortfall += sigma[a] * (scale.greatest() - batch.get(game, p, a));
                    }
                    worst = Math.max(worst, shortfall);
                }
                yield worst;
            }
        };
    }

    private Scale scale(int game) {
        int joint = (int) batch.index().jointActionCount();
        return switch (objective) {
            case BatchObjective.Entropy _ -> new Scale(Math.log(joint), 1, 0);
            case BatchObjective.Gini _ -> new Scale(1 - 1.0 / joint, 1, 0);
            case BatchObjective.Linear(List<Double> weights) -> linearScale(game, joint, weights);
            case BatchObjective.Egalitarian _ -> egalitarianScale(game, joint);
        };
    }

    private Scale linearScale(int game, int joint, List<Double> weights) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        double[] magnitudes = new double[weights.size()];
        for (int a = 0; a < joint; a++) {
            double sum = 0;
            for (int p = 0; p < magnitudes.length; p++) {
                double term = weights.get(p) * batch.get(game, p, a);
                sum += term;
                magnitudes[p] = Math.max(magnitudes[p], Math.abs(term));
            }
            least = Math.min(least, sum);
            greatest = Math.max(greatest, sum);
        }
        return new Scale(greatest, greatest - least, Arrays.stream(magnitudes).sum());
    }

    /** The widest range of a player who may be the worst off. */
    private Scale egalitarianScale(int game, int joint) {
        double[] least = new double[batch.index().playerCount()];
        double[] greatest = new double[least.length];
        double most = Double.POSITIVE_INFINITY;
        double magnitude = 0;
        for (int p = 0; p < least.length; p++) {
            least[p] = Double.POSITIVE_INFINITY;
            greatest[p] = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < joint; a++) {
                least[p] = Math.min(least[p], batch.get(game, p, a));
                greatest[p] = Math.max(greatest[p], batch.get(game, p, a));
            }
            most = Math.min(most, greatest[p]);
            magnitude = Math.max(magnitude, Math.max(-least[p], greatest[p]));
        }
        double unit = 0;
        for (int p = 0; p < least.length; p++) {
            unit = least[p] < most ? Math.max(unit, greatest[p] - least[p]) : unit;
        }
        return new Scale(most, unit, magnitude);
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
        return judge(game, uniform, status, scale(game).greatest(), 0);
    }
}
