package org.aumann.solvers.evolution;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.regret.StationaryDistribution;
import org.aumann.solvers.meta.SolveContext;

/**
 * The chain over joint actions whose steps are deviations of one player: {@code Σ (A_p − 1)} of them from each,
 * with rates that are computed from the payoffs when they are needed. The common factor of all rates does not
 * matter.
 */
final class ResponseGraph {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    /** Joint actions between two looks at the clock. */
    private static final int CLOCK_PERIOD = 4096;

    private final SolveContext context;
    private final PayoffTensor payoffs;
    private final JointActionIndex index;
    private final SelectionIntensity selection;
    private double inflow;
    private double outRate;

    ResponseGraph(SolveContext context, SelectionIntensity selection) {
        this.context = context;
        this.payoffs = context.tensorGame().payoffs();
        this.index = payoffs.index();
        this.selection = selection;
    }

    private double rate(int player, double gain) {
        return selection.rate(gain, context.units().ofPlayer(player));
    }

    /** What a player gains by going from one payoff to another; nothing if only rounding is between them. */
    private double gain(int player, double to, double from) {
        double typical = context.units().spread(player).typicalDifference();
        return payoffs.precision().isRounding(to, from, typical) ? 0 : to - from;
    }

    /** The stationary distribution of a small chain, by elimination of its {@code J × J} matrix. */
    void solveDirectly(MemorySegment stationary) {
        int states = Math.toIntExact(index.jointActionCount());
        double[] rates = new double[states * states];
        for (int from = 0; from < states; from++) {
            for (int p = 0; p < index.playerCount(); p++) {
                long base = index.base(from, p);
                for (int d = 0; d < index.actionCount(p); d++) {
                    int to = (int) (base + d * index.stride(p));
                    if (to != from) {
                        rates[from * states + to] = rate(p, gain(p, payoffs.get(p, to), payoffs.get(p, from)));
                    }
                }
            }
        }
        double[] solution = new double[states];
        StationaryDistribution.solve(rates, solution);
        MemorySegment.copy(solution, 0, stationary, DOUBLE, 0, states);
    }

    /**
     * A sweep of Gauss and Seidel: every joint action gets the probability that balances what flows in and out,
     * from the first to the last or back. Ends early when the time is up.
     *
     * @return how far the flows were from balance, {@code Σ |in − out| / Σ out}
     */
    double sweep(MemorySegment stationary, boolean backwards) {
        long states = index.jointActionCount();
        double imbalance = 0;
        double flow = 0;
        for (long k = 0;
                k < states && (k % CLOCK_PERIOD != 0 || !context.deadline().isOver());
                k++) {
            long a = backwards ? states - 1 - k : k;
            measure(stationary, a);
            double outflow = stationary.getAtIndex(DOUBLE, a) * outRate;
            imbalance += Math.abs(inflow - outflow);
            flow += outflow;
            stationary.setAtIndex(DOUBLE, a, inflow / outRate);
        }
        normalise(stationary);
        return flow > 0 ? imbalance / flow : Double.POSITIVE_INFINITY;
    }

    /** {@code Σ |in − out| / Σ out} of a distribution, without changing it. */
    double imbalance(MemorySegment stationary) {
        double imbalance = 0;
        double flow = 0;
        for (long a = 0; a < index.jointActionCount(); a++) {
            measure(stationary, a);
            double outflow = stationary.getAtIndex(DOUBLE, a) * outRate;
            imbalance += Math.abs(inflow - outflow);
            flow += outflow;
        }
        return flow > 0 ? imbalance / flow : 0;
    }

    /** Sets what flows into a joint action, and the sum of the rates out of it. */
    private void measure(MemorySegment stationary, long jointAction) {
        inflow = 0;
        outRate = 0;
        for (int p = 0; p < index.playerCount(); p++) {
            long stride = index.stride(p);
            long other = index.base(jointAction, p);
            double payoff = payoffs.get(p, jointAction);
            for (int d = 0; d < index.actionCount(p); d++, other += stride) {
                if (other != jointAction) {
                    double gain = gain(p, payoffs.get(p, other), payoff);
                    outRate += rate(p, gain);
                    inflow += stationary.getAtIndex(DOUBLE, other) * rate(p, -gain);
                }
            }
        }
    }

    private void normalise(MemorySegment stationary) {
        double sum = 0;
        for (long a = 0; a < index.jointActionCount(); a++) {
            sum += stationary.getAtIndex(DOUBLE, a);
        }
        for (long a = 0; a < index.jointActionCount(); a++) {
            stationary.setAtIndex(DOUBLE, a, stationary.getAtIndex(DOUBLE, a) / sum);
        }
    }
}
