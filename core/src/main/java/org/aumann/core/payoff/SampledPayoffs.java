package org.aumann.core.payoff;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What sampled episodes say about the payoffs of every joint action: number, mean and spread of the returns,
 * to live beside a {@link PayoffTensor} of the means.
 *
 * <p>Kept as float64 sums of the differences from a fixed origin {@code o_p}, so that parts can be added in any
 * way (Chan, Golub and LeVeque 1983) and integer returns are summed exactly, whatever the order, while the sums
 * stay below 2⁵³:
 *
 * <pre>{@code
 * S = Σ_e (u_e − o)    Q = Σ_e (u_e − o)²    mean = o + S / count    M2 = Σ_e (u_e − mean)² = Q − S² / count
 * }</pre>
 *
 * <p>M2 loses digits only where the mean is far from the origin compared with the spread. Memory:
 * {@code 8 + 16 n} bytes a joint action, off the heap. Reading is safe from several threads; adding to
 * different joint actions too.
 */
public final class SampledPayoffs implements AutoCloseable {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final double[] origin;
    private final Arena arena;
    private final MemorySegment counts;
    private final PayoffTensor sums;
    private final PayoffTensor squares;

    private SampledPayoffs(double[] origin, PayoffTensor sums, PayoffTensor squares) {
        this.origin = origin;
        this.sums = sums;
        this.squares = squares;
        this.arena = Arena.ofShared();
        this.counts = arena.allocate(Math.multiplyExact(Long.BYTES, sums.index().jointActionCount()), Long.BYTES);
    }

    /**
     * No episodes yet.
     *
     * @param index the joint actions
     * @param origin per player a payoff that returns are measured from, an integer if they are integers, such
     *     as {@code GameTree.payoffCentre}. Not modified.
     * @return samples that the caller closes
     */
    public static SampledPayoffs allocate(JointActionIndex index, double... origin) {
        if (origin.length != index.playerCount()) {
            throw new IllegalArgumentException(
                    "origin.length (" + origin.length + ") must be the number of players, " + index.playerCount());
        }
        return owning(
                origin.clone(),
                PayoffTensor.allocate(index, Precision.FLOAT64),
                () -> PayoffTensor.allocate(index, Precision.FLOAT64));
    }

    /** Takes over the sums, and frees them where there is no memory for the rest. */
    static SampledPayoffs owning(double[] origin, PayoffTensor sums, Supplier<PayoffTensor> squares) {
        try {
            PayoffTensor second = squares.get();
            try {
                return new SampledPayoffs(origin, sums, second);
            } catch (RuntimeException | OutOfMemoryError e) {
                second.close();
                throw e;
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            sums.close();
            throw e;
        }
    }

    /**
     * The joint actions.
     *
     * @return the index
     */
    public JointActionIndex index() {
        return sums.index();
    }

    /**
     * What returns of a player are measured from.
     *
     * @param player player from 0
     * @return payoff units
     */
    public double origin(int player) {
        return origin[player];
    }

    /**
     * Adds the sums of further episodes of a joint action.
     *
     * @param jointAction index in {@code 0..J-1}
     * @param episodes number of episodes
     * @param sum per player {@code S}. Not modified.
     * @param square per player {@code Q}. Not modified.
     */
    public void add(long jointAction, long episodes, double[] sum, double[] square) {
        counts.setAtIndex(LONG, jointAction, count(jointAction) + episodes);
        for (int p = 0; p < origin.length; p++) {
            sums.set(p, jointAction, sums.get(p, jointAction) + sum[p]);
            squares.set(p, jointAction, squares.get(p, jointAction) + square[p]);
        }
    }

    /**
     * Adds other episodes of the same game, as if all had been played here.
     *
     * @param other samples with the same joint actions and origin. Not modified.
     */
    public void addAll(SampledPayoffs other) {
        if (!other.index().equals(index()) || !Arrays.equals(other.origin, origin)) {
            throw new IllegalArgumentException("samples over " + other.index() + " from "
                    + Arrays.toString(other.origin) + " must be over " + index() + " from " + Arrays.toString(origin));
        }
        double[] sum = new double[origin.length];
        double[] square = new double[origin.length];
        for (long a = 0; a < index().jointActionCount(); a++) {
            for (int p = 0; p < sum.length; p++) {
                sum[p] = other.sums.get(p, a);
                square[p] = other.squares.get(p, a);
            }
            add(a, other.count(a), sum, square);
        }
    }

    /**
     * Number of episodes of a joint action.
     *
     * @param jointAction index in {@code 0..J-1}
     * @return at least 0
     */
    public long count(long jointAction) {
        return counts.getAtIndex(LONG, jointAction);
    }

    /**
     * Mean return.
     *
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     * @return payoff units; not a number without an episode
     */
    public double mean(int player, long jointAction) {
        return origin[player] + sums.get(player, jointAction) / count(jointAction);
    }

    /**
     * Sum of the squared differences of the returns from their mean.
     *
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     * @return payoff units squared, at least 0; not a number without an episode
     */
    public double m2(int player, long jointAction) {
        double sum = sums.get(player, jointAction);
        return Math.max(0, squares.get(player, jointAction) - sum * (sum / count(jointAction)));
    }

    /**
     * Standard error of the mean, {@code √(M2 / (count (count − 1)))}.
     *
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     * @return payoff units; infinite with fewer than two episodes
     */
    public double standardError(int player, long jointAction) {
        double count = count(jointAction);
        return count < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(m2(player, jointAction) / (count * (count - 1)));
    }

    /**
     * Writes the means.
     *
     * @param payoffs a tensor of the same shape. Modified where there are episodes.
     */
    public void writeMeans(PayoffTensor payoffs) {
        if (!payoffs.index().equals(index())) {
            throw new IllegalArgumentException("shape of payoffs " + payoffs.index() + " must be " + index());
        }
        for (long a = 0; a < index().jointActionCount(); a++) {
            for (int p = 0; count(a) > 0 && p < origin.length; p++) {
                payoffs.set(p, a, mean(p, a));
            }
        }
    }

    /**
     * Samples of more joint actions, with these in the low corner and no episodes elsewhere.
     *
     * @param actionCounts new numbers of actions, none smaller than now. Not modified.
     * @return samples that the caller closes; these stay open
     */
    public SampledPayoffs grown(int... actionCounts) {
        SampledPayoffs larger = owning(origin, sums.grown(actionCounts), () -> squares.grown(actionCounts));
        for (long a = 0; a < index().jointActionCount(); a++) {
            larger.counts.setAtIndex(LONG, larger.index().jointAction(index().actions(a)), count(a));
        }
        return larger;
    }

    /** Frees the memory. */
    @Override
    public void close() {
        sums.close();
        squares.close();
        arena.close();
    }
}
