package org.aumann.solvers.psro;

import java.util.List;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.solvers.loop.Population;
import org.aumann.solvers.meta.Multipliers;

/**
 * A Joint PSRO run between two iterations: all that the next ones depend on, besides the game and the options.
 *
 * @param history the iterations so far
 * @param populations per player
 * @param train multipliers of the last training solve
 * @param eval multipliers of the last evaluation solve
 * @param exploration what was reached at a closed gap
 * @param best the best distribution so far
 */
public record JointPsroSnapshot(
        List<JointPsroIteration> history,
        List<Population<TabularPolicy>> populations,
        Multipliers train,
        Multipliers eval,
        ExplorationState exploration,
        Candidate best) {
    /** Copies the lists. */
    public JointPsroSnapshot {
        history = List.copyOf(history);
        populations = populations.stream().map(Population::copy).toList();
    }
}
