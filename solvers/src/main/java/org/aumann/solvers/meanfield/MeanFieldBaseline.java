package org.aumann.solvers.meanfield;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.Deadline;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.aumann.solvers.loop.Status;

/**
 * A learner of a Nash equilibrium, run and measured as mean-field PSRO is: its result is the device that always draws its
 * current policy.
 */
public final class MeanFieldBaseline {
    private final MeanFieldLearner learner;
    private final double tolerance;
    private final int iterationLimit;
    private final Duration timeLimit;
    private final MeanFieldListener listener;

    /**
     * A run.
     *
     * @param learner not yet run
     * @param tolerance exploitability at which it ends, relative to {@link MeanFieldSweeps#unit}
     * @param iterationLimit most iterations, at least 1
     * @param timeLimit most wall-clock time
     * @param listener hears of every iteration
     */
    public MeanFieldBaseline(
            MeanFieldLearner learner,
            double tolerance,
            int iterationLimit,
            Duration timeLimit,
            MeanFieldListener listener) {
        this.learner = learner;
        this.tolerance = tolerance;
        this.iterationLimit = iterationLimit;
        this.timeLimit = timeLimit;
        this.listener = listener;
    }

    /**
     * Runs to the end.
     *
     * @return the policies with the least exploitability of all iterations
     */
    public MeanFieldPsroResult run() {
        Deadline deadline = Deadline.in(timeLimit);
        List<MeanFieldIteration> history = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        double target =
                tolerance * MeanFieldSweeps.unit(learner.policies().getFirst().model());
        List<MeanFieldPolicy> best = learner.policies();
        List<MeanFieldGap> bestGaps = List.of();
        Status status = Status.ITERATION_LIMIT;
        while (history.size() < iterationLimit) {
            long started = System.nanoTime();
            learner.step();
            long stepped = System.nanoTime();
            List<MeanFieldPolicy> policies = learner.policies();
            List<MeanFieldGap> gaps =
                    MeanFieldGap.of(policies.stream().map(List::of).toList(), device(policies));
            MeanFieldIteration iteration = iteration(
                    history.size() + 1,
                    gaps,
                    Duration.ofNanos(stepped - started),
                    Duration.ofNanos(System.nanoTime() - stepped));
            history.add(iteration);
            listener.onIteration(iteration);
            double gap = iteration.gap(MeanFieldConcept.NASH);
            if (gap < least) {
                least = gap;
                best = policies;
                bestGaps = gaps;
            }
            if (gap <= target) {
                status = Status.CONVERGED;
                break;
            }
            if (deadline.isOver()) {
                status = Status.TIME_LIMIT;
                break;
            }
        }
        return new MeanFieldPsroResult(status, best.stream().map(List::of).toList(), device(best), bestGaps, history);
    }

    private static CorrelationDevice device(List<MeanFieldPolicy> policies) {
        double[] ones = new double[policies.size()];
        Arrays.fill(ones, 1);
        return CorrelationDevice.certain(ones);
    }

    private static MeanFieldIteration iteration(
            int number, List<MeanFieldGap> gaps, Duration step, Duration certificate) {
        double regret = gaps.stream().mapToDouble(MeanFieldGap::nash).max().orElseThrow();
        List<Integer> counts = gaps.stream().map(_ -> 1).toList();
        return new MeanFieldIteration(
                number, counts, 0, 1, 1, 1, regret, 0, gaps, 0, null, step, Duration.ZERO, Duration.ZERO, certificate);
    }
}
