package org.aumann.kernels.cpu.incentive;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.CountProfiles;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.host.AbstractIncentives;

/**
 * K3 over count profiles as plain loops: {@code gain(r, d) = Σ_c x(c) (c_r / n) (u(d, c − e_r) − u(r, c − e_r))}.
 *
 * <p>A column has entries in the rows of every recommendation that somebody has.
 */
public final class ScalarSymmetric extends AbstractIncentives {
    private final SymmetricGame game;
    private final SolutionConcept concept;
    private final CountProfiles profiles;
    private final int actions;

    /** The first row of the player that stands for all; before it is that of the objective, if there is one. */
    private final int firstRow;

    /**
     * The operator of a symmetric game.
     *
     * @param game the game; its payoffs stay open as long as the operator
     * @param concept CE or CCE
     */
    public ScalarSymmetric(SymmetricGame game, SolutionConcept concept) {
        super(game, concept);
        this.game = game;
        this.concept = concept;
        this.profiles = game.profiles();
        this.actions = profiles.actions();
        this.firstRow = concept.firstRow(game.index(), game.representative());
    }

    int firstRow() {
        return firstRow;
    }

    /** The row of a recommendation's first deviation. */
    int row(int recommended) {
        return firstRow + (concept == SolutionConcept.CE ? recommended * actions : 0);
    }

    @Override
    public void logits(double[] alpha, double[] payoffWeights, JointBuffer logits) {
        MemorySegment out = HostBuffer.segmentOf(logits);
        for (int c = 0; c < profiles.count(); c++) {
            double[] column = new double[rowCount()];
            deviationDifferences().add(c, column, 0);
            double logit = 0;
            for (int p = 0; p < payoffWeights.length; p++) {
                logit += payoffWeights[p] == 0 ? 0 : payoffWeights[p] * game.payoff(p, (long) c);
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
