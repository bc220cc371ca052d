package org.aumann.core.format;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.exact.Fraction;

/** An outcome of a Gambit extensive game, as it was defined at its first node. Immutable. */
final class EfgOutcome {
    /** That of nodes which have none. */
    static final EfgOutcome NONE = new EfgOutcome("", new double[0], List.of());

    private final String name;
    private final double[] payoffs;
    private final List<String> written;

    /**
     * An outcome.
     *
     * @param name its name, may be empty
     * @param payoffs one per player. Not copied.
     * @param written the payoffs as they stand in the file
     */
    EfgOutcome(String name, double[] payoffs, List<String> written) {
        this.name = name;
        this.payoffs = payoffs;
        this.written = List.copyOf(written);
    }

    /**
     * Adds what it pays.
     *
     * @param sums payoffs on the way to it. Not modified.
     * @return the sums with its own
     */
    double[] after(double[] sums) {
        if (payoffs.length == 0) {
            return sums;
        }
        double[] after = sums.clone();
        for (int p = 0; p < after.length; p++) {
            after[p] += payoffs[p];
        }
        return after;
    }

    /**
     * Adds what it pays, without rounding.
     *
     * @param sums payoffs on the way to it
     * @return the sums with its own
     */
    List<Fraction> exactlyAfter(List<Fraction> sums) {
        if (payoffs.length == 0) {
            return sums;
        }
        Fraction[] after = new Fraction[payoffs.length];
        Arrays.setAll(after, p -> sums.get(p).plus(Numbers.exactly(written.get(p))));
        return List.of(after);
    }

    /**
     * Whether a later node gives the same definition.
     *
     * @param other the later definition
     * @return true if name and payoffs agree; an empty name agrees with all
     */
    boolean isDefinedAs(EfgOutcome other) {
        return (other.name.isEmpty() || name.equals(other.name)) && Arrays.equals(payoffs, other.payoffs);
    }
}
