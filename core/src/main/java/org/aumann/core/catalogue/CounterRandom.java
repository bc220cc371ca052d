package org.aumann.core.catalogue;

import org.aumann.core.random.Philox;

/**
 * Random numbers by position: the same seed, purpose and position give the same number in any order.
 *
 * <p>The counter of {@link Philox} is {@code (position, block, purpose)}. Logarithm and angle functions are
 * those of {@link StrictMath}, so that a game is the same on every machine. Keeps scratch memory and serves
 * one thread.
 */
final class CounterRandom {
    /** 2⁻⁵³, the spacing of doubles in [½, 1). */
    private static final double ULP_53 = 0x1p-53;

    private static final double ULP_32 = 0x1p-32;

    private final int key0;
    private final int key1;
    private final int purpose;
    private final int[] counter = new int[4];

    /**
     * The numbers of one purpose.
     *
     * @param seed seed of the game
     * @param purpose what the numbers are for; different purposes are independent
     */
    CounterRandom(long seed, int purpose) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
        this.purpose = purpose;
    }

    /**
     * A uniform number.
     *
     * @param position which one
     * @param least lower end, included
     * @param greatest upper end, excluded
     * @return a number in [least, greatest)
     */
    double uniform(long position, double least, double greatest) {
        draw(position, 0);
        long bits = (Integer.toUnsignedLong(counter[0]) << 21) ^ (Integer.toUnsignedLong(counter[1]) >>> 11);
        return least + (greatest - least) * (bits * ULP_53);
    }

    /**
     * A standard normal number: the first of {@link #gaussians}.
     *
     * @param position which one
     * @return a number drawn from N(0, 1)
     */
    double gaussian(long position) {
        draw(position, 0);
        return radius(counter[0]) * StrictMath.cos(angle(counter[1]));
    }

    /**
     * Independent standard normal numbers, by the transform of Box and Muller 1958.
     *
     * @param position which ones
     * @param numbers Modified: filled
     */
    void gaussians(long position, double[] numbers) {
        for (int k = 0; k < numbers.length; k += 2) {
            if (k % 4 == 0) {
                draw(position, k / 4);
            }
            double radius = radius(counter[k % 4]);
            double angle = angle(counter[k % 4 + 1]);
            numbers[k] = radius * StrictMath.cos(angle);
            if (k + 1 < numbers.length) {
                numbers[k + 1] = radius * StrictMath.sin(angle);
            }
        }
    }

    private void draw(long position, int block) {
        counter[0] = (int) position;
        counter[1] = (int) (position >>> 32);
        counter[2] = block;
        counter[3] = purpose;
        Philox.block(key0, key1, counter);
    }

    /** Of a uniform number in the middle of its 2⁻³² interval, so that the logarithm is finite. */
    private static double radius(int bits) {
        return Math.sqrt(-2 * StrictMath.log((Integer.toUnsignedLong(bits) + 0.5) * ULP_32));
    }

    private static double angle(int bits) {
        return 2 * Math.PI * (Integer.toUnsignedLong(bits) * ULP_32);
    }
}
