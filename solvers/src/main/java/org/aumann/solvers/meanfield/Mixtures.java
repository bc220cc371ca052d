package org.aumann.solvers.meanfield;

import org.aumann.core.distribution.SimplexProjection;
import org.aumann.core.random.Philox;

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

    /** A mixture that is uniformly distributed over all mixtures. */
    static double[] random(RestrictedGame game, Philox random) {
        double[] mixture = random.doubles(game.size()).map(u -> -Math.log1p(-u)).toArray();
        for (int p = 0; p < game.populationCount(); p++) {
            double sum = 0;
            for (int k = game.first(p); k < game.first(p + 1); k++) {
                sum += mixture[k];
            }
            for (int k = game.first(p); k < game.first(p + 1); k++) {
                mixture[k] /= sum;
            }
        }
        return mixture;
    }
}
