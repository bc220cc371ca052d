package org.aumann.core.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Seeds;
import org.aumann.core.Tolerances;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExactCertificateTest {
    private static final JointActionIndex TWO_BY_TWO = JointActionIndex.of(2, 2);
    private static final JointActionIndex THREE_BY_THREE = JointActionIndex.of(3, 3);

    private static List<Fraction> fractions(int denominator, long... numerators) {
        return LongStream.of(numerators)
                .mapToObj(k -> Fraction.of(k, denominator))
                .toList();
    }

    private static ExactPayoffs chicken() {
        return ExactPayoffs.of(TWO_BY_TWO, List.of(fractions(1, 0, 7, 2, 6), fractions(1, 0, 2, 7, 6)));
    }

    /** Shapley 1964, by a third: the uniform distribution is the Nash equilibrium, and 1/9 is no float64. */
    @Test
    void uniformPlayOfShapleysGameIsAnEquilibriumExactly() {
        ExactPayoffs shapley = ExactPayoffs.of(
                THREE_BY_THREE,
                List.of(fractions(3, 1, 0, 0, 0, 1, 0, 0, 0, 1), fractions(3, 0, 1, 0, 0, 0, 1, 1, 0, 0)));
        ExactCertificate certificate =
                ExactCertificate.of(shapley, ExactDistribution.of(JointDistribution.uniform(THREE_BY_THREE)));
        for (SolutionConcept concept : SolutionConcept.values()) {
            assertThat(certificate.gap(concept).largestGainPerPlayer()).containsExactly(Fraction.ZERO, Fraction.ZERO);
            assertThat(certificate.gap(concept).isEquilibrium()).isTrue();
        }
        assertThat(certificate.values()).containsExactly(Fraction.of(1, 9), Fraction.of(1, 9));
        assertThat(certificate.welfare()).isEqualTo(Fraction.of(2, 9));
    }

    /**
     * A third each on all but (dare, dare): told to swerve, one gets 2 or 6 for sure, and 0 or 7 by daring; told to dare,
     * 7 against 6.
     */
    @Test
    void gainsInChicken() {
        ExactCertificate certificate = ExactCertificate.of(
                chicken(),
                ExactDistribution.near(
                                JointDistribution.of(TWO_BY_TWO, 0, 1.0 / 3, 1.0 / 3, 1.0 / 3), Fraction.of(1, 1000))
                        .orElseThrow());
        assertThat(certificate.ce().largestGain()).isEqualTo(Fraction.of(-1, 3));
        assertThat(certificate.cce().largestGain()).isEqualTo(Fraction.of(-1, 3));
        assertThat(certificate.values()).containsExactly(Fraction.of(5, 1), Fraction.of(5, 1));
        assertThat(certificate.ce().epsilon()).isEqualTo(Fraction.ZERO);
        assertThat(certificate.ce().sum()).isEqualTo(Fraction.ZERO);
    }

    /** Everybody swerves: to dare instead gains 1 each. */
    @Test
    void epsilonOfNoEquilibrium() {
        ExactCertificate certificate =
                ExactCertificate.of(chicken(), ExactDistribution.of(JointDistribution.of(TWO_BY_TWO, 0, 0, 0, 1)));
        assertThat(certificate.ce().isEquilibrium()).isFalse();
        assertThat(certificate.ce().epsilon()).isEqualTo(Fraction.ONE);
        assertThat(certificate.cce().sum()).isEqualTo(Fraction.of(2, 1));
        assertThat(certificate.cce().max()).isEqualTo(Fraction.ONE);
    }

    private static int[][] shapes() {
        return new int[][] {{1}, {5}, {1, 1}, {2, 3}, {3, 1, 2}, {2, 2, 2, 3}};
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void agreesWithTheFloat64Certificate(int[] shape) {
        Philox random = new Philox(Seeds.seed());
        JointActionIndex index = JointActionIndex.of(shape);
        for (Precision precision : Precision.values()) {
            try (PayoffTensor payoffs = RandomGames.gaussian(index, precision, random)) {
                JointDistribution sigma = RandomGames.distribution(index, random);
                ExactCertificate exact = ExactCertificate.of(ExactPayoffs.of(payoffs), ExactDistribution.of(sigma));
                Tolerances.assertClose(
                        "values", doubles(exact.values()), DeviationGains.values(payoffs, sigma), Tolerances.FLOAT64);
                for (SolutionConcept concept : SolutionConcept.values()) {
                    EquilibriumGap gap = EquilibriumGap.of(payoffs, sigma, concept);
                    Tolerances.assertClose(
                            "largest gains",
                            doubles(exact.gap(concept).largestGainPerPlayer()),
                            gap.largestGainPerPlayer(),
                            Tolerances.FLOAT64);
                    Tolerances.assertClose(
                            "gaps", doubles(exact.gap(concept).perPlayer()), gap.perPlayer(), Tolerances.FLOAT64);
                }
            }
        }
    }

    private static double[] doubles(List<Fraction> fractions) {
        return fractions.stream().mapToDouble(Fraction::toDouble).toArray();
    }

    /** Integers up to 2^53 are exact, so that a shift by 10^12 leaves every gain as it is, to the last digit. */
    @Test
    void addingAConstantChangesNoGain() {
        Philox random = new Philox(Seeds.seed());
        JointActionIndex index = JointActionIndex.of(3, 2, 4);
        JointDistribution sigma = RandomGames.distribution(index, random);
        try (PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64);
                PayoffTensor shifted = PayoffTensor.allocate(index, Precision.FLOAT64)) {
            for (int p = 0; p < index.playerCount(); p++) {
                for (long a = 0; a < index.jointActionCount(); a++) {
                    double payoff = random.nextInt(100) - 50;
                    payoffs.set(p, a, payoff);
                    shifted.set(p, a, payoff + 1e12);
                }
            }
            ExactCertificate plain = ExactCertificate.of(ExactPayoffs.of(payoffs), ExactDistribution.of(sigma));
            ExactCertificate far = ExactCertificate.of(ExactPayoffs.of(shifted), ExactDistribution.of(sigma));
            assertThat(far.ce()).as(Seeds.replay()).isEqualTo(plain.ce());
            assertThat(far.cce()).as(Seeds.replay()).isEqualTo(plain.cce());
            assertThat(far.values().getFirst().minus(plain.values().getFirst()))
                    .isEqualTo(Fraction.of(1_000_000_000_000L, 1));
        }
    }

    /** The maximum-Gini CE of chicken is (5, 10, 10, 9) / 34; what a solver says of it is off by 1e-10. */
    @Test
    void roundsToAnEquilibriumNearby() {
        double off = 1e-10;
        ExactCheck check = ExactCheck.of(
                chicken(),
                JointDistribution.of(TWO_BY_TWO, 5.0 / 34 + off, 10.0 / 34 + off, 10.0 / 34 - off, 9.0 / 34 - off));
        assertThat(check.isRounded()).isTrue();
        assertThat(check.sigma().probability(3)).isEqualTo(Fraction.of(9, 34));
        assertThat(check.certificate().ce().largestGain()).isEqualTo(Fraction.ZERO);
        assertThat(check.certificate().values().getFirst()).isEqualTo(Fraction.of(72, 17));
    }

    @Test
    void keepsWhatIsStoredWhereRoundingDoesNotHelp() {
        ExactCheck none = ExactCheck.of(chicken(), JointDistribution.of(TWO_BY_TWO, 0, 0, 1e-9, 1 - 1e-9));
        assertThat(none.isRounded()).isFalse();
    }

    /** Of an equilibrium only the nearest fractions are taken, and only if they are one, too. */
    @Test
    void namesAnEquilibriumByItsFractions() {
        ExactCheck equilibrium = ExactCheck.of(chicken(), JointDistribution.of(TWO_BY_TWO, 0, 0.4999, 0.5001, 0));
        assertThat(equilibrium.sigma().probability(1)).isEqualTo(Fraction.of(4999, 10_000));
        assertThat(equilibrium.certificate().ce().isEquilibrium()).isTrue();
    }

    /** A thousand random probabilities are near a thousand denominators. */
    @Test
    void doesNotRoundToFractionsThatAreNotSimple() {
        JointDistribution random = RandomGames.distribution(JointActionIndex.of(1500), new Philox(Seeds.seed()));
        assertThat(ExactDistribution.near(random, Fraction.of(1, 10_000_000_000L)))
                .as(Seeds.replay())
                .isEmpty();
    }

    @Test
    void refusesWhatIsTooLarge() {
        JointActionIndex index = JointActionIndex.of(10, 10, 10, 10, 10, 10);
        assertThatThrownBy(() -> ExactPayoffs.requireSmall(index))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("an exact check of 1000000 joint actions x 60 actions must be at most 20000000 in all");
    }

    @Test
    void refusesFractionsWithoutACommonDenominatorOfReasonableSize() {
        List<Fraction> primes = LongStream.range(1L << 40, (1L << 40) + 1000)
                .mapToObj(d -> Fraction.of(1, d))
                .toList();
        assertThatThrownBy(() -> ExactPayoffs.of(JointActionIndex.of(1000), List.of(primes)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("common denominator of the payoffs of player 0 needs more than 8192 bits");
    }
}
