package org.aumann.solvers.ortools;

import com.google.ortools.linearsolver.MPConstraintProto;
import com.google.ortools.linearsolver.MPModelProto;
import com.google.ortools.linearsolver.MPModelRequest;
import com.google.ortools.linearsolver.MPSolutionResponse;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverResponseStatus;
import com.google.ortools.linearsolver.MPVariableProto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.aumann.core.Deadline;
import org.aumann.solvers.loop.Status;

/**
 * A sparse linear program in maximisation form, built in bulk and solved along a stated ladder.
 *
 * <p>Rows are {@code lower ≤ Σ coefficient · x ≤ upper}. The ladder is: GLOP dual simplex, GLOP primal
 * simplex, GLOP without presolve, PDLP; with more rows than variables the primal simplex comes first (CE of a
 * zero-sum game of 30 actions: 0.8 instead of 6.7 s; elsewhere it takes up to 60 instead of 0.3 s). The next rung is
 * tried only when the one before did not end optimal or infeasible, or when the caller's own check refused its
 * answer, and every rung that was tried is noted. Not safe for use by several threads.
 */
public final class LinearProgram {
    /** GLOP's own are 1e-8 and 1e-6, too coarse for an answer that is certified to 1e-9. */
    private static final String TOLERANCES = " primal_feasibility_tolerance: 1e-10 dual_feasibility_tolerance: 1e-10";

    private static final long ITERATION_FLOOR = 2_000;
    private static final long ITERATIONS_PER_ROW = 10;
    private static final Duration PREPARATION_LIMIT = Duration.ofSeconds(10);

    private final MPModelProto.Builder model = MPModelProto.newBuilder().setMaximize(true);
    private boolean isSimplexOnly;
    private boolean isAccurate;

    /** An empty program. */
    public LinearProgram() {}

    /**
     * Leaves PDLP off the ladder: it has no limit but time, which a small program that may fail should not wait for.
     *
     * @return this
     */
    public LinearProgram simplexOnly() {
        isSimplexOnly = true;
        return this;
    }

    /**
     * Asks the simplex for rows and reduced costs to 1e-10, which takes a few more pivots.
     *
     * @return this
     */
    public LinearProgram accurate() {
        isAccurate = true;
        return this;
    }

    /**
     * Loads the native library and the classes in the background, which the first program would otherwise
     * wait for: some 0.2 s. What goes wrong is told by {@link #maximise}, which goes the same way again.
     */
    public static void prepare() {
        Thread.ofPlatform().daemon().name("linear-program").start(() -> {
            try {
                new LinearProgram().maximise(Deadline.in(PREPARATION_LIMIT), x -> "");
            } catch (IllegalStateException e) {
                // NativeLibrary did not mark the library as loaded: the first program meets the same.
            }
        });
    }

    /** One way of solving. */
    private enum Rung {
        GLOP_DUAL("GLOP dual simplex", MPModelRequest.SolverType.GLOP_LINEAR_PROGRAMMING, "use_dual_simplex: true"),
        GLOP_PRIMAL("GLOP primal simplex", MPModelRequest.SolverType.GLOP_LINEAR_PROGRAMMING, ""),
        GLOP_PLAIN(
                "GLOP without presolve",
                MPModelRequest.SolverType.GLOP_LINEAR_PROGRAMMING,
                "use_dual_simplex: true use_preprocessing: false"),
        PDLP(
                "PDLP",
                MPModelRequest.SolverType.PDLP_LINEAR_PROGRAMMING,
                "termination_criteria { simple_optimality_criteria { eps_optimal_absolute: 1e-10 "
                        + "eps_optimal_relative: 1e-10 } }");

        private final String title;
        private final MPModelRequest.SolverType type;
        private final String parameters;

        Rung(String title, MPModelRequest.SolverType type, String parameters) {
            this.title = title;
            this.type = type;
            this.parameters = parameters;
        }
    }

    /** Accepts or refuses an answer that a solver calls optimal. */
    @FunctionalInterface
    public interface AnswerCheck {
        /**
         * Looks at an answer.
         *
         * @param x one value per variable
         * @return the reason for refusing it, empty if it is good
         */
        String fault(double[] x);
    }

    /**
     * Adds a variable.
     *
     * @param lower lower bound, may be −∞
     * @param upper upper bound, may be +∞
     * @param objective its objective coefficient
     * @return its number, from 0
     */
    public int addVariable(double lower, double upper, double objective) {
        model.addVariable(MPVariableProto.newBuilder()
                .setLowerBound(lower)
                .setUpperBound(upper)
                .setObjectiveCoefficient(objective));
        return model.getVariableCount() - 1;
    }

    /**
     * Adds a row.
     *
     * @param lower lower bound, may be −∞
     * @param upper upper bound, may be +∞
     * @return the row, to be filled
     */
    public Row addRow(double lower, double upper) {
        return new Row(model.addConstraintBuilder().setLowerBound(lower).setUpperBound(upper));
    }

    /** A row being filled. */
    public static final class Row {
        private final MPConstraintProto.Builder constraint;

        private Row(MPConstraintProto.Builder constraint) {
            this.constraint = constraint;
        }

        /**
         * Adds a coefficient.
         *
         * @param variable number of the variable, once per row
         * @param coefficient its coefficient
         */
        public void add(int variable, double coefficient) {
            constraint.addVarIndex(variable);
            constraint.addCoefficient(coefficient);
        }
    }

    /** The answer. Owns its arrays. */
    public static final class Answer {
        private final Status status;
        private final double[] x;
        private final double[] duals;
        private final List<String> notes;

        private Answer(Status status, double[] x, double[] duals, List<String> notes) {
            this.status = status;
            this.x = x;
            this.duals = duals;
            this.notes = List.copyOf(notes);
        }

        /**
         * How it ended.
         *
         * @return the status
         */
        public Status status() {
            return status;
        }

        /**
         * One value per variable; empty unless optimal.
         *
         * @return a copy
         */
        public double[] x() {
            return x.clone();
        }

        /**
         * One dual value per row: how much the objective grows with the row's upper bound; empty unless
         * optimal.
         *
         * @return a copy
         */
        public double[] duals() {
            return duals.clone();
        }

        /**
         * The rungs that were tried and failed.
         *
         * @return one line each
         */
        public List<String> notes() {
            return notes;
        }
    }

    /**
     * Solves the program.
     *
     * @param deadline of all rungs together; a cancellation counts between them
     * @param check refuses wrong answers
     * @return the answer
     */
    public Answer maximise(Deadline deadline, AnswerCheck check) {
        NativeLibrary.load();
        MPModelProto built = model.build();
        List<String> notes = new ArrayList<>();
        for (Rung rung : ladder()) {
            double seconds = deadline.left().toNanos() * 1e-9;
            if (rung == Rung.PDLP && isSimplexOnly) {
                break;
            }
            if (seconds <= 0) {
                notes.add("time limit reached before " + rung.title);
                break;
            }
            MPSolutionResponse response = MPSolver.solveWithProto(MPModelRequest.newBuilder()
                    .setModel(built)
                    .setSolverType(rung.type)
                    .setSolverTimeLimitSeconds(seconds)
                    .setSolverSpecificParameters(rung.parameters + iterationLimit(rung))
                    .build());
            MPSolverResponseStatus status = response.getStatus();
            if (status == MPSolverResponseStatus.MPSOLVER_INFEASIBLE && rung != Rung.PDLP) {
                return new Answer(Status.INFEASIBLE, new double[0], new double[0], notes);
            }
            String fault = "ended " + status;
            if (status == MPSolverResponseStatus.MPSOLVER_OPTIMAL) {
                double[] x = response.getVariableValueList().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                fault = check.fault(x);
                if (fault.isEmpty()) {
                    double[] duals = response.getDualValueList().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray();
                    return new Answer(Status.CONVERGED, x, duals, notes);
                }
            }
            notes.add(rung.title + ": " + fault);
        }
        return new Answer(Status.STALLED, new double[0], new double[0], notes);
    }

    private List<Rung> ladder() {
        return model.getConstraintCount() > model.getVariableCount()
                ? List.of(Rung.GLOP_PRIMAL, Rung.GLOP_DUAL, Rung.GLOP_PLAIN, Rung.PDLP)
                : List.of(Rung.values());
    }

    /** Simplex runs that cycle on a degenerate vertex must not eat the time of the next rung. */
    private String iterationLimit(Rung rung) {
        long size = (long) model.getConstraintCount() + model.getVariableCount();
        return rung == Rung.PDLP
                ? ""
                : (isAccurate ? TOLERANCES : "") + " max_number_of_iterations: "
                        + (ITERATION_FLOOR + ITERATIONS_PER_ROW * size);
    }
}
