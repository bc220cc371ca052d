package org.aumann.solvers.psro;

import java.util.List;
import org.aumann.core.equilibrium.ResponseGains;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.SolveReport;

/**
 * How a run ended, and its best evaluation distribution: the last one whose measured gap is closed or, if none is, the one
 * with the least.
 *
 * @param status why it ended
 * @param history one entry an iteration, at least one
 * @param iteration the iteration of the distribution, from 1
 * @param evaluation the distribution with its certificate in the meta-game
 * @param policies per player the policies its axes stand for
 * @param certificate what the distribution is worth and what the players could gain in the full game, by the reference
 */
public record JointPsroResult(
        Status status,
        List<JointPsroIteration> history,
        int iteration,
        SolveReport evaluation,
        List<List<TabularPolicy>> policies,
        ResponseGains certificate) {
    /** Copies the lists. */
    public JointPsroResult {
        history = List.copyOf(history);
        policies = policies.stream().map(List::copyOf).toList();
    }

    /**
     * The iteration of the distribution.
     *
     * @return its report
     */
    public JointPsroIteration best() {
        return history.get(iteration - 1);
    }
}
