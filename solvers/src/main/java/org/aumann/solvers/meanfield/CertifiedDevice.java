package org.aumann.solvers.meanfield;

import java.util.List;
import org.aumann.core.meanfield.MeanFieldPolicy;

/**
 * A device with its certificate.
 *
 * @param policies per population, those that its mixtures are of
 * @param device over mixtures of them
 * @param gaps one per population, over all policies
 */
public record CertifiedDevice(List<List<MeanFieldPolicy>> policies, CorrelationDevice device, List<MeanFieldGap> gaps) {
    /** Copies the lists. */
    public CertifiedDevice {
        policies = policies.stream().map(List::copyOf).toList();
        gaps = List.copyOf(gaps);
    }

    /** Certifies a device. */
    static CertifiedDevice of(List<List<MeanFieldPolicy>> policies, CorrelationDevice device) {
        return new CertifiedDevice(policies, device, MeanFieldGap.of(policies, device));
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
