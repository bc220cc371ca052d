package org.aumann.solvers.meta.linear;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.aumann.core.Deadline;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.dual.DualProblem;
import org.aumann.solvers.meta.dual.DualSolver;
import org.aumann.solvers.meta.dual.JointColumns;
import org.aumann.solvers.meta.program.SelectionProblem;

/**
 * The linear programs of a game: of a small one over all joint actions at once, of a larger one by an entropic
 * path and {@link ColumnGeneration}.
 *
 * <p>Started from nowhere, column generation takes hundreds of rounds. So the maximum of
 * {@code tilt · objective + entropy} is followed for a growing tilt, by the {@link DualSolver}, each solve a warm
 * start of the next. The multipliers go to those of the linear program like {@code 1 / tilt}, and the joint
 * actions with the most mass are those the optimum needs: the first master is often the last (ADR 7).
 */
public final class LinearSolver {
    /** Entries of a program that is written down: beyond it the path is faster. */
    public static final long EXPLICIT_ENTRIES = 2_000_000;

    /** The first tilt: all the range of the objective against so many nats. */
    private static final double FIRST_TILT = 256;

    private static final double TILT_GROWTH = 8;

    /** Beyond it the exponentials tell apart what rounding has made different. */
    private static final double LAST_TILT = 1e11;

    /** Residual with which a stage of the path may end: the next one goes on from there. */
    private static final double PATH_TOLERANCE = 1e-3;

    /** Where there is no interior a stage may take hundreds of iterations, and what it has found will do. */
    private static final int PATH_ITERATIONS = 40;

    /** How close the bounds of the path are, relative to the range of the objective, before a master is worth it. */
    private static final double CROSSOVER = 1e-3;

    /** Rounds in a row that hardly narrow the bracket, after which the path goes on. */
    private static final int SLOW_ROUNDS = 4;

    /** The violation of a master costs this much more than all multipliers of the path together. */
    private static final double PENALTY = 10;

    /** Most time for rational arithmetic: what takes longer is left to float64. */
    private static final Duration EXACT_LIMIT = Duration.ofSeconds(5);

    /** Violations that rounding makes of none: the objective of such a distribution is a lower bound. */
    public static final double FEASIBLE = 1e-12;

    private final SolveContext context;
    private final SelectionProblem selection;
    private final List<Long> start;
    private final boolean isExplicit;

    /**
     * A solver of one selection.
     *
     * @param context the request
     * @param selection the program; its payoffs stay open as long as the solver
     * @param start joint actions that may be of use. Kept.
     * @param explicitEntries most entries of a program that is written down
     */
    public LinearSolver(SolveContext context, SelectionProblem selection, List<Long> start, long explicitEntries) {
        this.context = context;
        this.selection = selection;
        this.start = start;
        this.isExplicit = selection.game().outcomes().jointActionCount()
                <= explicitEntries / JointColumns.entryCount(selection.game(), selection.concept());
    }

    private ColumnGeneration columns(DualProblem problem, LinearForm form) {
        List<Long> known = isExplicit
                ? LongStream.range(0, selection.game().outcomes().jointActionCount())
                        .boxed()
                        .toList()
                : start;
        return new ColumnGeneration(context, problem, form, known);
    }

    private DualProblem problem() {
        return DualProblem.of(
                selection, context.backend(), Regulariser.ENTROPY, new double[selection.payoffWeights().length]);
    }

    /**
     * Maximises the objective at the problem's ε.
     *
     * @return how it ended
     */
    public LinearAnswer maximise() {
        try (DualProblem problem = problem()) {
            LinearForm form = LinearForm.greatestObjective(selection, problem);
            ColumnGeneration columns = columns(problem, form);
            if (isExplicit) {
                return explicit(columns, form, problem, ExactSelection::greatestObjective);
            }
            if (!start.isEmpty()) {
                columns.raisePenalty(PENALTY);
                Status ended = columns.closeBracket(SLOW_ROUNDS);
                if (ended != Status.STALLED) {
                    return answer(ended, columns, form, problem);
                }
            }
            double[] beta = new double[problem.rowCount()];
            for (double tilt = FIRST_TILT; ; tilt *= TILT_GROWTH) {
                problem.weights(scaled(form.weights(), tilt));
                DualSolver stage = stage(problem, beta);
                Status status = stage.solve().status();
                if (status == Status.INFEASIBLE) {
                    return answer(Status.INFEASIBLE, columns, form, problem);
                }
                if (context.deadline().isOver() && columns.support().length == 0) {
                    return lastOfPath(columns, form, problem);
                }
                beta = stage.beta();
                double ofPath = problem.objective(form.weights());
                columns.price(scaled(beta, 1 / tilt));
                columns.raisePenalty(PENALTY * Math.max(1, Arrays.stream(beta).sum() / tilt));
                boolean isLast = tilt * TILT_GROWTH > LAST_TILT;
                boolean isClose = status != Status.CONVERGED || columns.upper() - ofPath <= CROSSOVER;
                if (isLast || isClose) {
                    Status ended = columns.closeBracket(isLast ? Integer.MAX_VALUE : SLOW_ROUNDS);
                    if (isLast || ended != Status.STALLED) {
                        return answer(ended, columns, form, problem);
                    }
                }
                beta = scaled(beta, TILT_GROWTH);
            }
        }
    }

    /**
     * Finds the smallest ε for which there is an equilibrium. The objective is −ε.
     *
     * @param gainUnits what ε counts: player p may gain {@code ε · gainUnits[p]}. Not modified.
     * @return how it ended
     */
    public LinearAnswer minimiseEpsilon(double[] gainUnits) {
        try (DualProblem problem = problem()) {
            LinearForm form = LinearForm.leastEpsilon(selection, problem, gainUnits);
            ColumnGeneration columns = columns(problem, form);
            if (!form.hasDeviations()) {
                JointDistribution uniform = JointDistribution.uniform(selection.game());
                return new LinearAnswer(Status.CONVERGED, uniform, 0, 0, 0, 0, start, 0, 0, columns.notes());
            }
            if (isExplicit) {
                return explicit(
                        columns, form, problem, (program, end) -> ExactSelection.leastEpsilon(program, gainUnits, end));
            }
            DualSolver stage = stage(problem, new double[problem.rowCount()]);
            stage.solve();
            if (context.deadline().isOver()) {
                return lastOfPath(columns, form, problem);
            }
            columns.price(stage.beta());
            return answer(columns.closeBracket(Integer.MAX_VALUE), columns, form, problem);
        }
    }

    /** In float64 where that is good enough, else, if the program is small enough, in rational arithmetic. */
    private LinearAnswer explicit(
            ColumnGeneration columns,
            LinearForm form,
            DualProblem problem,
            BiFunction<SelectionProblem, Deadline, ExactSelection.Solution> exactMethod) {
        boolean canBeExact = ExactSelection.isPossible(selection);
        if (ExactSelection.isPreferred(selection)) {
            Optional<LinearAnswer> exact = exactly(columns, exactMethod);
            if (exact.isPresent()) {
                return exact.get();
            }
        }
        LinearAnswer answer = answer(columns.closeBracket(1), columns, form, problem);
        double tolerance = context.options().tolerance();
        boolean isDecided = answer.status() == Status.CONVERGED
                && answer.residual() <= tolerance
                && columns.violation() <= tolerance;
        return isDecided || !canBeExact ? answer : exactly(columns, exactMethod).orElse(answer);
    }

    /** At most half of what is left, so that float64 has its turn. */
    private Duration exactLimit() {
        Duration half = context.deadline().left().dividedBy(2);
        return half.compareTo(EXACT_LIMIT) < 0 ? half : EXACT_LIMIT;
    }

    /** Empty if there was not enough time. */
    private Optional<LinearAnswer> exactly(
            ColumnGeneration columns, BiFunction<SelectionProblem, Deadline, ExactSelection.Solution> method) {
        ExactSelection.Solution solution =
                method.apply(selection, context.deadline().within(exactLimit()));
        if (!solution.isSolved()) {
            return Optional.empty();
        }
        context.note("solved in rational arithmetic");
        boolean isFeasible = solution.program().isFeasible();
        JointDistribution sigma = isFeasible
                ? JointDistribution.of(
                        selection.game().outcomes(),
                        normalised(solution.program().x()))
                : JointDistribution.uniform(selection.game());
        double value = isFeasible ? solution.value() : Double.NaN;
        return Optional.of(new LinearAnswer(
                isFeasible ? Status.CONVERGED : Status.INFEASIBLE,
                sigma,
                value,
                value,
                value,
                0,
                columns.known(),
                1,
                1,
                columns.notes()));
    }

    private static double[] normalised(double[] x) {
        double sum = Arrays.stream(x).sum();
        return Arrays.stream(x).map(probability -> probability / sum).toArray();
    }

    private DualSolver stage(DualProblem problem, double[] beta) {
        SolveOptions options = context.options().withTolerance(PATH_TOLERANCE).withIterationLimit(PATH_ITERATIONS);
        return new DualSolver(problem, beta, options, context.listener());
    }

    /** What time left of the path: a distribution that is nearly within ε. */
    private LinearAnswer lastOfPath(ColumnGeneration columns, LinearForm form, DualProblem problem) {
        double value = problem.objective(form.weights()) * form.range();
        return new LinearAnswer(
                Status.TIME_LIMIT,
                JointDistribution.over(
                        selection.game().outcomes(), problem.sigma().take()),
                value,
                Double.NEGATIVE_INFINITY,
                columns.upper() * form.range(),
                Double.POSITIVE_INFINITY,
                columns.known(),
                columns.rounds(),
                problem.evaluations(),
                columns.notes());
    }

    private LinearAnswer answer(Status status, ColumnGeneration columns, LinearForm form, DualProblem problem) {
        return new LinearAnswer(
                status,
                sigma(columns),
                columns.lower() * form.range(),
                columns.violation() <= FEASIBLE ? columns.lower() * form.range() : Double.NEGATIVE_INFINITY,
                columns.upper() * form.range(),
                columns.upper() - columns.lower(),
                columns.known(),
                columns.rounds(),
                problem.evaluations(),
                columns.notes());
    }

    private JointDistribution sigma(ColumnGeneration columns) {
        JointActionIndex index = selection.game().outcomes();
        long[] support = columns.support();
        if (support.length == 0) {
            return JointDistribution.uniform(selection.game());
        }
        MemorySegment segment = JointDistribution.memory(index);
        for (int k = 0; k < support.length; k++) {
            segment.setAtIndex(ValueLayout.JAVA_DOUBLE, support[k], columns.probabilities()[k]);
        }
        return JointDistribution.over(index, segment);
    }

    private static double[] scaled(double[] x, double factor) {
        return Arrays.stream(x).map(e -> factor * e).toArray();
    }
}
