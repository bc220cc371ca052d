package org.aumann.solvers.nash;

import org.aumann.core.payoff.PayoffRange;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;

/** Whether the payoffs of a joint action always have the same sum, up to the rounding of what is stored. */
final class ConstantSum {
    /** Roundings of a stored payoff that a sum may be off by, for each player. */
    private static final double ROUNDINGS = 8;

    private static final double UNIT_FLOAT32 = 0x1p-24;
    private static final double UNIT_FLOAT64 = 0x1p-53;

    private ConstantSum() {}

    /** Whether the game is constant-sum. */
    static boolean holds(PayoffTensor payoffs) {
        return sums(payoffs).width() <= tolerance(payoffs);
    }

    /** Smallest and largest sum of the payoffs of a joint action; a pass over the tensor. */
    static PayoffRange sums(PayoffTensor payoffs) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
            double sum = 0;
            for (int p = 0; p < payoffs.playerCount(); p++) {
                sum += payoffs.get(p, a);
            }
            least = Math.min(least, sum);
            greatest = Math.max(greatest, sum);
        }
        return new PayoffRange(least, greatest);
    }

    private static double tolerance(PayoffTensor payoffs) {
        double magnitude = 0;
        for (int p = 0; p < payoffs.playerCount(); p++) {
            PayoffRange range = payoffs.range(p);
            magnitude += Math.max(Math.abs(range.least()), Math.abs(range.greatest()));
        }
        double unit = payoffs.precision() == Precision.FLOAT32 ? UNIT_FLOAT32 : UNIT_FLOAT64;
        return ROUNDINGS * unit * magnitude;
    }
}
