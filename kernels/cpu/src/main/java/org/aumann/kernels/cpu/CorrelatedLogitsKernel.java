package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.payoff.PayoffTensor;

/**
 * Logits of CE multipliers: for one player a small matrix times the slab,
 * {@code Σ_d C(r, d) G(d, rest)} with {@code C(r, d) = −α_rd} and {@code C(r, r) = w + Σ_{d≠r} α_rd}.
 * {@code 2 A} flops a payoff.
 */
final class CorrelatedLogitsKernel extends LogitsKernel {
    /** Rows of the matrix that share a loaded vector of payoffs. */
    private static final int ROW_BLOCK = 4;

    private final double[][] matrix;
    private final int[] actionCounts;

    /**
     * @param alpha per player {@code [r][d]} multipliers, the diagonal ignored. Not modified.
     * @param payoffWeights w per player. Not modified.
     */
    CorrelatedLogitsKernel(
            PayoffTensor payoffs, double[][] alpha, double[] payoffWeights, MemorySegment logits, LogitMap map) {
        super(payoffs, logits, map);
        this.actionCounts = payoffs.index().actionCounts();
        this.matrix = new double[alpha.length][];
        for (int p = 0; p < alpha.length; p++) {
            int actions = actionCounts[p];
            matrix[p] = new double[actions * actions];
            for (int r = 0; r < actions; r++) {
                double diagonal = payoffWeights[p];
                for (int d = 0; d < actions; d++) {
                    if (d != r) {
                        diagonal += alpha[p][r * actions + d];
                        matrix[p][r * actions + d] = -alpha[p][r * actions + d];
                    }
                }
                matrix[p][r * actions + r] = diagonal;
            }
        }
    }

    @Override
    void tileTerms(int player, int padded, double[] payoff, double[] term) {
        int actions = actionCounts[player];
        double[] c = matrix[player];
        int r = 0;
        for (; r + ROW_BLOCK <= actions; r += ROW_BLOCK) {
            fourRows(c, r, actions, padded, payoff, term);
        }
        for (; r < actions; r++) {
            Arrays.fill(term, r * padded, (r + 1) * padded, 0);
            for (int d = 0; d < actions; d++) {
                Runs.axpy(c[r * actions + d], payoff, d * padded, term, r * padded, padded);
            }
        }
    }

    private static void fourRows(double[] c, int r, int actions, int padded, double[] payoff, double[] term) {
        int c0 = r * actions;
        int c1 = c0 + actions;
        int c2 = c1 + actions;
        int c3 = c2 + actions;
        for (int i = 0; i < padded; i += LANES) {
            DoubleVector t0 = DoubleVector.zero(D);
            DoubleVector t1 = DoubleVector.zero(D);
            DoubleVector t2 = DoubleVector.zero(D);
            DoubleVector t3 = DoubleVector.zero(D);
            for (int d = 0; d < actions; d++) {
                DoubleVector g = DoubleVector.fromArray(D, payoff, d * padded + i);
                t0 = g.fma(DoubleVector.broadcast(D, c[c0 + d]), t0);
                t1 = g.fma(DoubleVector.broadcast(D, c[c1 + d]), t1);
                t2 = g.fma(DoubleVector.broadcast(D, c[c2 + d]), t2);
                t3 = g.fma(DoubleVector.broadcast(D, c[c3 + d]), t3);
            }
            int to = r * padded + i;
            t0.intoArray(term, to);
            t1.intoArray(term, to + padded);
            t2.intoArray(term, to + 2 * padded);
            t3.intoArray(term, to + 3 * padded);
        }
    }
}
