package org.aumann.solvers.meanfield;

import java.time.Duration;
import org.aumann.core.InvalidInputException;
import org.aumann.core.regret.RegretRule;

/**
 * How mean-field PSRO runs.
 *
 * @param concept what is looked for
 * @param rule how restricted (C)CE are learned; an internal or swap rule for CE
 * @param search how restricted Nash equilibria are searched
 * @param steps rounds, or hundreds of mixtures of a search, per outer iteration, at least 1
 * @param compressionPeriod rounds between two compressions, at least 1: τ
 * @param isCompressed whether rounds are weighted by bandit compression, or alike
 * @param isRefined whether restricted solutions are refined by sequential linear programming from their average mixture,
 *     and matrix games solved as such; what that finds is a further round for compression
 * @param responseLimit most new policies of a population in an outer iteration, those of the largest weighted gain first:
 *     CE has a best response to every recommendation
 * @param noise of the payoffs that the restricted solvers see
 * @param regretTolerance ρ_tol at the start, reward units: the regret at which a restricted game is left; later it is at
 *     most a tenth of the last gap
 * @param regretLimit ρ_lim: ρ_tol is halved down to it whenever there is no new policy
 * @param tolerance gap of the whole game at which the run ends
 * @param iterationLimit most outer iterations, at least 1
 * @param timeLimit most wall-clock time
 * @param seed of the searches and the noise
 */
public record MeanFieldPsroOptions(
        MeanFieldConcept concept,
        RegretRule rule,
        Search search,
        int steps,
        int compressionPeriod,
        boolean isCompressed,
        boolean isRefined,
        int responseLimit,
        PayoffNoise noise,
        double regretTolerance,
        double regretLimit,
        double tolerance,
        int iterationLimit,
        Duration timeLimit,
        long seed) {
    /** The usual ρ_lim. */
    public static final double REGRET_LIMIT = 1e-12;

    /** How a restricted Nash equilibrium is searched. */
    public enum Search {
        /** Covariance matrix adaptation. */
        CMA_ES,
        /** Random steps. */
        RANDOM
    }

    /** Checks the numbers. */
    public MeanFieldPsroOptions {
        requireAtLeastOne("steps", steps);
        requireAtLeastOne("compression period", compressionPeriod);
        requireAtLeastOne("responses", responseLimit);
        requireAtLeastOne("iterations", iterationLimit);
        requirePositive("regret tolerance", regretTolerance);
        requirePositive("regret limit", regretLimit);
        if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("tolerance (" + tolerance + ") must be a finite number, at least 0");
        }
    }

    private static void requireAtLeastOne(String what, int number) {
        if (number < 1) {
            throw new InvalidInputException(what + " (" + number + ") must be at least 1");
        }
    }

    private static void requirePositive(String what, double number) {
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(what + " (" + number + ") must be finite and above 0");
        }
    }

    /**
     * The settings of the paper where it has any: 300 rounds of regret matching, of internal regret matching for CE, a
     * compression every 10, ρ_tol from .1 down to 1e-12.
     *
     * @param concept what is looked for
     * @return the defaults
     */
    public static MeanFieldPsroOptions defaults(MeanFieldConcept concept) {
        return new MeanFieldPsroOptions(
                concept,
                concept == MeanFieldConcept.CE ? new RegretRule.Internal() : new RegretRule.Matching(),
                Search.CMA_ES,
                300,
                10,
                true,
                true,
                8,
                PayoffNoise.NONE,
                0.1,
                REGRET_LIMIT,
                1e-10,
                100,
                Duration.ofMinutes(10),
                0);
    }
}
