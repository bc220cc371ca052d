package org.aumann.kernels.cpu.incentive;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.host.AbstractIncentives;
import org.jspecify.annotations.Nullable;

/**
 * K3 as plain loops. For player {@code p} the tensor is seen as {@code [outer][A_p][rest]} with
 * {@code rest < stride(p)}; an element is {@code outer + r · stride(p) + rest}.
 */
public final class ScalarIncentives extends AbstractIncentives {
    private final SolutionConcept concept;
    private final PayoffTensor payoffs;
    private final JointActionIndex index;
    private final long jointActions;
    private final int[] firstRow;

    /**
     * The operator of a payoff tensor.
     *
     * @param game the game; its payoffs stay open as long as the operator
     * @param concept CE or CCE
     * @param tilt one float64 per joint action, or null. Not modified.
     */
    public ScalarIncentives(TensorGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        super(game, concept, tilt);
        this.concept = concept;
        this.payoffs = game.payoffs();
        this.index = game.index();
        this.jointActions = index.jointActionCount();
        this.firstRow = new int[index.playerCount()];
        Arrays.setAll(firstRow, p -> concept.firstRow(index, p));
    }

    @Override
    public void logits(double[] alpha, double[] payoffWeights, JointBuffer logits) {
        MemorySegment out = HostBuffer.segmentOf(logits);
        for (long a = 0; a < jointActions; a++) {
            HostBuffer.set(out, a, ofTilt(payoffWeights, a));
        }
        for (int p = 0; p < index.playerCount(); p++) {
            switch (concept) {
                case CCE -> addCoarseLogits(p, alpha, payoffWeights[p], out);
                case CE -> addLogits(p, alpha, payoffWeights[p], out);
            }
        }
    }

    /** Adds {@code (w + Σ_d α_d) G(r, rest) − Σ_d α_d G(d, rest)}. */
    private void addCoarseLogits(int p, double[] alpha, double weight, MemorySegment out) {
        int actions = index.actionCount(p);
        long stride = index.stride(p);
        int row = firstRow[p];
        double own = weight;
        for (int d = 0; d < actions; d++) {
            own += alpha[row + d];
        }
        for (long outer = 0; outer < jointActions; outer += actions * stride) {
            for (long base = outer; base < outer + stride; base++) {
                double deviation = 0;
                for (int d = 0; d < actions; d++) {
                    deviation += alpha[row + d] * payoffs.get(p, base + d * stride);
                }
                for (int r = 0; r < actions; r++) {
                    long a = base + r * stride;
                    add(out, a, own * payoffs.get(p, a) - deviation);
                }
            }
        }
    }

    /** Adds {@code w G(r, rest) − Σ_d α_rd (G(d, rest) − G(r, rest))}. */
    private void addLogits(int p, double[] alpha, double weight, MemorySegment out) {
        int actions = index.actionCount(p);
        long stride = index.stride(p);
        for (long outer = 0; outer < jointActions; outer += actions * stride) {
            for (long base = outer; base < outer + stride; base++) {
                for (int r = 0; r < actions; r++) {
                    long a = base + r * stride;
                    int row = firstRow[p] + r * actions;
                    double payoff = payoffs.get(p, a);
                    double logit = weight * payoff;
                    for (int d = 0; d < actions; d++) {
                        logit -= alpha[row + d] * (payoffs.get(p, base + d * stride) - payoff);
                    }
                    add(out, a, logit);
                }
            }
        }
    }

    private static void add(MemorySegment segment, long element, double term) {
        HostBuffer.set(segment, element, HostBuffer.get(segment, element) + term);
    }

    @Override
    public void gains(JointBuffer sigma, double[] gains) {
        MemorySegment segment = HostBuffer.segmentOf(sigma);
        Arrays.fill(gains, 0);
        for (int p = 0; p < index.playerCount(); p++) {
            int actions = index.actionCount(p);
            long stride = index.stride(p);
            for (long outer = 0; outer < jointActions; outer += actions * stride) {
                for (long base = outer; base < outer + stride; base++) {
                    switch (concept) {
                        case CCE -> addCoarseGains(p, segment, base, gains);
                        case CE -> addGains(p, segment, base, gains);
                    }
                }
            }
        }
    }

    private void addCoarseGains(int p, MemorySegment sigma, long base, double[] gains) {
        int actions = index.actionCount(p);
        long stride = index.stride(p);
        double marginal = 0;
        double value = 0;
        for (int r = 0; r < actions; r++) {
            double probability = HostBuffer.get(sigma, base + r * stride);
            marginal += probability;
            value += probability * payoffs.get(p, base + r * stride);
        }
        for (int d = 0; d < actions; d++) {
            gains[firstRow[p] + d] += marginal * payoffs.get(p, base + d * stride) - value;
        }
    }

    private void addGains(int p, MemorySegment sigma, long base, double[] gains) {
        int actions = index.actionCount(p);
        long stride = index.stride(p);
        for (int r = 0; r < actions; r++) {
            double probability = HostBuffer.get(sigma, base + r * stride);
            double payoff = payoffs.get(p, base + r * stride);
            int row = firstRow[p] + r * actions;
            for (int d = 0; d < actions; d++) {
                gains[row + d] += probability * (payoffs.get(p, base + d * stride) - payoff);
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
