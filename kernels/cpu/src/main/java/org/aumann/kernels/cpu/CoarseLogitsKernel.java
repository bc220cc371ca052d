package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.payoff.PayoffTensor;

/**
 * Logits of CCE multipliers, for one player {@code own · G(r, rest) − Σ_d α_d G(d, rest)} with
 * {@code own = w + Σ_d α_d}: two flops a payoff, bound by memory.
 */
final class CoarseLogitsKernel extends LogitsKernel {
    private final double[][] alpha;
    private final double[] own;

    /**
     * @param alpha per player one multiplier per deviation. Not modified.
     * @param payoffWeights w per player. Not modified.
     */
    CoarseLogitsKernel(
            PayoffTensor payoffs, double[][] alpha, double[] payoffWeights, MemorySegment logits, LogitMap map) {
        super(payoffs, logits, map);
        this.alpha = alpha;
        this.own = payoffWeights.clone();
        for (int p = 0; p < alpha.length; p++) {
            for (double multiplier : alpha[p]) {
                own[p] += multiplier;
            }
        }
    }

    @Override
    void tileTerms(int player, int padded, double[] payoff, double[] term) {
        double[] multipliers = alpha[player];
        DoubleVector ownWeight = DoubleVector.broadcast(D, own[player]);
        for (int i = 0; i < padded; i += LANES) {
            DoubleVector deviation = DoubleVector.zero(D);
            int at = i;
            for (double multiplier : multipliers) {
                deviation = DoubleVector.fromArray(D, payoff, at).fma(DoubleVector.broadcast(D, multiplier), deviation);
                at += padded;
            }
            DoubleVector minus = deviation.neg();
            for (at = i; at < multipliers.length * padded; at += padded) {
                DoubleVector.fromArray(D, payoff, at).fma(ownWeight, minus).intoArray(term, at);
            }
        }
    }
}
