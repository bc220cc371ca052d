package org.aumann.core.payoff;

import java.util.Arrays;

/** One pass over the payoffs of a player, fibre by fibre, in the order of memory within a panel. */
final class SpreadScan {
    /** Fibres that are looked at together: their extremes stay in the first-level cache. */
    private static final int PANEL = 1 << 10;

    private final PayoffTensor payoffs;
    private final int player;
    private final SpreadSums sums;
    private final double[] least;
    private final double[] greatest;

    SpreadScan(PayoffTensor payoffs, int player) {
        this.payoffs = payoffs;
        this.player = player;
        this.sums = new SpreadSums(payoffs.precision());
        int width = (int) Math.min(PANEL, payoffs.index().stride(player));
        this.least = new double[width];
        this.greatest = new double[width];
    }

    PayoffSpread measure() {
        JointActionIndex index = payoffs.index();
        long stride = index.stride(player);
        long slab = stride * index.actionCount(player);
        try (ReadAhead readAhead = ReadAhead.in(payoffs)) {
            FibreReads reads = new FibreReads(readAhead, index, player);
            for (long outer = 0; outer < index.jointActionCount(); outer += slab) {
                for (long first = outer; first < outer + stride; first += PANEL) {
                    reads.at(first, outer);
                    panel(first, (int) Math.min(PANEL, outer + stride - first));
                }
            }
        }
        return sums.spread();
    }

    private void panel(long first, int count) {
        Arrays.fill(least, 0, count, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, 0, count, Double.NEGATIVE_INFINITY);
        long stride = payoffs.index().stride(player);
        for (int d = 0; d < payoffs.index().actionCount(player); d++) {
            for (int k = 0; k < count; k++) {
                double payoff = payoffs.get(player, first + d * stride + k);
                least[k] = Math.min(least[k], payoff);
                greatest[k] = Math.max(greatest[k], payoff);
            }
        }
        for (int k = 0; k < count; k++) {
            sums.add(least[k], greatest[k]);
        }
    }
}
