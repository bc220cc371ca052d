package org.aumann.core;

import static org.assertj.core.api.Assertions.assertThat;

/** The one way tests compare floating-point numbers: {@code |x − reference| ≤ atol + rtol · |reference|}. */
public final class Tolerances {
    /** Rounding of a float64 sum of a thousand terms, with room. */
    public static final double FLOAT64 = 1e-12;

    private Tolerances() {}

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
            assertClose(what + "[" + i + "]", actual[i], reference[i], absolute, 0);
        }
    }
}
