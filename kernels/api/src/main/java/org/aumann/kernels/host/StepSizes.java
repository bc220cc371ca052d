package org.aumann.kernels.host;

import java.util.Arrays;
import org.aumann.core.stochastic.StepSize;
import org.aumann.kernels.LearningOperator;
import org.jspecify.annotations.Nullable;

/**
 * Step sizes as tables: powers are not the same bits on all devices.
 *
 * <p>A table by visits belongs to an exponent and is made once; one by steps belongs to some steps.
 */
public final class StepSizes {
    private StepSize.@Nullable ByVisits known;
    private double[] byVisits = {};

    /** Without tables. */
    public StepSizes() {}

    /**
     * The table of some steps.
     *
     * @param stepSize α
     * @param step the first step
     * @param count number of steps, at least 1
     * @return by step from the first on: one number if it is always the same; by visits from 0 on if they decide, of length 1 where α is
     *     their inverse. Not to be modified.
     */
    public double[] table(StepSize stepSize, long step, int count) {
        return switch (stepSize) {
            case StepSize.Constant(double rate) -> new double[] {rate};
            case StepSize.Decayed decayed -> {
                double[] table = new double[count];
                Arrays.setAll(table, k -> decayed.at(step + k, 1));
                yield table;
            }
            case StepSize.ByVisits visits -> byVisits(visits);
        };
    }

    private double[] byVisits(StepSize.ByVisits visits) {
        if (!visits.equals(known)) {
            byVisits = new double[visits.exponent() == 1 ? 1 : LearningOperator.TABULATED_VISITS + 1];
            Arrays.setAll(byVisits, n -> n == 0 ? 1 : visits.at(0, n));
            known = visits;
        }
        return byVisits;
    }

    /**
     * The exponent of visits.
     *
     * @param stepSize α
     * @return ω; 0 if visits do not matter
     */
    public static double exponent(StepSize stepSize) {
        return switch (stepSize) {
            case StepSize.Constant _, StepSize.Decayed _ -> 0;
            case StepSize.ByVisits(double exponent) -> exponent;
        };
    }
}
