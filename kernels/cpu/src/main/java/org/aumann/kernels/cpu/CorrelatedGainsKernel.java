package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/**
 * CE gains from the products {@code M(r, d) = Σ_rest σ(r, rest) G(d, rest)}: gain(r, d) = M(r, d) − M(r, r).
 * {@code 2 A} flops a payoff.
 */
final class CorrelatedGainsKernel extends GainsKernel {
    /** Recommendations that share a loaded vector of payoffs. */
    private static final int ROW_BLOCK = 4;

    private final JointActionIndex index;

    /** Per player M, its rows padded to whole vectors. */
    private final double[][] products;

    CorrelatedGainsKernel(PayoffTensor payoffs, MemorySegment sigma) {
        super(payoffs, sigma);
        this.index = payoffs.index();
        this.products = new double[index.playerCount()][];
        for (int p = 0; p < products.length; p++) {
            products[p] = new double[index.actionCount(p) * Runs.padded(index.actionCount(p))];
        }
    }

    @Override
    void tileProducts(int player, int padded, double[] payoff, double[] probability) {
        int actions = index.actionCount(player);
        int width = Runs.padded(actions);
        double[] m = products[player];
        int r = 0;
        for (; r + ROW_BLOCK <= actions; r += ROW_BLOCK) {
            for (int d = 0; d < actions; d++) {
                fourProducts(m, r * width + d, width, payoff, d * padded, probability, r * padded, padded);
            }
        }
        for (; r < actions; r++) {
            for (int d = 0; d < actions; d++) {
                m[r * width + d] += Runs.dot(probability, r * padded, payoff, d * padded, padded);
            }
        }
    }

    private static void fourProducts(
            double[] m, int at, int width, double[] payoff, int g, double[] probability, int s, int padded) {
        DoubleVector m0 = DoubleVector.zero(D);
        DoubleVector m1 = DoubleVector.zero(D);
        DoubleVector m2 = DoubleVector.zero(D);
        DoubleVector m3 = DoubleVector.zero(D);
        for (int i = 0; i < padded; i += LANES) {
            DoubleVector payoffs = DoubleVector.fromArray(D, payoff, g + i);
            m0 = payoffs.fma(DoubleVector.fromArray(D, probability, s + i), m0);
            m1 = payoffs.fma(DoubleVector.fromArray(D, probability, s + padded + i), m1);
            m2 = payoffs.fma(DoubleVector.fromArray(D, probability, s + 2 * padded + i), m2);
            m3 = payoffs.fma(DoubleVector.fromArray(D, probability, s + 3 * padded + i), m3);
        }
        m[at] += Runs.sum(m0);
        m[at + width] += Runs.sum(m1);
        m[at + 2 * width] += Runs.sum(m2);
        m[at + 3 * width] += Runs.sum(m3);
    }

    @Override
    void addTo(double[] gains) {
        for (int p = 0; p < products.length; p++) {
            int actions = index.actionCount(p);
            int width = Runs.padded(actions);
            int row = SolutionConcept.CE.firstRow(index, p);
            for (int r = 0; r < actions; r++) {
                double followed = products[p][r * width + r];
                for (int d = 0; d < actions; d++) {
                    gains[row++] += products[p][r * width + d] - followed;
                }
            }
        }
    }
}
