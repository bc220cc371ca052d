package org.aumann.kernels.cpu.incentive;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.CountProfiles;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.host.AbstractIncentives;
import org.jspecify.annotations.Nullable;

/**
 * K3 over count profiles as plain loops: {@code gain(r, d) = Σ_c x(c) (c_r / n) (u(d, c − e_r) − u(r, c − e_r))}.
 *
 * <p>A column has entries in the rows of every recommendation that somebody has.
 */
public final class ScalarSymmetric extends AbstractIncentives {
    private final CountProfiles profiles;

    /**
     * The operator of a symmetric game.
     *
     * @param game the game; its payoffs stay open as long as the operator
     * @param concept CE or CCE
     * @param tilt one float64 per count profile, or null. Not modified.
     */
    public ScalarSymmetric(SymmetricGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        super(game, concept, tilt);
        this.profiles = game.profiles();
    }

    @Override
    public void logits(double[] alpha, double[] payoffWeights, JointBuffer logits) {
        MemorySegment out = HostBuffer.segmentOf(logits);
        for (int c = 0; c < profiles.count(); c++) {
            double[] column = new double[rowCount()];
            deviationDifferences().add(c, column, 0);
            double logit = 0;
            for (int p = 0; p < weightCount(); p++) {
                logit += payoffWeights[p] == 0 ? 0 : payoffWeights[p] * payoff(p, c);
            }
            for (int i = 0; i < column.length; i++) {
                logit -= alpha[i] * column[i];
            }
            HostBuffer.set(out, c, logit);
        }
    }

    @Override
    public void gains(JointBuffer sigma, double[] gains) {
        MemorySegment segment = HostBuffer.segmentOf(sigma);
        Arrays.fill(gains, 0);
        for (int c = 0; c < profiles.count(); c++) {
            double probability = HostBuffer.get(segment, c);
            double[] column = new double[rowCount()];
            deviationDifferences().add(c, column, 0);
            for (int i = 0; i < gains.length; i++) {
                gains[i] += probability * column[i];
            }
        }
    }

    @Override
    protected MemorySegment elements(JointBuffer buffer) {
        return HostBuffer.segmentOf(buffer);
    }

    @Override
    public void close() {}
}
