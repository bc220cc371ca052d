package org.aumann.kernels.cpu.incentive;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.cpu.base.PayoffRuns;
import org.aumann.kernels.cpu.base.Runs;

/**
 * CE gains from the products {@code M(r, d) = Σ_rest σ(r, rest) G(d, rest)}: gain(r, d) = M(r, d) − M(r, r).
 * {@code 2 A} flops a payoff. Where σ vanishes no payoff is read.
 */
final class CorrelatedGains implements GainSums {
    private final JointActionIndex index;
    private final SlabPlan plan;
    private final PayoffRuns payoffs;
    private final MemorySegment sigma;
    private final Panel payoff = new Panel();
    private final Panel probability = new Panel();
    private double[] block = new double[0];

    /** Per player M. */
    private final double[][] products;

    CorrelatedGains(JointActionIndex index, SlabPlan plan, PayoffRuns payoffs, MemorySegment sigma) {
        this.index = index;
        this.plan = plan;
        this.payoffs = payoffs;
        this.sigma = sigma;
        this.products = new double[index.playerCount()][];
        for (int p = 0; p < products.length; p++) {
            products[p] = new double[index.actionCount(p) * index.actionCount(p)];
        }
    }

    @Override
    public void block(long base, int length) {
        if (block.length < length) {
            block = new double[length];
        }
        Runs.load(sigma, base, length, block, 0);
        if (Runs.isZero(block, length)) {
            return;
        }
        for (int p = plan.leafPlayer(); p < products.length; p++) {
            int actions = index.actionCount(p);
            int stride = (int) index.stride(p);
            probability.loadBlock(block, stride, actions, length);
            payoff.loadBlock(payoffs, p, base, stride, actions, length);
            addProducts(actions, products[p]);
        }
    }

    @Override
    public void leave(int player, long base, int length) {
        int actions = index.actionCount(player);
        long stride = index.stride(player);
        int tile = Panel.lengthFor(actions);
        for (int from = 0; from < length; from += tile) {
            int run = Math.min(tile, length - from);
            probability.load(sigma, base + from, stride, actions, run);
            if (!Runs.isZero(probability.values(), actions * probability.width())) {
                payoff.load(payoffs, player, base + from, stride, actions, run);
                addProducts(actions, products[player]);
            }
        }
    }

    /** {@code M += probability · payoffᵀ}, two rows and two columns at a time; odd last ones are done twice. */
    private void addProducts(int actions, double[] m) {
        double[] s = probability.values();
        double[] g = payoff.values();
        int width = payoff.width();
        for (int r = 0; r < actions; r += 2) {
            int nextR = Math.min(r + 1, actions - 1);
            for (int d = 0; d < actions; d += 2) {
                int nextD = Math.min(d + 1, actions - 1);
                DoubleVector m00 = DoubleVector.zero(D);
                DoubleVector m01 = DoubleVector.zero(D);
                DoubleVector m10 = DoubleVector.zero(D);
                DoubleVector m11 = DoubleVector.zero(D);
                for (int i = 0; i < width; i += LANES) {
                    DoubleVector s0 = DoubleVector.fromArray(D, s, r * width + i);
                    DoubleVector s1 = DoubleVector.fromArray(D, s, nextR * width + i);
                    DoubleVector g0 = DoubleVector.fromArray(D, g, d * width + i);
                    DoubleVector g1 = DoubleVector.fromArray(D, g, nextD * width + i);
                    m00 = s0.fma(g0, m00);
                    m01 = s0.fma(g1, m01);
                    m10 = s1.fma(g0, m10);
                    m11 = s1.fma(g1, m11);
                }
                m[r * actions + d] += Runs.sum(m00);
                if (nextD > d) {
                    m[r * actions + nextD] += Runs.sum(m01);
                }
                if (nextR > r) {
                    m[nextR * actions + d] += Runs.sum(m10);
                }
                if (nextR > r && nextD > d) {
                    m[nextR * actions + nextD] += Runs.sum(m11);
                }
            }
        }
    }

    @Override
    public void addTo(double[] gains) {
        for (int p = 0; p < products.length; p++) {
            int actions = index.actionCount(p);
            int row = SolutionConcept.CE.firstRow(index, p);
            for (int r = 0; r < actions; r++) {
                double followed = products[p][r * actions + r];
                for (int d = 0; d < actions; d++) {
                    gains[row++] += products[p][r * actions + d] - followed;
                }
            }
        }
    }
}
