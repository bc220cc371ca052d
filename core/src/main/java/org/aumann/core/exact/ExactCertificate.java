package org.aumann.core.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;

/**
 * What the players get from a distribution, and could gain by deviating, in exact arithmetic.
 *
 * @param values expected payoff of every player, payoff units
 * @param ce the gap for CE
 * @param cce the gap for CCE
 */
public record ExactCertificate(List<Fraction> values, ExactGap ce, ExactGap cce) {
    /** Copies the list. */
    public ExactCertificate {
        values = List.copyOf(values);
    }

    /**
     * Certifies a distribution.
     *
     * <pre>{@code
     * CE   gain[p][r][d] = Σ_{a_-p} σ(r, a_{-p}) · (G_p(d, a_{-p}) − G_p(r, a_{-p}))
     * CCE  gain[p][d]    = Σ_r gain[p][r][d]
     * }</pre>
     *
     * <p>Time {@code O(S Σ A_p)} products of integers, S the size of the support.
     *
     * @param payoffs the payoffs
     * @param sigma a distribution over their joint actions
     * @return the certificate
     */
    public static ExactCertificate of(ExactPayoffs payoffs, ExactDistribution sigma) {
        if (!payoffs.index().equals(sigma.index())) {
            throw new IllegalArgumentException(
                    "joint actions of sigma " + sigma.index() + " must be those of the payoffs " + payoffs.index());
        }
        List<Fraction> values = new ArrayList<>();
        List<Gaps> gaps = new ArrayList<>();
        for (int p = 0; p < payoffs.index().playerCount(); p++) {
            BigInteger denominator = payoffs.denominator(p).multiply(sigma.sum());
            values.add(new Fraction(value(payoffs, sigma, p), denominator));
            gaps.add(Gaps.of(gains(payoffs, sigma, p), denominator));
        }
        return new ExactCertificate(
                values,
                new ExactGap(
                        gaps.stream().map(Gaps::largestOfCe).toList(),
                        gaps.stream().map(Gaps::ofCe).toList()),
                new ExactGap(
                        gaps.stream().map(Gaps::largestOfCce).toList(),
                        gaps.stream()
                                .map(gap -> gap.largestOfCce.max(Fraction.ZERO))
                                .toList()));
    }

    private static BigInteger value(ExactPayoffs payoffs, ExactDistribution sigma, int player) {
        BigInteger value = BigInteger.ZERO;
        for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
            value = value.add(sigma.weight(a).multiply(payoffs.numerator(player, a)));
        }
        return value;
    }

    /** The numerators of the gains {@code [r][d]}. */
    private static BigInteger[][] gains(ExactPayoffs payoffs, ExactDistribution sigma, int player) {
        JointActionIndex index = payoffs.index();
        int actions = index.actionCount(player);
        BigInteger[][] gains = new BigInteger[actions][actions];
        for (BigInteger[] row : gains) {
            Arrays.fill(row, BigInteger.ZERO);
        }
        for (long a = 0; a < index.jointActionCount(); a++) {
            BigInteger weight = sigma.weight(a);
            if (weight.signum() == 0) {
                continue;
            }
            BigInteger[] row = gains[index.action(a, player)];
            BigInteger own = payoffs.numerator(player, a);
            for (int d = 0; d < actions; d++) {
                long deviated = index.base(a, player) + d * index.stride(player);
                row[d] = row[d].add(
                        weight.multiply(payoffs.numerator(player, deviated).subtract(own)));
            }
        }
        return gains;
    }

    /** What the gains of one player amount to. */
    private record Gaps(Fraction largestOfCe, Fraction ofCe, Fraction largestOfCce) {
        static Gaps of(BigInteger[][] gains, BigInteger denominator) {
            int actions = gains.length;
            if (actions == 1) {
                return new Gaps(Fraction.ZERO, Fraction.ZERO, Fraction.ZERO);
            }
            BigInteger[] coarse = new BigInteger[actions];
            Arrays.fill(coarse, BigInteger.ZERO);
            List<BigInteger> bestPerRecommendation = new ArrayList<>();
            for (int r = 0; r < actions; r++) {
                List<BigInteger> others = new ArrayList<>();
                for (int d = 0; d < actions; d++) {
                    coarse[d] = coarse[d].add(gains[r][d]);
                    if (d != r) {
                        others.add(gains[r][d]);
                    }
                }
                bestPerRecommendation.add(greatest(others));
            }
            BigInteger gap =
                    bestPerRecommendation.stream().map(BigInteger.ZERO::max).reduce(BigInteger.ZERO, BigInteger::add);
            return new Gaps(
                    new Fraction(greatest(bestPerRecommendation), denominator),
                    new Fraction(gap, denominator),
                    new Fraction(greatest(Arrays.asList(coarse)), denominator));
        }

        private static BigInteger greatest(List<BigInteger> numbers) {
            return numbers.stream().reduce(BigInteger::max).orElseThrow();
        }
    }

    /**
     * The gap for a concept.
     *
     * @param concept CE or CCE
     * @return the gap
     */
    public ExactGap gap(SolutionConcept concept) {
        return concept == SolutionConcept.CE ? ce : cce;
    }

    /**
     * Sum of the expected payoffs.
     *
     * @return payoff units
     */
    public Fraction welfare() {
        return values.stream().reduce(Fraction.ZERO, Fraction::plus);
    }
}
