package org.aumann.core.exact;

import java.util.List;
import java.util.Optional;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;

/**
 * An exact certificate, and of what: of a distribution as it is stored, or of nearby fractions. A solver that stops at
 * 1e-9 has most often met an equilibrium whose probabilities are fractions with small denominators.
 *
 * @param sigma what was certified
 * @param rounding how far each probability may have been moved before the sum was made 1; 0 as it is stored
 * @param certificate what can be said of it
 */
public record ExactCheck(ExactDistribution sigma, Fraction rounding, ExactCertificate certificate) {
    /** Coarse to fine, so that of equally good ones the simplest is kept. */
    private static final List<Fraction> ROUNDINGS = List.of(
            Fraction.of(1, 100_000L),
            Fraction.of(1, 10_000_000L),
            Fraction.of(1, 1_000_000_000L),
            Fraction.of(1, 100_000_000_000L));

    private static final Fraction TWO = Fraction.of(2, 1);

    /**
     * Certifies a distribution as it is stored, or nearby fractions where that at least halves the largest gain for a
     * concept and does not make it more than twice as large for the other; where both are correlated equilibria, the
     * fractions nearest by, which are simpler.
     *
     * @param payoffs the payoffs
     * @param sigma a distribution over their joint actions
     * @return the check
     */
    public static ExactCheck of(ExactPayoffs payoffs, JointDistribution sigma) {
        ExactCheck best = certified(payoffs, ExactDistribution.of(sigma), Fraction.ZERO);
        // Rounding must not lose all probabilities: the largest one is at least 1/J.
        Fraction largest = Fraction.of(1, sigma.index().jointActionCount());
        for (Fraction rounding : ROUNDINGS) {
            boolean isDone = best.isEquilibrium() && !rounding.equals(ROUNDINGS.getLast());
            if (!isDone && rounding.compareTo(largest) < 0) {
                Optional<ExactCheck> rounded =
                        ExactDistribution.near(sigma, rounding).map(near -> certified(payoffs, near, rounding));
                ExactCheck stored = best;
                best = rounded.filter(near -> stored.isEquilibrium() ? near.names(stored) : stored.isWorseThan(near))
                        .orElse(best);
            }
        }
        return best;
    }

    /** Whether this is another way of writing the same equilibrium. */
    private boolean names(ExactCheck stored) {
        return isEquilibrium() && !certificate.values().equals(stored.certificate.values());
    }

    private boolean isEquilibrium() {
        return certificate.ce().isEquilibrium();
    }

    private static ExactCheck certified(ExactPayoffs payoffs, ExactDistribution sigma, Fraction rounding) {
        return new ExactCheck(sigma, rounding, ExactCertificate.of(payoffs, sigma));
    }

    private boolean isWorseThan(ExactCheck other) {
        boolean isHalved = false;
        for (SolutionConcept concept : SolutionConcept.values()) {
            Fraction now = certificate.gap(concept).epsilon();
            Fraction then = other.certificate.gap(concept).epsilon();
            if (then.compareTo(TWO.times(now)) > 0) {
                return false;
            }
            isHalved |= TWO.times(then).compareTo(now) <= 0 && now.signum() > 0;
        }
        return isHalved;
    }

    /**
     * Whether nearby fractions were certified instead of what is stored.
     *
     * @return true if they were
     */
    public boolean isRounded() {
        return rounding.signum() > 0;
    }
}
