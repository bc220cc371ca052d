package org.aumann.core.payoff;

/** How payoffs are stored. Arithmetic is float64 in either case. */
public enum Precision {
    /** 32-bit IEEE, half the memory and half the traffic; relative error 6e-8. */
    FLOAT32(Float.BYTES, 0x1p-21),
    /** 64-bit IEEE. */
    FLOAT64(Double.BYTES, 0x1p-46);

    private final long byteSize;
    private final double rounding;

    Precision(long byteSize, double rounding) {
        this.byteSize = byteSize;
        this.rounding = rounding;
    }

    /**
     * Bytes of one payoff.
     *
     * @return 4 or 8
     */
    public long byteSize() {
        return byteSize;
    }

    /**
     * Whether two payoffs differ by no more than what rounding makes of the same one.
     *
     * <p>Means of the same scores, added up in another order, differ by a few units in the last place, 2⁻⁵³ each. The
     * tolerance is 2⁷ of them in float64, 2⁻⁴⁶ of the larger one, and in float32, where a mean is rounded once more,
     * four units of its own. Payoffs with as much as 10¹³ added still tell integers apart.
     *
     * @param x a payoff
     * @param y another one
     * @return true if they are equal but for rounding
     */
    public boolean isRounding(double x, double y) {
        return isRounding(x, y, 0);
    }

    /**
     * Whether two payoffs differ by no more than rounding, where they may be sums of larger numbers, such as a mean of
     * scores of either sign.
     *
     * @param x a payoff
     * @param y another one
     * @param typical what is typical for the numbers that were added up, payoff units
     * @return true if they are equal but for rounding
     */
    public boolean isRounding(double x, double y, double typical) {
        return Math.abs(x - y) <= rounding(Math.max(typical, Math.max(Math.abs(x), Math.abs(y))));
    }

    /**
     * The largest difference that is no more than rounding.
     *
     * @param magnitude of the larger payoff
     * @return payoff units
     */
    public double rounding(double magnitude) {
        return rounding * magnitude;
    }
}
