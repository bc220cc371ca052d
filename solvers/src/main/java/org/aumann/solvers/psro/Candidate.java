package org.aumann.solvers.psro;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.solvers.loop.PolicyGame;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.psro.JointPsroIteration.Assessment;

/**
 * An evaluation distribution that may be the result of a run.
 *
 * @param iteration from 1
 * @param outcome of the meta-solve
 * @param assessment what the loop measured
 * @param policies per player those that the distribution is over: later growth is not part of it
 */
public record Candidate(
        int iteration, SolveOutcome outcome, Assessment assessment, List<List<TabularPolicy>> policies) {
    /** Objectives that are this close to each other, relative to them, are equally good. */
    private static final double TIE = 1e-9;

    /** Copies the lists. */
    public Candidate {
        policies = policies.stream().map(List::copyOf).toList();
    }

    /** The distribution of an iteration, whose populations may have grown since. */
    static Candidate of(int iteration, SolveOutcome outcome, Assessment assessment, PolicyGame<TabularPolicy> game) {
        List<List<TabularPolicy>> policies = new ArrayList<>();
        for (List<TabularPolicy> own : game.policies()) {
            policies.add(own.subList(0, outcome.report().sigma().index().actionCount(policies.size())));
        }
        return new Candidate(iteration, outcome, assessment, policies);
    }

    /**
     * Whether an earlier one is the better result: the only one of the two whose gap is closed, or the one with the greater
     * objective of two that are; else the one with the smaller gap.
     *
     * @param closed an excess at or below this is closed, payoff units
     */
    boolean isWorseThan(Candidate earlier, double closed) {
        boolean isClosed = assessment.excess() <= closed;
        boolean wasClosed = earlier.assessment.excess() <= closed;
        if (isClosed && wasClosed) {
            double now = outcome.report().objective().value();
            double before = earlier.outcome.report().objective().value();
            return before > now + TIE * Math.max(Math.abs(now), Math.abs(before));
        }
        return wasClosed || (!isClosed && earlier.assessment.excess() < assessment.excess());
    }
}
