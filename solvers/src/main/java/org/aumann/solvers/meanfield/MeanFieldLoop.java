package org.aumann.solvers.meanfield;

import java.util.List;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.aumann.solvers.loop.Loop;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.jspecify.annotations.Nullable;

/** A loop whose iterations end with a certified mediator, and whose result is that with the least gap. */
abstract class MeanFieldLoop extends Loop<MeanFieldIteration, MeanFieldPsroResult> {
    private final MeanFieldConcept concept;
    private final double unit;
    private @Nullable CertifiedMediator best;
    private double lastGap = Double.POSITIVE_INFINITY;

    /**
     * @param best of the iterations before; null for a new run
     */
    MeanFieldLoop(
            MeanFieldModel model,
            MeanFieldConcept concept,
            LoopLimits limits,
            List<MeanFieldIteration> history,
            @Nullable CertifiedMediator best,
            LoopListener<MeanFieldIteration> listener) {
        super(limits, history, listener);
        this.concept = concept;
        this.unit = MeanFieldSweeps.unit(model);
        this.best = best;
    }

    /** What tolerances are relative to, reward units. */
    final double unit() {
        return unit;
    }

    /** Keeps the mediator of an iteration if it is the best; returns its gap. */
    final double keep(CertifiedMediator mediator) {
        lastGap = mediator.gap(concept);
        if (best == null || lastGap < best.gap(concept)) {
            best = mediator;
        }
        return lastGap;
    }

    final CertifiedMediator best() {
        if (best == null) {
            throw new IllegalStateException("a run has no result before its first iteration");
        }
        return best;
    }

    @Override
    protected @Nullable Status reached() {
        return lastGap <= limits().tolerance() * unit ? Status.CONVERGED : null;
    }

    @Override
    public final MeanFieldPsroResult result(Status status) {
        CertifiedMediator found = best();
        return new MeanFieldPsroResult(status, found.policies(), found.mediator(), found.gaps(), history());
    }
}
