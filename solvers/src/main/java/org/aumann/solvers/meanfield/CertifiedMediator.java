package org.aumann.solvers.meanfield;

import java.util.List;
import org.aumann.core.meanfield.MeanFieldPolicy;

/**
 * A mediator with its certificate.
 *
 * @param policies per population, those that its mixtures are of
 * @param mediator over mixtures of them
 * @param gaps one per population, over all policies
 */
public record CertifiedMediator(List<List<MeanFieldPolicy>> policies, Mediator mediator, List<MeanFieldGap> gaps) {
    /** Copies the lists. */
    public CertifiedMediator {
        policies = policies.stream().map(List::copyOf).toList();
        gaps = List.copyOf(gaps);
    }

    /** Certifies a mediator. */
    static CertifiedMediator of(List<List<MeanFieldPolicy>> policies, Mediator mediator) {
        return new CertifiedMediator(policies, mediator, MeanFieldGap.of(policies, mediator));
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
