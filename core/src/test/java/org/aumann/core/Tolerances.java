package org.aumann.core;

import static org.assertj.core.api.Assertions.assertThat;

/** The one way tests compare floating-point numbers: {@code |x − reference| ≤ atol + rtol · |reference|}. */
public final class Tolerances {
    /** Rounding of a float64 sum of a thousand terms, with room. */
    public static final double FLOAT64 = 1e-12;

    private Tolerances() {}

    /**
     * How far two float64 sums of the same terms may be apart when they add in different orders: a random walk
     * of roundings, with room for their drift where the terms are alike.
     *
     * @param terms number of summed terms
     * @param magnitude sum of the absolute values of the terms
     * @return an absolute difference
     */
    public static double rounding(long terms, double magnitude) {
        return (16 + 64 * Math.sqrt((double) terms)) * Math.ulp(1.0) * magnitude;
    }

    /**
     * Asserts that two numbers agree.
     *
     * @param what names the number in the failure message
     * @param actual the number
     * @param reference what it should be
     * @param absolute allowed absolute difference
     * @param relative allowed difference relative to the reference
     */
    public static void assertClose(String what, double actual, double reference, double absolute, double relative) {
        double allowed = absolute + relative * Math.abs(reference);
        if (Math.abs(actual - reference) <= allowed) {
            return; // without building the message, which costs more than the comparison
        }
        assertThat(Math.abs(actual - reference))
                .as("%s: %s should be %s within %s; %s", what, actual, reference, allowed, Seeds.replay())
                .isLessThanOrEqualTo(allowed);
    }

    /**
     * Asserts that two arrays agree element by element.
     *
     * @param what names the array in the failure message
     * @param actual the array
     * @param reference what it should be
     * @param absolute allowed absolute difference
     */
    public static void assertClose(String what, double[] actual, double[] reference, double absolute) {
        assertThat(actual).as(what).hasSameSizeAs(reference);
        for (int i = 0; i < actual.length; i++) {
            if (!(Math.abs(actual[i] - reference[i]) <= absolute)) {
                assertClose(what + "[" + i + "]", actual[i], reference[i], absolute, 0);
            }
        }
    }
}
