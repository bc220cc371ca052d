package org.aumann.solvers.stochastic;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Looks for a sequence of selections that comes again and again.
 *
 * <p>A period is suspected where hashes of the selections have repeated for some time, and believed when the values have come back too.
 */
final class CycleDetector {
    /** Longest period that is looked for. */
    static final int LONGEST = 64;

    /** Sweeps for which hashes must repeat, and twice the period. */
    private static final int LEAST_REPEATS = 16;

    /** Probabilities count as equal if they round to the same multiple of this. */
    private static final double GRAIN = 1e-4;

    private final double tolerance;
    private final Deque<Long> hashes = new ArrayDeque<>();
    private final Deque<double[]> policies = new ArrayDeque<>();
    private int suspected;
    private int sweepsLeft;
    private double[][] snapshot = new double[0][];

    /**
     * @param tolerance what values may differ by, relative to their units, after a period
     */
    CycleDetector(double tolerance) {
        this.tolerance = tolerance;
    }

    /**
     * Takes in a sweep.
     *
     * @param policy by row. Kept, not modified.
     * @param values {@code [player][state]}. Not modified.
     * @param unit one a player. Not modified.
     * @return the period if there is one, else 0
     */
    int add(double[] policy, double[][] values, double[] unit) {
        hashes.addFirst(hash(policy));
        if (hashes.size() > 2 * LONGEST + LEAST_REPEATS) {
            hashes.removeLast();
        }
        int period = period();
        if (period != suspected) {
            suspected = period;
            policies.clear();
            snapshot = new double[0][];
        }
        if (period < 2) {
            return 0;
        }
        policies.addFirst(policy.clone());
        if (policies.size() > period) {
            policies.removeLast();
        }
        if (snapshot.length > 0 && --sweepsLeft > 0) {
            return 0;
        }
        boolean isBack = snapshot.length > 0 && distance(snapshot, values, unit) <= tolerance;
        snapshot = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
        sweepsLeft = period;
        return isBack ? period : 0;
    }

    /** The policies of the last period, the latest first, by row. */
    List<double[]> policies() {
        return List.copyOf(policies);
    }

    private static long hash(double[] policy) {
        long hash = 1;
        for (double probability : policy) {
            hash = 31 * hash + Math.round(probability / GRAIN);
        }
        return hash;
    }

    /** The shortest period of the last hashes; 1 if they are all the same, 0 if there is none. */
    private int period() {
        Long[] recent = hashes.toArray(Long[]::new);
        for (int period = 1; period <= LONGEST; period++) {
            int checked = Math.max(2 * period, LEAST_REPEATS);
            boolean repeats = recent.length >= checked + period;
            for (int k = 0; repeats && k < checked; k++) {
                repeats = recent[k].equals(recent[k + period]);
            }
            if (repeats) {
                return period;
            }
        }
        return 0;
    }

    private static double distance(double[][] a, double[][] b, double[] unit) {
        double largest = 0;
        for (int p = 0; p < a.length; p++) {
            for (int s = 0; s < a[p].length; s++) {
                largest = Math.max(largest, Math.abs(a[p][s] - b[p][s]) / unit[p]);
            }
        }
        return largest;
    }

    /** The rows in which the policies of the last period differ. */
    boolean[] changingRows() {
        Iterator<double[]> all = policies.iterator();
        double[] first = all.next();
        boolean[] changes = new boolean[first.length];
        while (all.hasNext()) {
            double[] other = all.next();
            for (int row = 0; row < first.length; row++) {
                changes[row] |= Math.abs(first[row] - other[row]) > GRAIN;
            }
        }
        return changes;
    }
}
