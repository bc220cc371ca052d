package org.aumann.core.random;

import java.util.random.RandomGenerator;

/**
 * Philox4x32-10, a counter-based generator: the draw is a pure function of key and counter.
 *
 * <p>The same key and counter give the same bits on every back end, so that a rollout on a GPU and on a
 * CPU is the same episode. Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as
 * 1, 2, 3". An instance walks the counters of one stream and is not safe for use by several threads;
 * different streams of one seed never overlap.
 */
public final class Philox implements RandomGenerator {
    private static final int MULTIPLIER_0 = 0xD2511F53;
    private static final int MULTIPLIER_1 = 0xCD9E8D57;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;

    private final int key0;
    private final int key1;
    private final int stream0;
    private final int stream1;
    private long position;
    private final int[] block = new int[4];
    private int used = 4;

    /**
     * The first stream of a seed.
     *
     * @param seed the 64-bit key
     */
    public Philox(long seed) {
        this(seed, 0);
    }

    /**
     * One of the 2⁶⁴ streams of a seed, each of 2⁶⁶ 32-bit draws.
     *
     * @param seed the 64-bit key
     * @param stream the high half of the counter
     */
    public Philox(long seed, long stream) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
        this.stream0 = (int) stream;
        this.stream1 = (int) (stream >>> 32);
    }

    /**
     * The ten rounds: one block of 128 bits.
     *
     * @param key0 low word of the key
     * @param key1 high word of the key
     * @param counter four words, lowest first. Modified: holds the result.
     */
    public static void block(int key0, int key1, int[] counter) {
        int c0 = counter[0];
        int c1 = counter[1];
        int c2 = counter[2];
        int c3 = counter[3];
        int k0 = key0;
        int k1 = key1;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = Integer.toUnsignedLong(MULTIPLIER_0) * Integer.toUnsignedLong(c0);
            long product1 = Integer.toUnsignedLong(MULTIPLIER_1) * Integer.toUnsignedLong(c2);
            int high0 = (int) (product0 >>> 32);
            int high1 = (int) (product1 >>> 32);
            c0 = high1 ^ c1 ^ k0;
            c2 = high0 ^ c3 ^ k1;
            c1 = (int) product1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        counter[0] = c0;
        counter[1] = c1;
        counter[2] = c2;
        counter[3] = c3;
    }

    @Override
    public int nextInt() {
        if (used == 4) {
            block[0] = (int) position;
            block[1] = (int) (position >>> 32);
            block[2] = stream0;
            block[3] = stream1;
            block(key0, key1, block);
            position++;
            used = 0;
        }
        return block[used++];
    }

    @Override
    public long nextLong() {
        long low = Integer.toUnsignedLong(nextInt());
        return low | (long) nextInt() << 32;
    }
}
