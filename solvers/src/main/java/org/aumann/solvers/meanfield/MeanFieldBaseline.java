package org.aumann.solvers.meanfield;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.Deadline;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Stopwatch;

/**
 * A learner of a Nash equilibrium, run and measured as mean-field PSRO is: its result is the mediator that always draws its
 * current policy.
 */
public final class MeanFieldBaseline extends MeanFieldLoop {
    private final MeanFieldLearner learner;

    /**
     * A run.
     *
     * @param learner not yet run
     * @param limits when it ends; its tolerance is relative to {@link org.aumann.core.meanfield.MeanFieldSweeps#unit}
     * @param listener hears of every iteration
     */
    public MeanFieldBaseline(MeanFieldLearner learner, LoopLimits limits, LoopListener<MeanFieldIteration> listener) {
        super(learner.policies().getFirst().model(), MeanFieldConcept.NASH, limits, List.of(), null, listener);
        this.learner = learner;
    }

    @Override
    protected MeanFieldIteration iterate(int number, Deadline deadline) {
        Stopwatch watch = new Stopwatch();
        learner.step();
        Duration step = watch.lap();
        List<MeanFieldPolicy> policies = learner.policies();
        CertifiedMediator mediator =
                CertifiedMediator.of(policies.stream().map(List::of).toList(), always(policies.size()));
        Duration certified = watch.lap();
        double regret = keep(mediator);
        List<Integer> counts = policies.stream().map(_ -> 1).toList();
        return new MeanFieldIteration(
                number,
                counts,
                0,
                1,
                1,
                1,
                regret,
                0,
                mediator.gaps(),
                0,
                null,
                step,
                Duration.ZERO,
                Duration.ZERO,
                certified);
    }

    private static Mediator always(int populations) {
        double[] ones = new double[populations];
        Arrays.fill(ones, 1);
        return Mediator.certain(ones);
    }

    @Override
    public void close() {}
}
