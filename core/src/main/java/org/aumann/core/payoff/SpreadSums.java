package org.aumann.core.payoff;

/** A {@link PayoffSpread} from the extremes of every fibre, the payoffs of a player against the same co-players. */
final class SpreadSums {
    private final Precision precision;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private double largest;
    private double sum;
    private long count;

    SpreadSums(Precision precision) {
        this.precision = precision;
    }

    /** Takes the smallest and the largest payoff of a fibre. */
    void add(double least, double greatest) {
        double difference = precision.isRounding(least, greatest) ? 0 : greatest - least;
        this.least = Math.min(this.least, least);
        this.greatest = Math.max(this.greatest, greatest);
        largest = Math.max(largest, difference);
        sum += difference;
        count++;
    }

    PayoffSpread spread() {
        return new PayoffSpread(new PayoffRange(least, greatest), largest, sum / count);
    }
}
