package org.aumann.solvers.loop;

import org.aumann.core.random.Philox;

/**
 * The draws of a loop: a stream for every iteration, player and purpose, so that there is no state to keep between
 * iterations, and what one player draws does not depend on the others.
 *
 * @param seed of all draws
 */
public record LoopDraws(long seed) {
    private static final int PLAYER_BITS = 24;
    private static final int PURPOSE_BITS = 8;

    /**
     * The draws of an iteration.
     *
     * @param purpose what they are for, in 0..255: different purposes share no draws
     * @param iteration from 0
     * @param player from 0; 0 where they are nobody's
     * @return the beginning of their stream
     */
    public Philox of(int purpose, int iteration, int player) {
        long stream = ((long) iteration << (PLAYER_BITS + PURPOSE_BITS)) | ((long) player << PURPOSE_BITS) | purpose;
        return new Philox(seed, stream);
    }
}
