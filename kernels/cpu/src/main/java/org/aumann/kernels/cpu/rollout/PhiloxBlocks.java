package org.aumann.kernels.cpu.rollout;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Philox4x32-10 of many episodes at once, one 64-bit lane each: the draws of
 * {@code org.aumann.core.rollout.EpisodeDraws}. Words are kept in the low halves of the lanes, so that a product
 * of two is exact.
 */
final class PhiloxBlocks {
    private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
    private static final int LANES = L.length();
    private static final long WORD = 0xFFFFFFFFL;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;

    private final int key0;
    private final int key1;

    PhiloxBlocks(long seed) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
    }

    /** Length of an array that holds a number of episodes in whole vectors. */
    static int padded(int length) {
        return (length + LANES - 1) / LANES * LANES;
    }

    /**
     * Four draws of each of some episodes of one cell: {@code draws[k · stride + i]} is draw
     * {@code 4 block + k} of {@code episodes[i]}.
     */
    void draw(int block, long cell, long[] episodes, int count, long[] draws, int stride) {
        for (int i = 0; i < count; i += LANES) {
            LongVector c0 = LongVector.broadcast(L, block & WORD);
            LongVector c1 = LongVector.fromArray(L, episodes, i);
            LongVector c2 = LongVector.broadcast(L, cell & WORD);
            LongVector c3 = LongVector.broadcast(L, cell >>> 32);
            int k0 = key0;
            int k1 = key1;
            for (int round = 0; round < ROUNDS; round++) {
                LongVector product0 = c0.and(WORD).mul(MULTIPLIER_0);
                LongVector product1 = c2.and(WORD).mul(MULTIPLIER_1);
                c0 = high(product1).lanewise(VectorOperators.XOR, c1).lanewise(VectorOperators.XOR, k0 & WORD);
                c2 = high(product0).lanewise(VectorOperators.XOR, c3).lanewise(VectorOperators.XOR, k1 & WORD);
                c1 = product1.and(WORD);
                c3 = product0.and(WORD);
                k0 += WEYL_0;
                k1 += WEYL_1;
            }
            draw(c0).intoArray(draws, i);
            draw(c1).intoArray(draws, stride + i);
            draw(c2).intoArray(draws, 2 * stride + i);
            draw(c3).intoArray(draws, 3 * stride + i);
        }
    }

    private static LongVector high(LongVector product) {
        return product.lanewise(VectorOperators.LSHR, Integer.SIZE);
    }

    private static LongVector draw(LongVector word) {
        return word.lanewise(VectorOperators.LSHR, 1);
    }
}
