package org.aumann.core.distribution;

import java.util.Arrays;

/** Euclidean projection onto the mixed strategies that play every action with some least probability. */
public final class SimplexProjection {
    private SimplexProjection() {}

    /**
     * Replaces numbers by {@code max(x + shift, floor)}, with the shift that makes the sum 1.
     *
     * <p>Time {@code O(k log k)}. Held, Wolfe and Crowder 1974.
     *
     * @param x the numbers. Modified in {@code first … first + count − 1}.
     * @param first where the strategy begins
     * @param count number of actions k, at least 1
     * @param floor least probability; not more than {@code 1 / k} is used
     */
    public static void project(double[] x, int first, int count, double floor) {
        double least = Math.min(floor, 1.0 / count);
        double[] sorted = Arrays.copyOfRange(x, first, first + count);
        Arrays.sort(sorted);
        double shift = 0;
        double above = 0;
        for (int k = 1; k <= count; k++) { // the k greatest stay above the floor
            double greatest = sorted[count - k];
            double trial = (1 - (above + greatest) - (count - k) * least) / k;
            if (k > 1 && greatest + trial < least) { // one always does, but for rounding
                break;
            }
            above += greatest;
            shift = trial;
        }
        for (int a = first; a < first + count; a++) {
            x[a] = Math.max(x[a] + shift, least);
        }
    }
}
