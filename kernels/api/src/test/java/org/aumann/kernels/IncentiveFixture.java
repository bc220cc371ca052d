package org.aumann.kernels;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.aumann.core.Seeds;
import org.aumann.core.Tolerances;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.payoff.TensorGame;
import org.aumann.core.random.Philox;
import org.jspecify.annotations.Nullable;

/** A game with its operator and a buffer on a back end, and the definitions to compare them with. */
final class IncentiveFixture implements AutoCloseable {
    /** Where the payoffs come from. */
    @FunctionalInterface
    interface Payoffs {
        /** Makes a tensor of the shape and precision of a case. */
        PayoffTensor of(IncentiveCase shape, RandomGenerator random);

        /** Independent N(0, 1). */
        Payoffs GAUSSIAN = (shape, random) -> RandomGames.gaussian(shape.index(), shape.precision(), random);

        /** Tiny differences of ±1e9. */
        Payoffs HUGE = (shape, random) -> RandomGames.huge(shape.index(), shape.precision(), random);

        /** The same everywhere. */
        Payoffs CONSTANT = (shape, random) -> RandomGames.constant(shape.index(), shape.precision(), -2.5);
    }

    final Philox random = new Philox(Seeds.seed());
    final JointActionIndex index;
    final SolutionConcept concept;
    final TensorGame game;

    /** One number a joint action; null if the operator has no tilt. */
    final @Nullable MemorySegment tilt;

    final IncentiveOperator operator;
    final JointBuffer buffer;
    private final ComputeBackend backend;
    private final PayoffTensor payoffs;
    private final double[] greatestPayoff;

    private IncentiveFixture(
            ComputeBackend backend, IncentiveCase shape, Payoffs source, boolean repeats, boolean tilted) {
        this.backend = backend;
        this.index = shape.index();
        this.concept = shape.concept();
        this.payoffs = source.of(shape, random);
        this.game = repeats ? MetaGame.of(payoffs, RandomGames.repeats(index, random)) : MetaGame.of(payoffs);
        this.tilt = tilted ? tilt() : null;
        this.operator = backend.incentives(game, concept, tilt);
        this.buffer = backend.allocate(index.jointActionCount());
        this.greatestPayoff = new double[index.playerCount()];
        Arrays.setAll(
                greatestPayoff,
                p -> Math.max(
                        Math.abs(payoffs.range(p).least()),
                        Math.abs(payoffs.range(p).greatest())));
    }

    /** A game in which every action counts once. */
    static IncentiveFixture unweighted(ComputeBackend backend, IncentiveCase shape, Payoffs payoffs) {
        return new IncentiveFixture(backend, shape, payoffs, false, false);
    }

    /** A game with random repeat counts. */
    static IncentiveFixture repeated(ComputeBackend backend, IncentiveCase shape, Payoffs payoffs) {
        return new IncentiveFixture(backend, shape, payoffs, true, false);
    }

    /** The same and a tilt. */
    static IncentiveFixture tilted(ComputeBackend backend, IncentiveCase shape, Payoffs payoffs) {
        return new IncentiveFixture(backend, shape, payoffs, true, true);
    }

    /** Random numbers of which few are far from the others. */
    private MemorySegment tilt() {
        MemorySegment numbers = JointDistribution.memory(index);
        for (long a = 0; a < index.jointActionCount(); a++) {
            double gaussian = random.nextGaussian();
            numbers.setAtIndex(ValueLayout.JAVA_DOUBLE, a, gaussian * gaussian * gaussian);
        }
        return numbers;
    }

    private double tilt(long jointAction) {
        return tilt == null ? 0 : tilt.getAtIndex(ValueLayout.JAVA_DOUBLE, jointAction);
    }

    /** Random multipliers, a third of them zero, that make logits of about the given size. */
    double[] alpha(double size) {
        double[] alpha = new double[operator.rowCount()];
        for (int p = 0; p < index.playerCount(); p++) {
            int first = concept.firstRow(index, p);
            double unit = size / (greatestPayoff[p] * Math.sqrt(index.actionCount(p)));
            for (int i = first; i < first + concept.rowCount(index, p); i++) {
                alpha[i] = unit * Math.max(0, random.nextDouble() - 1 / 3.0);
            }
        }
        return alpha;
    }

    /** Random weights of both signs, of payoffs and tilt, that make logits of about the given size. */
    double[] payoffWeights(double size) {
        double[] weights = noWeights();
        Arrays.setAll(weights, p -> size / (p < greatestPayoff.length ? greatestPayoff[p] : 1) * random.nextGaussian());
        return weights;
    }

    /** Zeros. */
    double[] noWeights() {
        return new double[tilt == null ? index.playerCount() : index.playerCount() + 1];
    }

    /** {@code Σ_p w_p G_p(a) − Σ_d α_d (G_p(d, a_{-p}) − G_p(a))} and the weighted tilt, joint action by joint action. */
    double[] logits(double[] alpha, double[] payoffWeights) {
        double[] logits = new double[Math.toIntExact(index.jointActionCount())];
        double tiltWeight = tilt == null ? 0 : payoffWeights[index.playerCount()];
        Arrays.setAll(logits, a -> tiltWeight * tilt(a));
        for (int p = 0; p < index.playerCount(); p++) {
            int actions = index.actionCount(p);
            int first = concept.firstRow(index, p);
            for (int a = 0; a < logits.length; a++) {
                int recommended = index.action(a, p);
                long base = a - recommended * index.stride(p);
                int row = concept == SolutionConcept.CE ? first + recommended * actions : first;
                double payoff = payoffs.get(p, a);
                double gains = 0;
                for (int d = 0; d < actions; d++) {
                    gains += alpha[row + d] * (payoffs.get(p, base + d * index.stride(p)) - payoff);
                }
                logits[a] += payoffWeights[p] * payoff - gains;
            }
        }
        return logits;
    }

    /** How far logits may be off: rounding of sums whose terms are multiplier times payoff. */
    double logitTolerance(double[] alpha, double[] payoffWeights) {
        double magnitude = tilt == null ? 0 : Math.abs(payoffWeights[index.playerCount()]) * greatestTilt();
        for (int p = 0; p < index.playerCount(); p++) {
            int actions = index.actionCount(p);
            int first = concept.firstRow(index, p);
            double greatest = 0;
            for (int row = first; row < first + concept.rowCount(index, p); row += actions) {
                greatest = Math.max(
                        greatest, Arrays.stream(alpha, row, row + actions).sum());
            }
            magnitude += (Math.abs(payoffWeights[p]) + 2 * greatest) * greatestPayoff[p];
        }
        return Tolerances.rounding(index.actionCountSum(), magnitude);
    }

    /** How far the gains of a player may be off. */
    double gainTolerance(int player) {
        return Tolerances.rounding(index.jointActionCount(), 2 * greatestPayoff[player]);
    }

    /** Largest absolute payoff. */
    double greatestPayoff(int player) {
        return greatestPayoff[player];
    }

    /** Largest absolute tilt. */
    double greatestTilt() {
        return LongStream.range(0, index.jointActionCount())
                .mapToDouble(a -> Math.abs(tilt(a)))
                .max()
                .orElseThrow();
    }

    /** {@code Σ_a σ(a) tilt(a)}. */
    double meanTilt(JointDistribution sigma) {
        return LongStream.range(0, index.jointActionCount())
                .mapToDouble(a -> sigma.probability(a) * tilt(a))
                .sum();
    }

    double[] multiplicities() {
        double[] multiplicities = new double[Math.toIntExact(index.jointActionCount())];
        Arrays.setAll(multiplicities, game::multiplicity);
        return multiplicities;
    }

    /** The gains of a distribution by the operator; whatever was in the array before does not matter. */
    double[] gains(JointBuffer sigma) {
        double[] gains = new double[operator.rowCount()];
        Arrays.fill(gains, Double.NaN);
        operator.gains(sigma, gains);
        return gains;
    }

    /** A random distribution, also put into the buffer. */
    JointDistribution distribution() {
        JointDistribution sigma = RandomGames.distribution(index, random);
        buffer.write(sigma.segment());
        return sigma;
    }

    /** Overwrites the buffer, so that nothing can depend on what was in it. */
    void poison() {
        double[] poison = new double[Math.toIntExact(index.jointActionCount())];
        Arrays.fill(poison, Double.NaN);
        buffer.write(MemorySegment.ofArray(poison));
    }

    /** What the buffer holds. */
    double[] read() {
        double[] elements = new double[Math.toIntExact(buffer.size())];
        buffer.read(MemorySegment.ofArray(elements));
        return elements;
    }

    /** The same content in another buffer of the back end. */
    JointBuffer copy() {
        JointBuffer copy = backend.allocate(buffer.size());
        copy.write(MemorySegment.ofArray(read()));
        return copy;
    }

    @Override
    public void close() {
        buffer.close();
        operator.close();
        payoffs.close();
    }
}
