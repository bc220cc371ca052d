package org.aumann.solvers.algebra;

/** How far an interior point may go along a direction. */
public final class StepLength {
    private StepLength() {}

    /**
     * The longest step, at most 1, after which positive numbers are positive.
     *
     * @param x positive numbers. Not modified.
     * @param direction their changes by a step of 1. Not modified.
     * @param toBoundary the part of the way to 0 that any of them may go, at most 1
     * @return a number in [0, 1]
     */
    public static double of(double[] x, double[] direction, double toBoundary) {
        double length = 1;
        for (int k = 0; k < x.length; k++) {
            if (direction[k] < 0) {
                length = Math.min(length, -toBoundary * x[k] / direction[k]);
            }
        }
        return length;
    }
}
