package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.aumann.solvers.meanfield.MeanFieldIteration;
import org.jspecify.annotations.Nullable;

/**
 * One outer iteration of {@code aumann mfpsro}.
 *
 * @param iteration from 1
 * @param policies number of policies of each population
 * @param novel number of policies that come in after it
 * @param support mixtures that the mediator draws
 * @param innerSteps rounds, mixtures that a search looked at, or linear programs of a mediator program
 * @param regret what the best deviation within the restricted game gains, as observed
 * @param regretTolerance the regret at which the restricted game was left
 * @param gap the greatest of all populations
 * @param noiseBound four times the largest error of an observed payoff; absent without noise
 * @param program what the mediator program came to; absent without one
 * @param seconds wall-clock time by phase
 */
public record MeanFieldIterationDocument(
        int iteration,
        List<Integer> policies,
        int novel,
        int support,
        long innerSteps,
        double regret,
        double regretTolerance,
        MeanFieldGapSummary gap,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double noiseBound,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MediatorProgramDocument program,
        Phases seconds) {
    private static final String ROW = "%9s  %-12s %5s %7s %11s  %11s  %11s  %11s  %11s  %9s";

    /** Copies the list. */
    public MeanFieldIterationDocument {
        policies = List.copyOf(policies);
    }

    /**
     * Wall-clock time by phase.
     *
     * @param restricted the restricted game, without compression
     * @param compression linear programs
     * @param bestResponse best responses
     * @param certificate the gaps, by the reference
     */
    public record Phases(double restricted, double compression, double bestResponse, double certificate) {}

    /**
     * The document of an iteration.
     *
     * @param iteration what it found
     * @return the document
     */
    public static MeanFieldIterationDocument of(MeanFieldIteration iteration) {
        return new MeanFieldIterationDocument(
                iteration.iteration(),
                iteration.policyCounts(),
                iteration.novelCount(),
                iteration.support(),
                iteration.steps(),
                iteration.regret(),
                iteration.regretTolerance(),
                MeanFieldGapSummary.greatest(iteration.gaps()),
                iteration.noiseBound() == 0 ? null : iteration.noiseBound(),
                MediatorProgramDocument.of(iteration),
                new Phases(
                        Durations.seconds(iteration.restricted()),
                        Durations.seconds(iteration.compression()),
                        Durations.seconds(iteration.bestResponse()),
                        Durations.seconds(iteration.certificate())));
    }

    /**
     * The header of {@link #row}.
     *
     * @return one line
     */
    public static String header() {
        return String.format(
                Locale.ROOT,
                ROW,
                "iteration",
                "policies",
                "novel",
                "support",
                "regret",
                "Nash gap",
                "CCE gap",
                "CE gap",
                "conditional",
                "time");
    }

    /**
     * The iteration in a table for people.
     *
     * @return one line
     */
    public String row() {
        return String.format(
                Locale.ROOT,
                ROW,
                iteration,
                policies.stream().map(Object::toString).collect(Collectors.joining("+")),
                novel,
                support,
                Numbers.gap(regret),
                Numbers.gap(gap.nash()),
                Numbers.gap(gap.cce()),
                Numbers.gap(gap.ce()),
                Numbers.gap(gap.ceConditional()),
                Numbers.seconds(
                        seconds.restricted() + seconds.compression() + seconds.bestResponse() + seconds.certificate()));
    }
}
