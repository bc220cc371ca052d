package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.aumann.solvers.empirical.EmpiricalCertificate;
import org.aumann.solvers.empirical.SamplingOptions;
import org.aumann.solvers.empirical.SamplingResult;
import org.jspecify.annotations.Nullable;

/**
 * What fresh episodes say of a distribution that was found on the means of earlier ones; payoff units.
 *
 * @param decision equilibrium, no_equilibrium, undecided or not_asked
 * @param decide the ε that was to be decided
 * @param confidence of everything here together
 * @param episodes played in all
 * @param freshEpisodes those that certify
 * @param rounds solves and certificates
 * @param largestGain estimate of the largest gain, with its sign
 * @param standardError largest standard error of a gain
 * @param lower the largest gain is at least this
 * @param upper the largest gain is at most this
 * @param slack upper bound less estimate
 */
public record SamplingSummary(
        String decision,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double decide,
        double confidence,
        long episodes,
        long freshEpisodes,
        int rounds,
        double largestGain,
        double standardError,
        double lower,
        double upper,
        double slack) {
    /**
     * The summary of a run.
     *
     * @param result how it ended
     * @param options what was asked for
     * @return its summary
     */
    public static SamplingSummary of(SamplingResult result, SamplingOptions options) {
        EmpiricalCertificate certificate = result.last().certificate();
        return new SamplingSummary(
                result.decision().name().toLowerCase(Locale.ROOT),
                options.decide().isPresent() ? options.decide().getAsDouble() : null,
                options.confidence(),
                result.last().episodes(),
                result.last().freshEpisodes(),
                result.last().round(),
                certificate.largestGain(),
                certificate.largestStandardError(),
                certificate.lowerBound(),
                certificate.upperBound(),
                certificate.slack());
    }

    void writeTo(TextReport text) {
        text.line(
                "episodes",
                Numbers.count(episodes) + " in " + Numbers.count(rounds, "round") + ", the last "
                        + Numbers.count(freshEpisodes) + " certify");
        text.line(
                "sampled",
                "largest gain " + Numbers.gap(largestGain) + ", in [" + Numbers.gap(lower) + ", " + Numbers.gap(upper)
                        + "] with confidence " + Numbers.value(confidence) + ", standard error "
                        + Numbers.gap(standardError));
        if (decide != null) {
            text.line("decision", decision.replace('_', ' ') + " at " + Numbers.value(decide));
        }
    }
}
