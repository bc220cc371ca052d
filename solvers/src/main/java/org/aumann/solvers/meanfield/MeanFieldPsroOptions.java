package org.aumann.solvers.meanfield;

import java.time.Duration;
import org.aumann.core.InvalidInputException;
import org.aumann.solvers.loop.LoopLimits;

/**
 * How mean-field PSRO runs. Its tolerances are relative to {@link org.aumann.core.meanfield.MeanFieldSweeps#unit}.
 *
 * @param concept what is looked for
 * @param solver how restricted games are solved: by a search for Nash, by play or a mediator program for CE and CCE
 * @param responseLimit most new policies of a population in an outer iteration, those of the largest weighted gain first:
 *     CE has a best response to every recommendation
 * @param noise of the payoffs that the restricted solvers see
 * @param regretTolerance ρ_tol at the start: the regret at which a restricted game is left; later it is at
 *     most a tenth of the last gap
 * @param regretLimit ρ_lim: ρ_tol is halved down to it whenever there is no new policy
 * @param limits when it ends: at the first closed gap, whatever the patience
 * @param seed of the searches and the noise
 */
public record MeanFieldPsroOptions(
        MeanFieldConcept concept,
        RestrictedSolver solver,
        int responseLimit,
        PayoffNoise noise,
        double regretTolerance,
        double regretLimit,
        LoopLimits limits,
        long seed) {
    /** The usual ρ_lim. */
    public static final double REGRET_LIMIT = 1e-12;

    /** Checks the numbers. */
    public MeanFieldPsroOptions {
        if (solver instanceof RestrictedSolver.Search != (concept == MeanFieldConcept.NASH)) {
            throw new InvalidInputException(
                    "solver (" + solver + ") must be a search for nash, and none for ce and cce");
        }
        if (solver instanceof MediatorProgram && noise.deviation() > 0) {
            throw new InvalidInputException(
                    "noise (" + noise.deviation() + ") must be 0 with a mediator program: it needs slopes of payoffs");
        }
        if (responseLimit < 1) {
            throw new InvalidInputException("responses (" + responseLimit + ") must be at least 1");
        }
        requirePositive("regret tolerance", regretTolerance);
        requirePositive("regret limit", regretLimit);
    }

    private static void requirePositive(String what, double number) {
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(what + " (" + number + ") must be finite and above 0");
        }
    }

    /**
     * The settings of the paper where it has any: the usual solver, ρ_tol from .1 down to 1e-12.
     *
     * @param concept what is looked for
     * @return the defaults
     */
    public static MeanFieldPsroOptions defaults(MeanFieldConcept concept) {
        return new MeanFieldPsroOptions(
                concept,
                RestrictedSolver.usual(concept),
                8,
                PayoffNoise.NONE,
                0.1,
                REGRET_LIMIT,
                new LoopLimits(1e-10, 0, 100, Duration.ofMinutes(10)),
                0);
    }

    /**
     * The same with other limits.
     *
     * @param other when it ends
     * @return a copy
     */
    public MeanFieldPsroOptions withLimits(LoopLimits other) {
        return new MeanFieldPsroOptions(
                concept, solver, responseLimit, noise, regretTolerance, regretLimit, other, seed);
    }
}
