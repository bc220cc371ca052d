package org.aumann.solvers.meanfield;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outer iteration of mean-field PSRO.
 *
 * @param iteration from 1
 * @param policyCounts per population, those that the restricted game had
 * @param novelCount policies that came in at the end
 * @param support mixtures that the mediator draws
 * @param roundCount mixtures that it could have drawn
 * @param steps rounds played, mixtures that a search looked at, or linear programs of a mediator program
 * @param regret what the best deviation within the restricted game gains, as observed
 * @param regretTolerance ρ_tol of this iteration
 * @param gaps per population, over all policies
 * @param noiseBound 4 ‖ε‖∞, what noise can have cost the compression (proposition 10); 0 without noise
 * @param program what the mediator program of the restricted game came to; null without one
 * @param restricted time in the restricted game, without compression
 * @param compression time in linear programs
 * @param bestResponse time of best responses
 * @param certificate time of the gaps
 */
public record MeanFieldIteration(
        int iteration,
        List<Integer> policyCounts,
        int novelCount,
        int support,
        int roundCount,
        long steps,
        double regret,
        double regretTolerance,
        List<MeanFieldGap> gaps,
        double noiseBound,
        MediatorProgram.@Nullable Outcome program,
        Duration restricted,
        Duration compression,
        Duration bestResponse,
        Duration certificate) {
    /** Copies the lists. */
    public MeanFieldIteration {
        policyCounts = List.copyOf(policyCounts);
        gaps = List.copyOf(gaps);
    }

    /**
     * The largest gap of any population.
     *
     * @param concept which gap
     * @return signed, reward units
     */
    public double gap(MeanFieldConcept concept) {
        return gaps.stream().mapToDouble(gap -> gap.of(concept)).max().orElseThrow();
    }
}
