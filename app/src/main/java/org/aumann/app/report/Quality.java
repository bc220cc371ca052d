package org.aumann.app.report;

import java.util.Arrays;
import java.util.List;
import org.aumann.solvers.meta.Certificate;

/**
 * What the float64 certificate says of a joint distribution, besides its gaps.
 *
 * @param values expected payoff of each player
 * @param welfare their sum
 * @param entropy Shannon entropy, nats
 * @param gini Gini impurity
 * @param support joint actions with more than a millionth of the uniform probability
 * @param certifiedEpsilon largest gain of any single deviation, with its sign
 * @param relativeGain the same, relative to the differences that the player's deviations make
 */
public record Quality(
        List<Double> values,
        double welfare,
        double entropy,
        double gini,
        long support,
        PerConcept<Double> certifiedEpsilon,
        PerConcept<Double> relativeGain) {
    /** Copies the list. */
    public Quality {
        values = List.copyOf(values);
    }

    /**
     * The quality in a certificate.
     *
     * @param certificate a certificate
     * @return its summary
     */
    public static Quality of(Certificate certificate) {
        return new Quality(
                Arrays.stream(certificate.values()).boxed().toList(),
                certificate.welfare(),
                certificate.entropy(),
                certificate.gini(),
                certificate.support(),
                PerConcept.of(concept -> certificate.gap(concept).largestGain()),
                PerConcept.of(certificate::relativeGain));
    }

    /** The same with the values of another game. */
    Quality withValues(List<Double> values) {
        double welfare = values.stream().mapToDouble(Double::doubleValue).sum();
        return new Quality(values, welfare, entropy, gini, support, certifiedEpsilon, relativeGain);
    }

    void writeTo(TextReport text) {
        text.line("values", Numbers.values(values));
        text.line("welfare", Numbers.welfare(values));
        text.line(
                "spread",
                "entropy " + Numbers.value(entropy) + " nats, Gini impurity " + Numbers.value(gini) + ", support "
                        + Numbers.count(support));
    }

    /** The certificate: a row a concept. */
    void writeCertificateTo(TextReport text, PerConcept<GapSummary> gap) {
        text.table(
                "lrrrrl",
                List.of(
                        List.of("certificate", "largest gain", "relative", "gap sum", "gap max", "gap per player"),
                        row("  CE", certifiedEpsilon.ce(), relativeGain.ce(), gap.ce()),
                        row("  CCE", certifiedEpsilon.cce(), relativeGain.cce(), gap.cce())));
    }

    private static List<String> row(String concept, double largestGain, double relativeGain, GapSummary gap) {
        return List.of(
                concept,
                Numbers.gap(largestGain),
                Numbers.gap(relativeGain),
                Numbers.gap(gap.sum()),
                Numbers.gap(gap.max()),
                Numbers.gaps(gap.perPlayer()));
    }
}
