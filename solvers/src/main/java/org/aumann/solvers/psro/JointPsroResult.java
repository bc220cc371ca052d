package org.aumann.solvers.psro;

import java.util.List;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.solvers.meta.SolveReport;

/**
 * How a run ended.
 *
 * @param status why it ended
 * @param history one entry an iteration, at least one
 * @param evaluation the last evaluation distribution with its certificate in the meta-game
 * @param policies per player the policies its axes stand for
 */
public record JointPsroResult(
        Status status, List<JointPsroIteration> history, SolveReport evaluation, List<List<TabularPolicy>> policies) {
    /** Why a run ended. */
    public enum Status {
        /** The gap of the full game is closed and nothing novel was found for long enough. */
        CONVERGED("converged"),
        /** The last allowed iteration was done. */
        ITERATION_LIMIT("iteration_limit"),
        /** Time ran out. */
        TIME_LIMIT("time_limit"),
        /** A meta-solve did not end optimal. */
        SOLVER_FAILURE("solver_failure");

        private final String id;

        Status(String id) {
            this.id = id;
        }

        /**
         * The word used in JSON.
         *
         * @return a lower-case word
         */
        public String id() {
            return id;
        }
    }

    /** Copies the lists. */
    public JointPsroResult {
        history = List.copyOf(history);
        policies = policies.stream().map(List::copyOf).toList();
    }

    /**
     * The last iteration.
     *
     * @return its report
     */
    public JointPsroIteration last() {
        return history.getLast();
    }
}
