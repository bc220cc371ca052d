package org.aumann.solvers.psro;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.equilibrium.ResponseGains;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.psro.JointPsroIteration.Assessment;
import org.jspecify.annotations.Nullable;

/** An evaluation distribution that may be the result of a run. Not safe for use by several threads. */
final class Candidate {
    /** Objectives that are this close to each other, relative to them, are equally good. */
    private static final double TIE = 1e-9;

    private final int iteration;
    private final SolveOutcome outcome;
    private final Assessment assessment;

    /** Those that the distribution is over: later growth is not part of it. */
    private final List<List<TabularPolicy>> policies = new ArrayList<>();

    private @Nullable ResponseGains certificate;

    /**
     * @param iteration from 1
     * @param assessment what the loop measured
     * @param game the policies. Copied.
     */
    Candidate(int iteration, SolveOutcome outcome, Assessment assessment, PolicyGame game) {
        this.iteration = iteration;
        this.outcome = outcome;
        this.assessment = assessment;
        List<List<TabularPolicy>> known = game.policies();
        for (int p = 0; p < known.size(); p++) {
            int count = outcome.report().sigma().index().actionCount(p);
            policies.add(List.copyOf(known.get(p).subList(0, count)));
        }
    }

    SolveOutcome outcome() {
        return outcome;
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

    /** By the reference, which shares nothing with what found the distribution; computed once. */
    ResponseGains certificate(GameTree tree, SolutionConcept target) {
        if (certificate == null) {
            certificate =
                    ExtensiveReference.gains(tree, policies, outcome.report().sigma(), target);
        }
        return certificate;
    }

    JointPsroResult result(Status status, List<JointPsroIteration> history, ResponseGains certified) {
        return new JointPsroResult(status, history, iteration, outcome.report(), policies, certified);
    }
}
