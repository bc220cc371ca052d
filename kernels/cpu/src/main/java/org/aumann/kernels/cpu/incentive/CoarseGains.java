package org.aumann.kernels.cpu.incentive;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.cpu.base.PayoffRuns;
import org.aumann.kernels.cpu.base.Runs;

/**
 * CCE gains, {@code Σ_rest m_p(rest) G_p(d, rest) − Σ_a σ(a) G_p(a)} with the co-player marginal
 * {@code m_p(rest) = Σ_r σ(r, rest)}: four flops a payoff, bound by memory.
 *
 * <p>A block adds the values of all players and the deviations of the leaf players; the deviations of the
 * others follow when their panel is left. Where σ vanishes no payoff is read.
 */
final class CoarseGains implements GainSums {
    /** Co-players' joint actions whose marginal stays in the first-level cache while the actions pass by. */
    private static final int TILE = 2_048;

    private final JointActionIndex index;
    private final SlabPlan plan;
    private final PayoffRuns payoffs;
    private final MemorySegment sigma;
    private final LeafAxis[] axes;
    private final double[][] deviation;
    private final double[] value;
    private final double[] marginal = new double[TILE];
    private double[] probability = new double[0];
    private double[] staged = new double[0];

    CoarseGains(JointActionIndex index, SlabPlan plan, PayoffRuns payoffs, MemorySegment sigma) {
        this.index = index;
        this.plan = plan;
        this.payoffs = payoffs;
        this.sigma = sigma;
        this.axes = plan.leafAxes(index);
        this.value = new double[index.playerCount()];
        this.deviation = new double[index.playerCount()][];
        for (int p = 0; p < deviation.length; p++) {
            deviation[p] = new double[index.actionCount(p)];
        }
    }

    @Override
    public void block(long base, int length) {
        if (probability.length < Runs.padded(length)) {
            probability = new double[Runs.padded(length)];
            staged = new double[Runs.padded(length)];
        }
        Runs.load(sigma, base, length, probability, 0);
        if (Runs.isZero(probability, length)) {
            return;
        }
        for (int p = 0; p < plan.leafPlayer(); p++) {
            value[p] += payoffs.dot(p, base, length, probability);
        }
        for (int p = plan.leafPlayer(); p < value.length; p++) {
            payoffs.load(p, base, length, staged, 0);
            value[p] += axes[p - plan.leafPlayer()].addGains(probability, staged, length, deviation[p]);
        }
    }

    @Override
    public void leave(int player, long base, int length) {
        long stride = index.stride(player);
        double[] gain = deviation[player];
        for (int from = 0; from < length; from += TILE) {
            int run = Math.min(TILE, length - from);
            Arrays.fill(marginal, 0, run, 0);
            Runs.addRows(sigma, base + from, stride, gain.length, run, marginal);
            if (!Runs.isZero(marginal, run)) {
                payoffs.addProducts(player, base + from, stride, run, marginal, gain);
            }
        }
    }

    @Override
    public void addTo(double[] gains) {
        for (int p = 0; p < deviation.length; p++) {
            int row = SolutionConcept.CCE.firstRow(index, p);
            for (double gain : deviation[p]) {
                gains[row++] += gain - value[p];
            }
        }
    }
}
