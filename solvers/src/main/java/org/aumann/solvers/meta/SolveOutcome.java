package org.aumann.solvers.meta;

/**
 * How a solve ended. Not finding an equilibrium is a value with residuals, not an exception: every case
 * carries the best distribution so far and its certificate.
 */
public sealed interface SolveOutcome {
    /**
     * What the solve left behind.
     *
     * @return the report
     */
    SolveReport report();

    /**
     * The status word used in JSON.
     *
     * @return a lower-case word
     */
    default String status() {
        return switch (this) {
            case Optimal optimal -> "optimal";
            case Infeasible infeasible -> "infeasible";
            case IterationLimit limit -> "iteration_limit";
            case TimeLimit limit -> "time_limit";
            case NumericalFailure failure -> "numerical_failure";
        };
    }

    /**
     * The optimum within the tolerance.
     *
     * @param report what the solve left behind
     */
    record Optimal(SolveReport report) implements SolveOutcome {}

    /**
     * No distribution satisfies the asked ε; the report holds one with the smallest ε there is.
     *
     * @param report what the solve left behind
     */
    record Infeasible(SolveReport report) implements SolveOutcome {}

    /**
     * Iterations ran out first.
     *
     * @param report what the solve left behind
     * @param residual largest violation of the optimality conditions, relative to the units of the gains
     */
    record IterationLimit(SolveReport report, double residual) implements SolveOutcome {}

    /**
     * Time ran out first.
     *
     * @param report what the solve left behind
     * @param residual largest violation of the optimality conditions, relative to the units of the gains
     */
    record TimeLimit(SolveReport report, double residual) implements SolveOutcome {}

    /**
     * The solver could make no further progress.
     *
     * @param report what the solve left behind
     * @param residual largest violation of the optimality conditions, relative to the units of the gains
     */
    record NumericalFailure(SolveReport report, double residual) implements SolveOutcome {}
}
