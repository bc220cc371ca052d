package org.aumann.solvers.nash;

import org.aumann.core.payoff.PayoffRange;
import org.aumann.core.payoff.PayoffTensor;

/** Whether the payoffs of a joint action always have the same sum, up to the rounding of what is stored. */
final class ConstantSum {
    private ConstantSum() {}

    /** Whether the game is constant-sum. */
    static boolean holds(PayoffTensor payoffs) {
        double[] first = sum(payoffs, 0);
        for (long a = 1; a < payoffs.index().jointActionCount(); a++) {
            double[] other = sum(payoffs, a);
            if (!payoffs.precision().isRounding(first[0], other[0], first[1] + other[1])) {
                return false;
            }
        }
        return true;
    }

    /** The sum of the payoffs of a joint action, and that of their magnitudes. */
    private static double[] sum(PayoffTensor payoffs, long jointAction) {
        double sum = 0;
        double magnitude = 0;
        for (int p = 0; p < payoffs.playerCount(); p++) {
            double payoff = payoffs.get(p, jointAction);
            sum += payoff;
            magnitude += Math.abs(payoff);
        }
        return new double[] {sum, magnitude};
    }

    /** Smallest and largest sum of the payoffs of a joint action; a pass over the tensor. */
    static PayoffRange sums(PayoffTensor payoffs) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
            double sum = sum(payoffs, a)[0];
            least = Math.min(least, sum);
            greatest = Math.max(greatest, sum);
        }
        return new PayoffRange(least, greatest);
    }
}
