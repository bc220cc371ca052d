package org.aumann.app.cli;

import java.time.Duration;
import java.util.OptionalDouble;
import org.aumann.core.InvalidInputException;
import org.aumann.solvers.empirical.SamplingOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a solve on sampled payoffs. */
final class EpisodeOptions {
    private static final double CONFIDENCE = 0.95;

    @Option(
            names = "--episodes",
            paramLabel = "N",
            description =
                    "Do not compute the payoffs but sample them: play at most N episodes, where they say most about "
                            + "the gains. Half of them certify the answer.")
    private @Nullable Long episodes;

    @Option(
            names = "--confidence",
            paramLabel = "C",
            converter = Converters.Fraction.class,
            description = "Probability with which all bounds of a sampled solve hold. Default: " + CONFIDENCE + ".")
    private @Nullable Double confidence;

    @Option(
            names = "--decide",
            paramLabel = "E",
            description = "End a sampled solve as soon as it is known whether a deviation gains more than E, in payoff "
                    + "units; above --epsilon, or it will never be known.")
    private @Nullable Double decide;

    /**
     * What was asked for.
     *
     * @return null for exact payoffs
     */
    @Nullable
    SamplingOptions sampling(Duration timeLimit, long seed) {
        if (episodes == null) {
            if (confidence != null || decide != null) {
                throw new InvalidInputException((decide != null ? "--decide" : "--confidence")
                        + " is for sampled payoffs and needs --episodes");
            }
            return null;
        }
        if (episodes < 1) {
            throw new InvalidInputException("--episodes (" + episodes + ") must be at least 1");
        }
        return new SamplingOptions(
                episodes,
                confidence == null ? CONFIDENCE : confidence,
                decide == null ? OptionalDouble.empty() : OptionalDouble.of(decide),
                timeLimit,
                seed);
    }
}
