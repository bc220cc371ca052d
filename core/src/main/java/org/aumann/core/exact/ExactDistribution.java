package org.aumann.core.exact;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.JointActionIndex;

/** A joint distribution as integer weights over their sum: its probabilities sum to exactly 1. Immutable. */
public final class ExactDistribution {
    /** A common denominator of a hundred digits: fractions that need more are no guess of what was meant. */
    private static final int SIMPLE_BITS = 332;

    private final JointActionIndex index;
    private final CommonDenominator weights;
    private final BigInteger sum;

    private ExactDistribution(JointActionIndex index, CommonDenominator weights) {
        this.index = index;
        this.weights = weights;
        BigInteger total = BigInteger.ZERO;
        for (int a = 0; a < this.weights.count(); a++) {
            total = total.add(this.weights.numerator(a));
        }
        this.sum = total;
    }

    /**
     * A distribution as it is stored: the exact values of its float64 numbers, over their exact sum.
     *
     * @param sigma at most {@link ExactPayoffs#WORK_LIMIT} joint actions. Not modified.
     * @return the same distribution
     */
    public static ExactDistribution of(JointDistribution sigma) {
        List<Fraction> weights = probabilities(sigma).toList();
        return new ExactDistribution(sigma.index(), CommonDenominator.of(weights, "the probabilities"));
    }

    /**
     * The nearby fractions with the smallest denominators, over their exact sum.
     *
     * @param sigma as in {@link #of}
     * @param distance how far a probability may be off before the division; below the largest one
     * @return a distribution in which small probabilities are 0; empty if the fractions have no simple common
     *     denominator
     */
    public static Optional<ExactDistribution> near(JointDistribution sigma, Fraction distance) {
        List<Fraction> weights = probabilities(sigma)
                .map(probability -> Fraction.simplest(probability, distance))
                .toList();
        return CommonDenominator.within(weights, SIMPLE_BITS)
                .map(simple -> new ExactDistribution(sigma.index(), simple));
    }

    private static Stream<Fraction> probabilities(JointDistribution sigma) {
        return LongStream.range(0, sigma.index().jointActionCount()).mapToObj(a -> Fraction.of(sigma.probability(a)));
    }

    JointActionIndex index() {
        return index;
    }

    /**
     * The probability of a joint action.
     *
     * @param jointAction index in {@code 0..J-1}
     * @return a number from 0 to 1
     */
    public Fraction probability(long jointAction) {
        return new Fraction(weight(jointAction), sum);
    }

    BigInteger weight(long jointAction) {
        return weights.numerator(Math.toIntExact(jointAction));
    }

    BigInteger sum() {
        return sum;
    }
}
