package org.aumann.solvers.meanfield;

import org.aumann.core.Deadline;

/** Black-box search for the mixture of least exploitability in a restricted game. Muller et al. 2021, equation (1). */
interface NashSearch {
    /**
     * Searches.
     *
     * @param game the restricted game
     * @param start a mixture to begin with. Not modified.
     * @param evaluations most mixtures to look at
     * @param tolerance an exploitability that is small enough
     * @param deadline when to stop
     * @return the best mixture found, not worse than the start
     */
    double[] search(RestrictedGame game, double[] start, int evaluations, double tolerance, Deadline deadline);

    /** Remembers the best of the mixtures that are looked at, each projected onto the simplex of its population. */
    final class Best {
        private final RestrictedGame game;
        private double[] mixture;
        private double exploitability;

        Best(RestrictedGame game, double[] start) {
            this.game = game;
            this.mixture = start;
            this.exploitability = game.exploitability(start, game.payoffs(start));
        }

        /** The exploitability of the projection of a point, with how far the point was off. */
        double look(double[] point) {
            double[] projected = Mixtures.projected(game, point);
            double found = game.exploitability(projected, game.payoffs(projected));
            if (found < exploitability) {
                exploitability = found;
                mixture = projected;
            }
            double distance = 0;
            for (int k = 0; k < point.length; k++) {
                distance += Math.abs(point[k] - projected[k]);
            }
            return found + distance * Math.max(found, Double.MIN_NORMAL);
        }

        double exploitability() {
            return exploitability;
        }

        double[] mixture() {
            return mixture;
        }
    }
}
