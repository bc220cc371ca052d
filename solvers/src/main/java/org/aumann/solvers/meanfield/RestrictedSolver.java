package org.aumann.solvers.meanfield;

import org.aumann.core.InvalidInputException;
import org.aumann.core.regret.RegretRule;

/** How mean-field PSRO solves restricted games. */
public sealed interface RestrictedSolver permits RestrictedSolver.Play, RestrictedSolver.Search, MediatorProgram {
    /**
     * Repeated play, for CE and CCE. Muller et al. 2021, algorithm 5.
     *
     * @param rule how (C)CE are learned; an internal or swap rule for CE
     * @param steps rounds per outer iteration, at least 1
     * @param compressionPeriod rounds between two compressions, at least 1: τ
     * @param isCompressed whether rounds are weighted by bandit compression, or alike
     * @param isRefined whether solutions are refined by sequential linear programming from their average mixture, and
     *     matrix games solved as such; what that finds is a further round for compression
     */
    record Play(RegretRule rule, int steps, int compressionPeriod, boolean isCompressed, boolean isRefined)
            implements RestrictedSolver {
        /** Checks the numbers. */
        public Play {
            requireAtLeastOne("steps", steps);
            requireAtLeastOne("compression period", compressionPeriod);
        }
    }

    /**
     * Black-box search, for Nash equilibria. Muller et al. 2021, equation (1).
     *
     * @param method what searches
     * @param steps hundreds of mixtures per outer iteration, at least 1
     * @param isRefined whether sequential linear programming starts from what is found, and matrix games are solved as such
     */
    record Search(Method method, int steps, boolean isRefined) implements RestrictedSolver {
        /** What searches. */
        public enum Method {
            /** Covariance matrix adaptation. */
            CMA_ES,
            /** Random steps. */
            RANDOM
        }

        /** Checks the number. */
        public Search {
            requireAtLeastOne("steps", steps);
        }
    }

    /**
     * The settings of the paper where it has any: 300 rounds of regret matching, of internal regret matching for CE, a
     * compression every 10.
     *
     * @param concept what is looked for
     * @return the usual solver
     */
    static RestrictedSolver usual(MeanFieldConcept concept) {
        return switch (concept) {
            case NASH -> new Search(Search.Method.CMA_ES, 300, true);
            case CE -> new Play(new RegretRule.Internal(), 300, 10, true, true);
            case CCE -> new Play(new RegretRule.Matching(), 300, 10, true, true);
        };
    }

    private static void requireAtLeastOne(String what, int number) {
        if (number < 1) {
            throw new InvalidInputException(what + " (" + number + ") must be at least 1");
        }
    }
}
