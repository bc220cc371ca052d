package org.aumann.solvers.stochastic;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StochasticModel;
import org.jspecify.annotations.Nullable;

/**
 * The path of logit equilibria ({@link QuantalSystem}) from a prior on.
 *
 * <p>It is followed by its arc, measured in probabilities, values and t, so that it may turn back in t: predictions along the tangent,
 * corrections by Newton's method in the plane across it (Allgower and Georg 1990).
 */
final class LogitPath {
    /** Where precision is such that no more can be learned from the path. */
    private static final double LAST = 14;

    private static final double FIRST_STEP = 0.5;
    private static final double LONGEST_STEP = 3;
    private static final double SHORTEST_STEP = 1e-8;
    private static final int CORRECTIONS = 6;

    /** Error of the equations at which the path has been reached. */
    private static final double CORRECTED = 1e-4;

    private static final double LEAST_COSINE = 0.8;

    /** Error beyond which a prediction is given up. */
    private static final double LOST = 1e3;

    private static final int POLISHES = 15;

    /** Error of the equations at which an end point is worth a certificate. */
    private static final double POLISHED = 1e-12;

    private final StrategyLayout layout;
    private final double[] unit;
    private final QuantalSystem system;
    private Point point;
    private double length = FIRST_STEP;
    private boolean isStuck;
    private long newtonSteps;

    /** A point of the path and the direction in which it goes on. */
    private static final class Point {
        final double[] logarithms;
        final double[][] values;
        final double t;
        final QuantalSystem.@Nullable Direction ahead;
        final double aheadT;

        Point(
                double[] logarithms,
                double[][] values,
                double t,
                QuantalSystem.@Nullable Direction ahead,
                double aheadT) {
            this.logarithms = logarithms;
            this.values = values;
            this.t = t;
            this.ahead = ahead;
            this.aheadT = aheadT;
        }
    }

    /**
     * The beginning of a path.
     *
     * @param prior strategies to begin with, all positive. Not modified.
     */
    LogitPath(StochasticModel model, double[] prior) {
        this.layout = new StrategyLayout(model);
        this.unit = units(model);
        double[] logarithms = Arrays.stream(prior).map(Math::log).toArray();
        this.system = new QuantalSystem(model, layout, unit, logarithms);
        StationaryCertificate start = StationaryCertificate.of(layout.product(prior));
        double[][] values = new double[model.playerCount()][];
        Arrays.setAll(values, start::values);
        this.point = new Point(logarithms, values, 0, null, 1);
    }

    /** What payoffs of every player are divided by: the range of his rewards. */
    static double[] units(StochasticModel model) {
        return IntStream.range(0, model.playerCount())
                .mapToDouble(p -> model.rewardRange(p) > 0 ? model.rewardRange(p) : 1)
                .toArray();
    }

    /** How far the path has come: {@code log(1 + λ)} of the precision λ. */
    double t() {
        return point.t;
    }

    /** Whether there is nothing more to be learned from the path. */
    boolean isAtEnd() {
        return isStuck || point.t >= LAST;
    }

    /** Newton's steps so far. */
    long newtonSteps() {
        return newtonSteps;
    }

    /** Where the path has come to. */
    StationaryPlay play() {
        return new StationaryPlay(Arrays.stream(point.logarithms).map(Math::exp).toArray(), point.values);
    }

    /** Finds the direction of the path at a point, on from the one before. */
    private Point directed(Point at, QuantalSystem.@Nullable Direction before, double beforeT) {
        system.evaluate(at.logarithms, at.values, at.t);
        QuantalSystem.Direction[] directions = solve();
        if (directions.length == 0) {
            return new Point(at.logarithms, at.values, at.t, null, 1);
        }
        return directed(at, directions[1], before, beforeT);
    }

    private Point directed(
            Point at, QuantalSystem.Direction tangent, QuantalSystem.@Nullable Direction before, double beforeT) {
        double norm = Math.sqrt(product(at, tangent, tangent) + 1);
        double sign = before == null || product(at, tangent, before) + beforeT >= 0 ? 1 : -1;
        return new Point(at.logarithms, at.values, at.t, scaled(tangent, sign / norm), sign / norm);
    }

    private QuantalSystem.Direction[] solve() {
        newtonSteps++;
        return system.solve();
    }

    private static QuantalSystem.Direction scaled(QuantalSystem.Direction direction, double factor) {
        return new QuantalSystem.Direction(
                Arrays.stream(direction.variables).map(d -> factor * d).toArray(),
                Arrays.stream(direction.values)
                        .map(row -> Arrays.stream(row).map(d -> factor * d).toArray())
                        .toArray(double[][]::new));
    }

    /** The product that lengths are measured by: in probabilities, and in values relative to their units. */
    private double product(Point at, QuantalSystem.Direction a, QuantalSystem.Direction b) {
        double sum = 0;
        for (int i = 0; i < a.variables.length; i++) {
            double x = Math.exp(at.logarithms[i]);
            sum += x * a.variables[i] * x * b.variables[i];
        }
        for (int p = 0; p < unit.length; p++) {
            for (int s : layout.states()) {
                sum += a.values[p][s] / unit[p] * (b.values[p][s] / unit[p]);
            }
        }
        return sum / layout.states().length;
    }

    /** One step along the path, as long as corrections find back to it. */
    void advance() {
        Point from = point.ahead == null ? directed(point, null, 1) : point;
        QuantalSystem.Direction ahead = from.ahead;
        isStuck = ahead == null;
        while (ahead != null) {
            Point predicted = moved(from, ahead, from.aheadT, length);
            int corrections = correct(from, ahead, predicted);
            if (corrections >= 0) {
                length = corrections <= 2 ? Math.min(LONGEST_STEP, 2 * length) : length;
                return;
            }
            length /= corrections == -2 ? 8 : 3;
            if (length < SHORTEST_STEP) {
                isStuck = true;
                return;
            }
        }
    }

    private static Point moved(Point from, QuantalSystem.Direction direction, double directionT, double length) {
        double[] logarithms = new double[from.logarithms.length];
        for (int i = 0; i < logarithms.length; i++) {
            logarithms[i] = Math.min(1, from.logarithms[i] + length * direction.variables[i]);
        }
        double[][] values = new double[from.values.length][from.values[0].length];
        for (int p = 0; p < values.length; p++) {
            for (int s = 0; s < values[p].length; s++) {
                values[p][s] = from.values[p][s] + length * direction.values[p][s];
            }
        }
        return new Point(logarithms, values, Math.max(0, from.t + length * directionT), null, 1);
    }

    /** Newton's method in the plane across the path; the number of its steps, below 0 if it does not find back. */
    private int correct(Point from, QuantalSystem.Direction ahead, Point predicted) {
        Point at = predicted;
        QuantalSystem.Direction tangent = null;
        double before = Double.POSITIVE_INFINITY;
        for (int correction = 0; correction <= CORRECTIONS; correction++) {
            system.evaluate(at.logarithms, at.values, at.t);
            double residual = system.residual();
            if (residual <= CORRECTED) {
                Point next =
                        tangent == null ? directed(at, ahead, from.aheadT) : directed(at, tangent, ahead, from.aheadT);
                if (next.ahead == null || cosine(at, ahead, from.aheadT, next) < LEAST_COSINE) {
                    return -1;
                }
                point = next;
                return correction;
            }
            if (!(residual < LOST) || (correction > 1 && residual > 2 * before)) {
                return correction <= 1 ? -2 : -1;
            }
            before = residual;
            QuantalSystem.Direction[] directions = solve();
            if (directions.length == 0) {
                return -1;
            }
            tangent = directions[1];
            double along = product(from, tangent, ahead) + from.aheadT;
            double dt = -product(from, directions[0], ahead) / along;
            QuantalSystem.Direction step = sum(directions[0], tangent, dt);
            at = moved(at, step, dt, 1);
        }
        return -1;
    }

    /** Of the angle between the directions at two points: where it is wide, the path may have been lost. */
    private double cosine(Point at, QuantalSystem.Direction before, double beforeT, Point next) {
        QuantalSystem.Direction after = Objects.requireNonNull(next.ahead);
        double lengths = Math.sqrt((product(at, before, before) + beforeT * beforeT)
                * (product(at, after, after) + next.aheadT * next.aheadT));
        return (product(at, before, after) + beforeT * next.aheadT) / lengths;
    }

    private static QuantalSystem.Direction sum(
            QuantalSystem.Direction first, QuantalSystem.Direction second, double factor) {
        QuantalSystem.Direction sum = scaled(second, factor);
        for (int i = 0; i < sum.variables.length; i++) {
            sum.variables[i] += first.variables[i];
        }
        for (int p = 0; p < sum.values.length; p++) {
            for (int s = 0; s < sum.values[p].length; s++) {
                sum.values[p][s] += first.values[p][s];
            }
        }
        return sum;
    }

    /**
     * Tries to solve for the equilibrium that is near by Newton's method on primal-dual active sets.
     *
     * @param near where to begin. Not modified.
     * @return an equilibrium up to rounding; empty if steps do not lead to one
     */
    Optional<StationaryPlay> polished(StationaryPlay near) {
        StationaryPlay play = near.copy();
        for (int k = 0; k < POLISHES; k++) {
            system.polish(play.strategies(), play.values());
            double residual = system.residual();
            if (residual <= POLISHED) {
                return Optional.of(play);
            }
            QuantalSystem.Direction[] directions = residual < LOST ? solve() : new QuantalSystem.Direction[0];
            if (directions.length == 0) {
                return Optional.empty();
            }
            play.add(directions[0]);
        }
        return Optional.empty();
    }
}
