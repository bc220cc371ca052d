package org.aumann.solvers.meanfield;

import org.aumann.core.Deadline;
import org.aumann.core.random.Philox;

/** Gaussian steps from the best mixture so far, of every size. */
final class RandomSearch implements NashSearch {
    /** Step sizes are {@code 2⁻ᵉ} with e from 0 to this. */
    private static final int EXPONENTS = 40;

    private final Philox random;

    RandomSearch(long seed) {
        this.random = new Philox(seed);
    }

    @Override
    public double[] search(RestrictedGame game, double[] start, int evaluations, double tolerance, Deadline deadline) {
        Best best = new Best(game, start);
        for (int i = 0; i < evaluations && best.exploitability() > tolerance && !deadline.isOver(); i++) {
            double step = Math.scalb(1.0, -random.nextInt(EXPONENTS));
            double[] point = best.mixture().clone();
            for (int k = 0; k < point.length; k++) {
                point[k] += step * random.nextGaussian();
            }
            best.look(point);
        }
        return best.mixture();
    }
}
