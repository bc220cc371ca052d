package org.aumann.kernels.cpu.incentive;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.cpu.base.PayoffRuns;
import org.aumann.kernels.cpu.base.Runs;

/**
 * Logits of CCE multipliers, {@code ℓ(a) = Σ_p own_p G_p(a) − h_p(a_{−p})} with
 * {@code own_p = w_p + Σ_d α_p(d)} and {@code h_p(rest) = Σ_d α_p(d) G_p(d, rest)}: four flops a payoff, bound
 * by memory.
 *
 * <p>On entering a panel h is summed up; a block then adds its natural runs of payoffs and takes the h of
 * every player off. Multipliers that are zero cost nothing.
 */
final class CoarseLogits implements SlabVisitor {
    /** Co-players' joint actions whose sums stay in the first-level cache while the actions pass by. */
    private static final int TILE = 2_048;

    private final JointActionIndex index;
    private final SlabPlan plan;
    private final PayoffRuns payoffs;
    private final double[][] alpha;
    private final double[] own;
    private final boolean[] deviates;
    private final CoPlayerSums sums;
    private final LeafAxis[] axes;
    private final LogitBias bias;
    private final MemorySegment logits;
    private final LogitMap map;
    private double[] logit = new double[0];
    private double[] staged = new double[0];

    /**
     * @param alpha per player one multiplier per deviation. Not modified.
     * @param payoffWeights w per player; that of the tilt is in the bias. Not modified.
     * @param sums of this task. Modified.
     */
    CoarseLogits(
            JointActionIndex index,
            SlabPlan plan,
            PayoffRuns payoffs,
            double[][] alpha,
            double[] payoffWeights,
            CoPlayerSums sums,
            LogitBias bias,
            MemorySegment logits,
            LogitMap map) {
        this.index = index;
        this.plan = plan;
        this.payoffs = payoffs;
        this.alpha = alpha;
        this.own = payoffWeights.clone();
        this.deviates = new boolean[alpha.length];
        for (int p = 0; p < alpha.length; p++) {
            for (double multiplier : alpha[p]) {
                own[p] += multiplier;
                deviates[p] |= multiplier != 0;
            }
        }
        this.sums = sums;
        this.axes = plan.leafAxes(index);
        this.bias = bias;
        this.logits = logits;
        this.map = map;
    }

    @Override
    public void enter(int player, long base, int length) {
        if (!deviates[player]) {
            return;
        }
        double[] h = sums.array(player, base);
        int at = sums.at(player, base);
        for (int from = 0; from < length; from += TILE) {
            int run = Math.min(TILE, length - from);
            Arrays.fill(h, at + from, at + from + run, 0);
            payoffs.addCombination(alpha[player], player, base + from, index.stride(player), run, h, at + from);
        }
    }

    @Override
    public void block(long base, int length) {
        if (logit.length < Runs.padded(length)) {
            logit = new double[Runs.padded(length)];
            staged = new double[Runs.padded(length)];
        }
        Arrays.fill(logit, 0, length, 0);
        for (int p = 0; p < alpha.length; p++) {
            if (!deviates[p] && own[p] == 0) {
                continue;
            }
            if (p >= plan.leafPlayer()) {
                payoffs.load(p, base, length, staged, 0);
                axes[p - plan.leafPlayer()].addLogits(own[p], alpha[p], staged, length, logit);
            } else if (deviates[p]) {
                payoffs.addLogits(own[p], p, base, length, sums.array(p, base), sums.at(p, base), logit);
            } else {
                payoffs.addCombination(new double[] {own[p]}, p, base, 0, length, logit, 0);
            }
        }
        bias.addTo(logit, base, length);
        map.apply(logit, length);
        Runs.store(logit, 0, length, logits, base);
    }
}
