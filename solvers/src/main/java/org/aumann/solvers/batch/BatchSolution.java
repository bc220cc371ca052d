package org.aumann.solvers.meta;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.BatchGains;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffSpread;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.BatchField;
import org.aumann.kernels.BatchOperator;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.BatchStatus;
import org.aumann.kernels.JointBuffer;

/**
 * What a batch of games was solved to, certified: gains, values and entropies are computed anew from the payoffs by
 * {@link BatchGains}, which shares nothing with a kernel. Immutable; off the heap, freed by the collector.
 */
public final class BatchSolution {
    /** What rounding of the certificate itself may add to a residual. */
    private static final double ROUNDING = 1e-11;

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final int gameCount;
    private final int solvedCount;
    private final BatchOptions options;
    private final MemorySegment sigma;
    private final MemorySegment reports;
    private final double[] values;
    private final double[] largestGains;
    private final double[] entropies;
    private final double[] residuals;

    BatchSolution(GameBatch batch, BatchOperator operator, int solvedCount, BatchOptions options) {
        this.index = operator.index();
        this.concept = operator.concept();
        this.gameCount = operator.gameCount();
        this.solvedCount = solvedCount;
        this.options = options;
        this.sigma = copy(operator.sigma());
        this.reports = copy(operator.reports());
        this.values = new double[Math.multiplyExact(gameCount, index.playerCount())];
        this.largestGains = new double[gameCount];
        this.entropies = new double[gameCount];
        this.residuals = new double[gameCount];
        long joint = index.jointActionCount();
        for (long element = solvedCount * joint; element < gameCount * joint; element++) {
            sigma.setAtIndex(DOUBLE, element, 1.0 / joint);
        }
        IntStream.range(0, gameCount).parallel().forEach(game -> certify(batch, game));
    }

    private static MemorySegment copy(JointBuffer buffer) {
        MemorySegment copy = Arena.ofAuto().allocate(Math.multiplyExact(Double.BYTES, buffer.size()), Double.BYTES);
        buffer.read(copy);
        return copy;
    }

    private void certify(GameBatch batch, int game) {
        double[] distribution = sigma(game);
        double entropy = 0;
        for (double probability : distribution) {
            entropy -= probability > 0 ? probability * Math.log(probability) : 0;
        }
        double residual = Math.max(0, bound(game) - entropy);
        double[] gains = BatchGains.largestGains(batch, game, distribution, concept);
        double[] epsilon = new double[gains.length];
        boolean isUneven = false;
        for (int p = 0; p < gains.length; p++) {
            PayoffSpread spread = batch.spread(game, p);
            epsilon[p] = options.epsilon() * spread.largestDifference();
            isUneven |= spread.hasOutliers();
            if (spread.unit() >= Double.MIN_NORMAL) {
                residual = Math.max(residual, (gains[p] - epsilon[p]) / spread.unit());
            }
        }
        if (isUneven && residual <= tolerance()) {
            residual = Math.max(residual, certifiedExcess(batch, game, distribution, epsilon));
        }
        double[] expected = BatchGains.values(batch, game, distribution);
        System.arraycopy(expected, 0, values, game * expected.length, expected.length);
        largestGains[game] = Arrays.stream(gains).max().orElse(0);
        entropies[game] = entropy;
        residuals[game] = residual;
    }

    /** Puts another answer in the place of one. */
    void replace(GameBatch batch, int game, SolveReport report) {
        long joint = index.jointActionCount();
        for (long a = 0; a < joint; a++) {
            sigma.setAtIndex(DOUBLE, game * joint + a, report.sigma().probability(a));
        }
        set(game, BatchField.BOUND, report.objective().upper());
        set(game, BatchField.ITERATIONS, (double) report.iterations());
        set(game, BatchField.STATUS, BatchStatus.OPTIMAL.code());
        certify(batch, game);
    }

    private void set(int game, BatchField field, double number) {
        reports.setAtIndex(DOUBLE, (long) game * BatchField.COUNT + field.offset(), number);
    }

    private double certifiedExcess(GameBatch batch, int game, double[] distribution, double[] epsilon) {
        try (PayoffTensor payoffs = batch.tensor(game)) {
            TensorGame tensor = MetaGame.of(payoffs);
            JointDistribution joint = JointDistribution.of(index, distribution);
            return new CertifiedExcess(tensor, GainUnits.of(tensor, concept))
                    .of(joint, Certificate.of(tensor, joint), epsilon, tolerance());
        }
    }

    private double tolerance() {
        return options.tolerance() + ROUNDING;
    }

    /**
     * The joint actions of every game.
     *
     * @return the index
     */
    public JointActionIndex index() {
        return index;
    }

    /**
     * What the games were solved for.
     *
     * @return CE or CCE
     */
    public SolutionConcept concept() {
        return concept;
    }

    /**
     * Number of games.
     *
     * @return at least 1
     */
    public int gameCount() {
        return gameCount;
    }

    /**
     * One probability.
     *
     * @param game game from 0
     * @param jointAction index in {@code 0..J-1}
     * @return σ(a)
     */
    public double probability(int game, long jointAction) {
        return sigma.getAtIndex(DOUBLE, game * index.jointActionCount() + jointAction);
    }

    /**
     * The distribution of a game; uniform if its turn did not come.
     *
     * @param game game from 0
     * @return a copy, length {@code J}
     */
    public double[] sigma(int game) {
        long bytes = Double.BYTES * index.jointActionCount();
        return sigma.asSlice(game * bytes, bytes).toArray(DOUBLE);
    }

    /**
     * An expected payoff.
     *
     * @param game game from 0
     * @param player player from 0
     * @return payoff units
     */
    public double value(int game, int player) {
        return values[game * index.playerCount() + player];
    }

    /**
     * The largest gain of any deviation, with its sign: the ε that is certified.
     *
     * @param game game from 0
     * @return payoff units
     */
    public double largestGain(int game) {
        return largestGains[game];
    }

    /**
     * Shannon entropy.
     *
     * @param game game from 0
     * @return nats
     */
    public double entropy(int game) {
        return entropies[game];
    }

    /**
     * What no distribution that satisfies ε has more of.
     *
     * @param game game from 0
     * @return nats
     */
    public double bound(int game) {
        return game < solvedCount ? report(game, BatchField.BOUND) : Math.log((double) index.jointActionCount());
    }

    /**
     * The larger of the certified violation, relative to the unit of its player ({@link PayoffSpread#unit}), and of the
     * entropy that may be missing.
     *
     * @param game game from 0
     * @return at least 0
     */
    public double residual(int game) {
        return residuals[game];
    }

    /**
     * Newton steps.
     *
     * @param game game from 0
     * @return at least 0
     */
    public int iterations(int game) {
        return game < solvedCount ? (int) report(game, BatchField.ITERATIONS) : 0;
    }

    /**
     * How the solve of a game ended. An optimum that the certificate does not confirm is a
     * {@link BatchStatus#NUMERICAL_FAILURE}; a game whose turn did not come is {@link BatchStatus#ITERATION_LIMIT}.
     *
     * @param game game from 0
     * @return the status
     */
    public BatchStatus status(int game) {
        BatchStatus status =
                game < solvedCount ? BatchStatus.of(report(game, BatchField.STATUS)) : BatchStatus.ITERATION_LIMIT;
        boolean isRefuted = status == BatchStatus.OPTIMAL && !(residuals[game] <= tolerance());
        return isRefuted ? BatchStatus.NUMERICAL_FAILURE : status;
    }

    /**
     * How many games ended so.
     *
     * @param status the status
     * @return a number of games
     */
    public int count(BatchStatus status) {
        return (int) IntStream.range(0, gameCount)
                .filter(game -> status(game) == status)
                .count();
    }

    private double report(int game, BatchField field) {
        return reports.getAtIndex(DOUBLE, (long) game * BatchField.COUNT + field.offset());
    }
}
