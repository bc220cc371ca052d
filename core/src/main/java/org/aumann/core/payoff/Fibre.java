package org.aumann.core.payoff;

/**
 * The payoffs of all actions of a player against the same co-players, without what rounding has made of equal ones.
 *
 * <p>A payoff that is {@linkplain Precision#isRounding the same} as that of an earlier action takes its value, so that copies
 * of an action are copies. Reused from one fibre to the next; not safe for use by several threads.
 */
public final class Fibre {
    private final PayoffTensor payoffs;
    private final int player;
    private final double[] values;

    /**
     * The fibres of a player.
     *
     * @param payoffs the payoffs, open as long as this
     * @param player player from 0
     */
    public Fibre(PayoffTensor payoffs, int player) {
        this.payoffs = payoffs;
        this.player = player;
        this.values = new double[payoffs.index().actionCount(player)];
    }

    /**
     * Reads a fibre.
     *
     * @param base joint action of the fibre with the player's action 0
     * @return one payoff an action, overwritten by the next read. Not to be modified.
     */
    public double[] at(long base) {
        long stride = payoffs.index().stride(player);
        double magnitude = 0;
        for (int d = 0; d < values.length; d++) {
            values[d] = payoffs.get(player, base + d * stride);
            magnitude = Math.max(magnitude, Math.abs(values[d]));
        }
        double nearly = payoffs.precision().rounding(magnitude);
        for (int d = 1; d < values.length; d++) {
            for (int e = 0; e < d; e++) {
                double difference = Math.abs(values[d] - values[e]);
                if (difference <= nearly && payoffs.precision().isRounding(values[d], values[e])) {
                    values[d] = values[e];
                }
            }
        }
        return values;
    }
}
