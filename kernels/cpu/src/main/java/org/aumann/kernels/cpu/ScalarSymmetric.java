package org.aumann.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.CountProfiles;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.JointSample;
import org.aumann.kernels.Regulariser;

/**
 * K3 over count profiles as plain loops: {@code gain(r, d) = Σ_c x(c) (c_r / n) (u(d, c − e_r) − u(r, c − e_r))}.
 *
 * <p>A column has entries in the rows of every recommendation that somebody has.
 */
final class ScalarSymmetric implements IncentiveOperator {
    private final SymmetricGame game;
    private final SolutionConcept concept;
    private final CountProfiles profiles;
    private final int actions;

    /** The first row of the player that stands for all; before it is that of the objective, if there is one. */
    private final int firstRow;

    ScalarSymmetric(SymmetricGame game, SolutionConcept concept) {
        this.game = game;
        this.concept = concept;
        this.profiles = game.profiles();
        this.actions = profiles.actions();
        this.firstRow = concept.firstRow(game.index(), game.representative());
    }

    @Override
    public int rowCount() {
        return concept.rowCount(game.index());
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
            addDifferences(c, column, 0);
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
    public double respond(Regulariser regulariser, double[] alpha, double[] payoffWeights, JointBuffer sigma) {
        logits(alpha, payoffWeights, sigma);
        return new ScalarResponse(game, HostBuffer.segmentOf(sigma)).of(regulariser);
    }

    @Override
    public void gains(JointBuffer sigma, double[] gains) {
        MemorySegment segment = HostBuffer.segmentOf(sigma);
        Arrays.fill(gains, 0);
        for (int c = 0; c < profiles.count(); c++) {
            double probability = HostBuffer.get(segment, c);
            double[] column = new double[rowCount()];
            addDifferences(c, column, 0);
            for (int i = 0; i < gains.length; i++) {
                gains[i] += probability * column[i];
            }
        }
    }

    @Override
    public double[] values(JointBuffer sigma) {
        MemorySegment segment = HostBuffer.segmentOf(sigma);
        double[] values = new double[game.index().playerCount()];
        for (long c = 0; c < profiles.count(); c++) {
            double probability = HostBuffer.get(segment, c);
            for (int p = 0; probability > 0 && p < values.length; p++) {
                values[p] += probability * game.payoff(p, c);
            }
        }
        return values;
    }

    /** How likely it is that a player has an action while the others play a profile, {@code x(k + e_r) (k_r + 1) / n}. */
    private double share(MemorySegment sigma, int[] others, int[] neighbours, int action) {
        return HostBuffer.get(sigma, neighbours[action]) * (others[action] + 1) / profiles.players();
    }

    @Override
    public double[] marginal(JointBuffer sigma, int player) {
        if (player != game.representative()) {
            return new double[] {1};
        }
        MemorySegment segment = HostBuffer.segmentOf(sigma);
        double[] marginal = new double[actions];
        int[] profile = profiles.profile(0);
        for (int c = 0; c < profiles.count(); c++, profiles.next(profile)) {
            for (int r = 0; r < actions; r++) {
                marginal[r] += HostBuffer.get(segment, c) * profile[r] / profiles.players();
            }
        }
        return marginal;
    }

    /** Over the profiles of the others. */
    @Override
    public double[] opponentMarginal(JointBuffer sigma, int player) {
        double[] marginal = new double[game.coPlayers().count()];
        for (int r = 0; r < actions; r++) {
            double[] joint = jointWith(sigma, r);
            Arrays.setAll(marginal, k -> marginal[k] + joint[k]);
        }
        return marginal;
    }

    /** Over the profiles of the others. */
    @Override
    public double[] conditional(JointBuffer sigma, int player, int action) {
        double[] conditional = jointWith(sigma, action);
        double mass = Arrays.stream(conditional).sum();
        if (mass > 0) {
            Arrays.setAll(conditional, k -> conditional[k] / mass);
        }
        return conditional;
    }

    private double[] jointWith(JointBuffer sigma, int action) {
        MemorySegment segment = HostBuffer.segmentOf(sigma);
        CountProfiles coPlayers = game.coPlayers();
        double[] joint = new double[coPlayers.count()];
        int[] others = coPlayers.profile(0);
        int[] neighbours = new int[actions];
        for (int k = 0; k < joint.length; k++, coPlayers.next(others)) {
            coPlayers.withOneMore(others, neighbours);
            joint[k] = share(segment, others, neighbours, action);
        }
        return joint;
    }

    /** All rows of every column. */
    @Override
    public double[] differences(long[] outcomes) {
        int width = rowCount();
        double[] differences = new double[Math.multiplyExact(outcomes.length, width)];
        for (int k = 0; k < outcomes.length; k++) {
            addDifferences((int) outcomes[k], differences, k * width);
        }
        return differences;
    }

    void addDifferences(int outcome, double[] differences, int from) {
        int[] profile = profiles.profile(outcome);
        int[] neighbours = new int[actions];
        profiles.withOneLess(profile, neighbours);
        for (int r = 0; r < actions; r++) {
            if (profile[r] > 0) {
                double share = (double) profile[r] / profiles.players();
                double payoff = game.payoff(r, neighbours[r]);
                int at = from + row(r);
                for (int d = 0; d < actions; d++) {
                    differences[at + d] += share * (game.payoff(d, neighbours[r]) - payoff);
                }
            }
        }
    }

    @Override
    public JointSample sample(Regulariser regulariser, JointBuffer sigma, int count, double offset) {
        return new CurvatureSample(game, regulariser, HostBuffer.segmentOf(sigma)).draw(count, offset);
    }

    @Override
    public void close() {}
}
