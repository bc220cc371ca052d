package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/** CCE gains: {@code Σ_rest m(rest) G(d, rest) − Σ_a σ(a) G(a)} with the co-player marginal m of the tile. */
final class CoarseGainsKernel extends GainsKernel {
    private final JointActionIndex index;
    private final double[][] deviation;
    private final double[] value;
    private double[] marginal = new double[TILE];

    CoarseGainsKernel(PayoffTensor payoffs, MemorySegment sigma) {
        super(payoffs, sigma);
        this.index = payoffs.index();
        this.value = new double[index.playerCount()];
        this.deviation = new double[index.playerCount()][];
        for (int p = 0; p < deviation.length; p++) {
            deviation[p] = new double[index.actionCount(p)];
        }
    }

    @Override
    void tileProducts(int player, int padded, double[] payoff, double[] probability) {
        double[] gain = deviation[player];
        int size = gain.length * padded;
        if (marginal.length < padded) {
            marginal = new double[padded];
        }
        DoubleVector played = DoubleVector.zero(D);
        for (int i = 0; i < padded; i += LANES) {
            DoubleVector mass = DoubleVector.zero(D);
            for (int at = i; at < size; at += padded) {
                DoubleVector sigma = DoubleVector.fromArray(D, probability, at);
                mass = mass.add(sigma);
                played = sigma.fma(DoubleVector.fromArray(D, payoff, at), played);
            }
            mass.intoArray(marginal, i);
        }
        value[player] += Runs.sum(played);
        for (int d = 0; d < gain.length; d++) {
            gain[d] += Runs.dot(marginal, 0, payoff, d * padded, padded);
        }
    }

    @Override
    void addTo(double[] gains) {
        for (int p = 0; p < deviation.length; p++) {
            int row = SolutionConcept.CCE.firstRow(index, p);
            for (double gain : deviation[p]) {
                gains[row++] += gain - value[p];
            }
        }
    }
}
