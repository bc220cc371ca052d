package org.aumann.core.payoff;

/** A {@link PayoffSpread} from the extremes of every fibre, the payoffs of a player against the same co-players. */
final class SpreadSums {
    private static final int EXPONENTS = Double.MAX_EXPONENT - Double.MIN_EXPONENT + 2;

    private final Precision precision;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private double largest;

    /** Differences by their power of two. */
    private final long[] counts = new long[EXPONENTS];

    private int lowest = EXPONENTS;
    private int highest = -1;

    SpreadSums(Precision precision) {
        this.precision = precision;
    }

    /** Takes the smallest and the largest payoff of a fibre. */
    void add(double least, double greatest) {
        this.least = Math.min(this.least, least);
        this.greatest = Math.max(this.greatest, greatest);
        double difference = greatest - least;
        if (!precision.isRounding(least, greatest)) {
            largest = Math.max(largest, difference);
            int k = exponentIndex(difference);
            counts[k]++;
            lowest = Math.min(lowest, k);
            highest = Math.max(highest, k);
        }
    }

    private static int exponentIndex(double difference) {
        return Math.clamp(Math.getExponent(difference) - Double.MIN_EXPONENT + 1, 0, EXPONENTS - 1);
    }

    PayoffSpread spread() {
        return new PayoffSpread(new PayoffRange(least, greatest), largest, lowerQuartile());
    }

    /** The power of two above the difference that a quarter of the others does not exceed. */
    private double lowerQuartile() {
        long total = 0;
        for (int k = lowest; k <= highest; k++) {
            total += counts[k];
        }
        long below = 0;
        for (int k = lowest; k <= highest; k++) {
            below += counts[k];
            if (4 * below >= total) {
                return Math.min(largest, Math.scalb(1.0, k + Double.MIN_EXPONENT));
            }
        }
        return 0;
    }
}
