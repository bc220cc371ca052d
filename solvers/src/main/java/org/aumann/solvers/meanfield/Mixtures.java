package org.aumann.solvers.meanfield;

import org.aumann.core.distribution.SimplexProjection;

/** Arithmetic of mixtures of a restricted game. */
final class Mixtures {
    private Mixtures() {}

    /** The nearest mixture, population by population. */
    static double[] projected(RestrictedGame game, double[] point) {
        double[] mixture = point.clone();
        for (int p = 0; p < game.populationCount(); p++) {
            SimplexProjection.project(mixture, game.first(p), game.policyCount(p), 0);
        }
        return mixture;
    }
}
