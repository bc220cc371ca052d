package org.aumann.core.distribution;

/**
 * A sum of many float64 terms that is as good as one in twice the precision.
 *
 * <p>What every addition rounds away is computed exactly and added up beside the sum (Ogita, Rump and Oishi 2005,
 * algorithm 4.4, with the error-free sum of Knuth). For n terms and {@code u = 2⁻⁵³}
 *
 * <pre>{@code |value − Σ x_i| ≤ u |Σ x_i| + (n u)² Σ |x_i|}</pre>
 *
 * <p>so that 10⁸ terms of 10⁻⁸ add up to 1, where a loop misses it by 2·10⁻⁹. Depends on the order of the terms
 * alone. Serves one thread.
 */
public final class CompensatedSum {
    private double sum;
    private double missed;

    /** The empty sum, 0. */
    public CompensatedSum() {}

    /**
     * Adds a term.
     *
     * @param term a number
     */
    public void add(double term) {
        double next = sum + term;
        double added = next - sum;
        missed += (sum - (next - added)) + (term - added);
        sum = next;
    }

    /**
     * The sum of all terms so far.
     *
     * @return the sum, rounded once; where it overflows or a term is not finite, what a loop gives
     */
    public double value() {
        return Double.isFinite(sum) ? sum + missed : sum;
    }
}
