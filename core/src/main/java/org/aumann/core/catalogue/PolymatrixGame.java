package org.aumann.core.catalogue;

import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.random.Philox;

/**
 * Every two players play a random game of their own; payoffs add up.
 *
 * <pre>{@code G_p(a) = Σ_{q≠p} M_pq(a_p, a_q),   M ~ U(−1, 1)}</pre>
 *
 * <p>An entry of M is drawn by its position {@code (a, b, p, q)} whenever it is needed, so that two players
 * with many actions need no second tensor. Janovskaja 1968; Howson 1972.
 */
final class PolymatrixGame implements PairwiseSum.PairPayoff {
    static final GameDefinition DEFINITION = GeneratedGame.definition(
            "polymatrix",
            "a random two-player game between every two players",
            (arguments, index) -> () -> source(index, arguments.seed()),
            ParameterRule.seed());

    private final int key0;
    private final int key1;
    private final int[] counter = new int[4];

    private PolymatrixGame(long seed) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
    }

    private static FibreSource source(JointActionIndex index, long seed) {
        return new PairwiseSum(index, new PolymatrixGame(seed));
    }

    @Override
    public double of(int p, int q, int a, int b) {
        counter[0] = a;
        counter[1] = b;
        counter[2] = p;
        counter[3] = q;
        Philox.block(key0, key1, counter);
        // A 32-bit integer over 2³¹ is uniform in [−1, 1).
        return counter[0] * 0x1p-31;
    }
}
