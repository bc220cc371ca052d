package org.aumann.kernels.cpu.incentive;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.cpu.base.PayoffRuns;
import org.aumann.kernels.cpu.base.Runs;

/**
 * Logits of CE multipliers: for one player a small matrix times the panel,
 * {@code Σ_d C(r, d) G(d, rest)} with {@code C(r, d) = −α_rd} and {@code C(r, r) = w + Σ_{d≠r} α_rd}.
 * {@code 2 A} flops a payoff.
 *
 * <p>Entering a panel adds the player's terms to the logits in memory, player 0 writes them; a block adds
 * those of the leaf players and hands the logits on.
 */
final class CorrelatedLogits implements SlabVisitor {
    private final JointActionIndex index;
    private final SlabPlan plan;
    private final PayoffRuns payoffs;
    private final double[][] matrix;
    private final LogitBias bias;
    private final MemorySegment logits;
    private final LogitMap map;
    private final Panel payoff = new Panel();
    private final Panel term = new Panel();
    private double[] logit = new double[0];

    /**
     * @param alpha per player {@code [r][d]} multipliers, the diagonal ignored. Not modified.
     * @param payoffWeights w per player; that of the tilt is in the bias. Not modified.
     */
    CorrelatedLogits(
            JointActionIndex index,
            SlabPlan plan,
            PayoffRuns payoffs,
            double[][] alpha,
            double[] payoffWeights,
            LogitBias bias,
            MemorySegment logits,
            LogitMap map) {
        this.index = index;
        this.plan = plan;
        this.payoffs = payoffs;
        this.bias = bias;
        this.logits = logits;
        this.map = map;
        this.matrix = new double[alpha.length][];
        for (int p = 0; p < alpha.length; p++) {
            matrix[p] = matrix(alpha[p], index.actionCount(p), payoffWeights[p]);
        }
    }

    private static double[] matrix(double[] alpha, int actions, double payoffWeight) {
        double[] matrix = new double[actions * actions];
        for (int r = 0; r < actions; r++) {
            double diagonal = payoffWeight;
            for (int d = 0; d < actions; d++) {
                if (d != r) {
                    diagonal += alpha[r * actions + d];
                    matrix[r * actions + d] = -alpha[r * actions + d];
                }
            }
            matrix[r * actions + r] = diagonal;
        }
        return matrix;
    }

    @Override
    public void enter(int player, long base, int length) {
        int actions = index.actionCount(player);
        long stride = index.stride(player);
        int tile = Panel.lengthFor(actions);
        for (int from = 0; from < length; from += tile) {
            int run = Math.min(tile, length - from);
            payoff.load(payoffs, player, base + from, stride, actions, run);
            term.resize(actions, run);
            multiply(matrix[player], actions, payoff.values(), payoff.width(), term.values());
            for (int r = 0; r < actions; r++) {
                long element = base + from + r * stride;
                if (player == 0) {
                    Runs.store(term.values(), r * term.width(), run, logits, element);
                } else {
                    Runs.add(term.values(), r * term.width(), run, logits, element);
                }
            }
        }
    }

    @Override
    public void block(long base, int length) {
        if (logit.length < Runs.padded(length)) {
            logit = new double[Runs.padded(length)];
        }
        if (plan.leafPlayer() == 0) {
            Arrays.fill(logit, 0, length, 0);
        } else {
            Runs.load(logits, base, length, logit, 0);
        }
        for (int p = plan.leafPlayer(); p < matrix.length; p++) {
            int actions = index.actionCount(p);
            int stride = (int) index.stride(p);
            payoff.loadBlock(payoffs, p, base, stride, actions, length);
            term.resize(actions, length / actions);
            multiply(matrix[p], actions, payoff.values(), payoff.width(), term.values());
            term.addToBlock(logit, stride, actions, length);
        }
        bias.addTo(logit, base, length);
        map.apply(logit, length);
        Runs.store(logit, 0, length, logits, base);
    }

    /** {@code term = C · payoff}, two rows and two vectors at a time; an odd last row is done twice. */
    private static void multiply(double[] c, int actions, double[] payoff, int width, double[] term) {
        for (int r = 0; r < actions; r += 2) {
            int next = Math.min(r + 1, actions - 1);
            for (int i = 0; i < width; i += 2 * LANES) {
                DoubleVector t00 = DoubleVector.zero(D);
                DoubleVector t01 = DoubleVector.zero(D);
                DoubleVector t10 = DoubleVector.zero(D);
                DoubleVector t11 = DoubleVector.zero(D);
                int at = i;
                for (int d = 0; d < actions; d++) {
                    DoubleVector g0 = DoubleVector.fromArray(D, payoff, at);
                    DoubleVector g1 = DoubleVector.fromArray(D, payoff, at + LANES);
                    DoubleVector c0 = DoubleVector.broadcast(D, c[r * actions + d]);
                    DoubleVector c1 = DoubleVector.broadcast(D, c[next * actions + d]);
                    t00 = g0.fma(c0, t00);
                    t01 = g1.fma(c0, t01);
                    t10 = g0.fma(c1, t10);
                    t11 = g1.fma(c1, t11);
                    at += width;
                }
                t00.intoArray(term, r * width + i);
                t01.intoArray(term, r * width + i + LANES);
                t10.intoArray(term, next * width + i);
                t11.intoArray(term, next * width + i + LANES);
            }
        }
    }
}
