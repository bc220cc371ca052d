package org.aumann.solvers.meanfield;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.aumann.core.Deadline;
import org.aumann.core.distribution.SimplexProjection;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meanfield.MinimaxProblem.Group;
import org.aumann.solvers.meanfield.MinimaxProblem.Point;
import org.aumann.solvers.meanfield.MinimaxProblem.Slopes;
import org.aumann.solvers.ortools.LinearProgram;

/**
 * Sequential linear programming with a trust radius, for a {@link MinimaxProblem}.
 *
 * <p>A linear program over steps of at most the radius minimises what the slopes foresee,
 *
 * <pre>{@code
 * f + ∇f δ + Σ_groups weight · z_group,   g_d + ∇g_d δ ≤ z_group,   least ≤ z_group,   |δ| ≤ radius,   x + δ on the simplices
 * }</pre>
 *
 * <p>and with secants in place of the slope of {@code x log x}; the radius grows where F falls as foreseen and shrinks where
 * it does not. Where the greatest terms pin the minimum down it converges like Newton's method, elsewhere linearly. Terms
 * that cannot become the greatest within the radius are left out.
 */
final class SimplexDescent {
    /** Part of the foreseen decrease that a step must have. */
    private static final double LEAST_SUCCESS = 0.05;

    private static final double GOOD_SUCCESS = 0.7;

    /** The least z, in units of F, where F goes to 0: as far below as it is above. */
    private static final double BELOW_ZERO = -1;

    /** Where secants end, in radii. */
    private static final double[] SECANTS = {-1, -1.0 / 4, -1.0 / 16, -1.0 / 64, 0, 1.0 / 64, 1.0 / 16, 1.0 / 4, 1};

    /** By how much a term must stay below the greatest to be left out, relative to the greatest change. */
    private static final double CERTAINTY = 1e-6;

    /** Secants shorter than this, in radii, join the next. */
    private static final double LEAST_SECANT = 1e-6;

    /** Nothing is foreseen for certain only below this radius, where secants are close to the function. */
    private static final double SETTLED_RADIUS = 1e-3;

    /**
     * When to stop.
     *
     * @param value an F that is small enough; −∞ if none is. From 0 on, programs count in units of F, which goes to 0
     * @param firstRadius of the first program
     * @param slope a foreseen decrease, relative to the radius, that is small enough
     * @param radius the least
     * @param steps most programs
     * @param failures programs in a row that may have no answer, at least 1; a smaller radius often helps
     * @param negligible slopes relative to the greatest, and intervals in radii, that count as 0: simplex codes fail on many
     * @param program most time of a program
     */
    record Limits(
            double value,
            double firstRadius,
            double slope,
            double radius,
            int steps,
            int failures,
            double negligible,
            Duration program) {}

    private final MinimaxProblem problem;
    private final Limits limits;
    private final Deadline deadline;
    private final int[] blocks;
    private final boolean isTowardsZero;
    private double[] x;
    private Point point;
    private double value;
    private double slope = Double.POSITIVE_INFINITY;
    private int steps;

    /**
     * @param start a point on the simplices. Not modified.
     * @param deadline when to stop
     */
    SimplexDescent(MinimaxProblem problem, double[] start, Limits limits, Deadline deadline) {
        this.problem = problem;
        this.limits = limits;
        this.deadline = deadline;
        this.blocks = problem.blocks();
        this.isTowardsZero = limits.value() >= 0;
        this.x = start;
        this.point = problem.at(start);
        this.value = MinimaxProblem.value(problem, point);
    }

    double[] x() {
        return x;
    }

    double value() {
        return value;
    }

    /** What the last program foresaw, relative to the radius: how far from stationary the point is. */
    double slope() {
        return slope;
    }

    /** Programs so far. */
    int steps() {
        return steps;
    }

    Status descend() {
        double radius = limits.firstRadius();
        int failures = 0;
        Slopes slopes = point.slopes();
        while (value > limits.value()) {
            if (steps == limits.steps()) {
                return Status.ITERATION_LIMIT;
            }
            if (radius <= limits.radius()) {
                return Status.STALLED;
            }
            Step step = new Step(slopes, radius);
            double[] move = step.solve();
            steps++;
            if (deadline.isOver()) {
                return Status.TIME_LIMIT;
            }
            if (move.length == 0) {
                if (++failures == limits.failures()) {
                    return Status.STALLED;
                }
                radius /= 4;
                continue;
            }
            failures = 0;
            double foreseen = step.foreseen(move);
            slope = Math.max(0, foreseen) / radius;
            if (slope <= limits.slope()) {
                if (radius <= SETTLED_RADIUS) {
                    return Status.CONVERGED;
                }
                radius /= 16;
                continue;
            }
            double[] trial = new double[x.length];
            for (int v = 0; v < trial.length; v++) {
                trial[v] = x[v] + radius * move[v];
            }
            project(trial);
            Point trialPoint = problem.at(trial);
            double actual = value - MinimaxProblem.value(problem, trialPoint);
            if (!(actual >= LEAST_SUCCESS * foreseen) || !(actual > 0)) {
                radius /= 4;
                continue;
            }
            radius *= actual >= GOOD_SUCCESS * foreseen ? 2 : 1;
            radius = isTowardsZero ? radius : Math.min(1, radius);
            x = trial;
            point = trialPoint;
            value = MinimaxProblem.value(problem, point);
            if (value > limits.value()) {
                slopes = point.slopes();
            }
        }
        return Status.CONVERGED;
    }

    private void project(double[] trial) {
        for (int b = 0; b + 1 < blocks.length; b++) {
            SimplexProjection.project(trial, blocks[b], blocks[b + 1] - blocks[b], problem.floor(blocks[b]));
        }
    }

    /** One linear program: δ in units of the radius; z in units of F, or less its value now in a unit of its own. */
    private final class Step {
        private final Slopes slopes;
        private final double radius;
        private final double steepness;
        private final double unit;

        /** Of the groups, in units. */
        private double base;

        private final double scale;
        private final List<Double> costs = new ArrayList<>();
        private final LinearProgram program;

        /** By variable: the bounds of δ. */
        private final double[] least;

        private final double[] greatest;

        Step(Slopes slopes, double radius) {
            this.slopes = slopes;
            this.radius = radius;
            LinearProgram empty = new LinearProgram();
            this.program = limits.failures() > 1 ? empty.simplexOnly() : empty;
            this.steepness = slopes.steepness();
            this.unit = isTowardsZero ? value : radius * (steepness > 0 ? steepness : 1);
            this.scale = radius / unit;
            this.least = new double[x.length];
            this.greatest = new double[x.length];
            for (int v = 0; v < x.length; v++) {
                double down = Math.max(-1, (problem.floor(v) - x[v]) / radius);
                double up = Math.min(1, (1 - x[v]) / radius);
                least[v] = down < -limits.negligible() ? down : 0;
                greatest[v] = up > limits.negligible() ? up : 0;
            }
        }

        double[] solve() {
            for (int v = 0; v < x.length; v++) {
                boolean isNegligible = Math.abs(slopes.smooth(v)) <= limits.negligible() * steepness;
                add(least[v], greatest[v], isNegligible ? 0 : scale * slopes.smooth(v));
            }
            for (int b = 0; b + 1 < blocks.length; b++) {
                LinearProgram.Row sum = program.addRow(0, 0);
                for (int v = blocks[b]; v < blocks[b + 1]; v++) {
                    sum.add(v, 1);
                }
            }
            problem.groups().forEach(this::addGroup);
            for (int v = 0; v < x.length; v++) {
                if (slopes.entropyWeight(v) > limits.negligible()) {
                    addSecants(v);
                }
            }
            LinearProgram.Answer answer = program.maximise(deadline.within(limits.program()), _ -> "");
            return answer.status() == Status.CONVERGED ? answer.x() : new double[0];
        }

        private int add(double lower, double upper, double cost) {
            costs.add(cost);
            return program.addVariable(lower, upper, -cost);
        }

        private void addGroup(Group group) {
            double[] terms = point.terms();
            double now = isTowardsZero ? 0 : group.value(terms);
            double floor = (group.least() - now) / unit;
            if (isTowardsZero) {
                floor = Math.max(floor, BELOW_ZERO);
                base += group.weight() * group.value(terms) / unit;
            }
            double certain = floor;
            for (int d = group.terms(); d < group.termEnd() && limits.negligible() > 0; d++) {
                certain = Math.max(certain, (terms[d] - now) / unit + extreme(slopes.term(d), -1));
            }
            int z = add(floor, Double.POSITIVE_INFINITY, group.weight());
            for (int d = group.terms(); d < group.termEnd(); d++) {
                double below = (now - terms[d]) / unit;
                if (limits.negligible() > 0
                        && extreme(slopes.term(d), 1) - below < certain - CERTAINTY * Math.max(1, Math.abs(certain))) {
                    continue;
                }
                LinearProgram.Row row = program.addRow(Double.NEGATIVE_INFINITY, below);
                for (int v = 0; v < x.length; v++) {
                    if (Math.abs(slopes.term(d)[v]) > limits.negligible() * steepness) {
                        row.add(v, scale * slopes.term(d)[v]);
                    }
                }
                row.add(z, -1);
            }
        }

        /** The greatest (sign 1) or least (−1) change of a term within the bounds of the variables. */
        private double extreme(double[] term, int sign) {
            double sum = 0;
            for (int v = 0; v < x.length; v++) {
                sum += scale * sign * Math.max(sign * term[v] * least[v], sign * term[v] * greatest[v]);
            }
            return sum;
        }

        /** {@code δ_v = least + Σ parts}: cheaper parts are filled first, since the function is convex. */
        private void addSecants(int v) {
            double lowest = least[v];
            double highest = greatest[v];
            double[] ends = DoubleStream.concat(
                            DoubleStream.of(SECANTS),
                            DoubleStream.of(lowest, lowest / 2, highest, 16 * x[v] / radius, x[v] / radius))
                    .filter(end -> end >= lowest && end <= highest)
                    .sorted()
                    .toArray();
            LinearProgram.Row row = program.addRow(lowest, lowest);
            row.add(v, 1);
            double from = lowest;
            for (int e = 1; e < ends.length; e++) {
                double to = e + 1 == ends.length ? highest : ends[e];
                double width = to - from;
                if (width > LEAST_SECANT) {
                    double rise = entropy(x[v] + radius * to) - entropy(x[v] + radius * from);
                    row.add(add(0, width, slopes.entropyWeight(v) * rise / (width * unit)), -1);
                    from = to;
                }
            }
        }

        /** How much F falls with a step if the slopes do not lie. */
        double foreseen(double[] move) {
            double change = -base;
            for (int v = 0; v < move.length; v++) {
                change += costs.get(v) * move[v];
            }
            for (int v = 0; v < x.length; v++) { // the parts count from the lower bound
                if (slopes.entropyWeight(v) > limits.negligible()) {
                    change += slopes.entropyWeight(v) * (entropy(x[v] + radius * least[v]) - entropy(x[v])) / unit;
                }
            }
            return -change * unit;
        }
    }

    /** {@code x log x}. */
    static double entropy(double x) {
        return x > 0 ? x * Math.log(x) : 0;
    }
}
