package org.aumann.solvers.meanfield;

import java.util.ArrayList;
import java.util.List;

/** How the payoffs of a restricted game change with the mixture, by difference quotients. */
final class PayoffSlopes {
    /** How far towards a policy a difference is taken. */
    private static final double DIFFERENCE = 1e-7;

    private PayoffSlopes() {}

    /**
     * The slopes at several mixtures, of one batch of mixtures a little towards every policy.
     *
     * @param mixtures where. Not modified.
     * @param payoffs of each. Not modified.
     * @return for each mixture {@code [j][i]}: how {@code J_i} changes on the way from the mixture to policy j; a step δ whose
     *     sum is 0 in every population changes it by {@code Σ_j δ_j slopes[j][i]}
     */
    static List<double[][]> of(RestrictedGame game, List<double[]> mixtures, List<double[]> payoffs) {
        List<double[]> towards = new ArrayList<>();
        for (double[] mixture : mixtures) {
            for (int p = 0; p < game.populationCount(); p++) {
                for (int j = game.first(p); j < game.first(p + 1); j++) {
                    double[] moved = mixture.clone();
                    for (int k = game.first(p); k < game.first(p + 1); k++) {
                        moved[k] *= 1 - DIFFERENCE;
                    }
                    moved[j] += DIFFERENCE;
                    towards.add(moved);
                }
            }
        }
        double[][] rows = game.payoffs(towards);
        List<double[][]> slopes = new ArrayList<>();
        for (int b = 0; b < mixtures.size(); b++) {
            double[][] own = new double[game.size()][];
            for (int j = 0; j < own.length; j++) {
                own[j] = rows[b * own.length + j];
                for (int i = 0; i < own.length; i++) {
                    own[j][i] = (own[j][i] - payoffs.get(b)[i]) / DIFFERENCE;
                }
            }
            slopes.add(own);
        }
        return slopes;
    }
}
