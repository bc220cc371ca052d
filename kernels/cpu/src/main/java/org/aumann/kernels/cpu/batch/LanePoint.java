package org.aumann.kernels.cpu.batch;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;
import static org.aumann.kernels.cpu.batch.LaneGames.load;
import static org.aumann.kernels.cpu.batch.LaneGames.store;
import static org.aumann.kernels.cpu.batch.ProximalMethod.PROXIMITY;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.aumann.kernels.host.ProgramShape;

/**
 * Where {@link ProximalMethod} is, in as many programs as a vector has lanes, with the same names: {@code [item][lane]}. Lanes do not see
 * each other.
 */
final class LanePoint {
    private final int columns;
    private final int rows;
    private final int incentives;
    private final boolean hasLevel;
    private final int[] columnStarts;
    private final int[] entryRows;
    private final int[] entryColumns;
    private final int[] rowStarts;
    private final int[] rowEntries;
    private final LaneCholesky cholesky;
    private double curvature;

    private final double[] x;
    private final double[] costs;
    private final double[] limits;
    private final double[] offset = new double[LANES];
    private final double[] unit = new double[LANES];

    private final double[] sigma;
    private final double[] reduced;
    private final double[] slack;
    private final double[] multipliers;
    private final double[] y = new double[LANES];
    private final double[] level = new double[LANES];

    private final double[] sums;
    private final double[] pull;
    private final double[] total = new double[LANES];
    private final double[] weight = new double[LANES];
    private final double[] residual = new double[LANES];
    private final double[] bound = new double[LANES];

    private final double[] stiffness;
    private final double[] columnAim;
    private final double[] rowAim;
    private final double[] columnResidual;
    private final double[] rowResidual;
    private final double[] rooms;
    private final double[] direction;
    private final double[] reducedDirection;
    private final double[] slackDirection;
    private final double[] multiplierDirection;
    private final double[] yDirection = new double[LANES];
    private final double[] zeros = new double[LANES];
    private final double[] primal = new double[LANES];
    private final double[] dual = new double[LANES];

    LanePoint(ProgramShape shape) {
        this.columns = shape.columnCount();
        this.rows = shape.rowCount();
        this.incentives = shape.incentiveRowCount();
        this.hasLevel = shape.hasLevel();
        this.columnStarts = shape.columnStarts();
        this.entryRows = shape.entryRows();
        this.entryColumns = shape.entryColumns();
        this.rowStarts = shape.rowStarts();
        this.rowEntries = shape.rowEntries();
        this.cholesky = new LaneCholesky(hasLevel ? columns + 1 : columns);
        this.x = new double[shape.entryCount() * LANES];
        this.costs = new double[columns * LANES];
        this.limits = new double[rows * LANES];
        this.sigma = new double[columns * LANES];
        this.reduced = new double[columns * LANES];
        this.slack = new double[rows * LANES];
        this.multipliers = new double[rows * LANES];
        this.sums = new double[rows * LANES];
        this.pull = new double[columns * LANES];
        this.stiffness = new double[rows * LANES];
        this.columnAim = new double[columns * LANES];
        this.rowAim = new double[rows * LANES];
        this.columnResidual = new double[columns * LANES];
        this.rowResidual = new double[rows * LANES];
        this.rooms = new double[rows * LANES];
        this.direction = new double[cholesky.padded() * LANES];
        this.reducedDirection = new double[columns * LANES];
        this.slackDirection = new double[rows * LANES];
        this.multiplierDirection = new double[rows * LANES];
        for (double[] positive : new double[][] {sigma, reduced, slack, multipliers}) {
            Arrays.fill(positive, 1);
        }
    }

    /** Puts what is asked into a lane. */
    void set(Program program, int lane) {
        put(program.entries, x, lane);
        put(program.costs, costs, lane);
        put(program.limits, limits, lane);
        curvature = program.curvature; // all programs of a batch have the same
        offset[lane] = program.offset;
        unit[lane] = program.unit;
    }

    private static void put(double[] from, double[] to, int lane) {
        for (int k = 0; k < from.length; k++) {
            to[k * LANES + lane] = from[k];
        }
    }

    private static void get(double[] from, double[] to, int lane) {
        for (int k = 0; k < to.length; k++) {
            to[k] = from[k * LANES + lane];
        }
    }

    /** Puts σ and multipliers of an earlier solve into a lane, with the y that σ tells. */
    void setGiven(Program program, int lane) {
        put(program.sigma, sigma, lane);
        put(program.multipliers, multipliers, lane);
        y[lane] = 0;
        for (int a = 0; a < columns; a++) {
            double of = program.costs[a] - curvature * program.sigma[a];
            for (int e = columnStarts[a]; e < columnStarts[a + 1]; e++) {
                of -= program.entries[e] * program.multipliers[entryRows[e]];
            }
            y[lane] += program.sigma[a] * of;
        }
    }

    /** Puts σ and multipliers to start from into a lane. */
    void setStart(int lane) {
        for (int a = 0; a < columns; a++) {
            sigma[a * LANES + lane] = 1.0 / columns;
        }
        for (int i = 0; i < rows; i++) {
            multipliers[i * LANES + lane] = i < incentives ? ProximalMethod.START : 1.0 / (rows - incentives);
        }
    }

    /** Makes the rest of a point to start from, with the products at hand. */
    void complete(int lane) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = incentives; i < rows; i++) {
            least = Math.min(least, -sums[i * LANES + lane]);
        }
        level[lane] = hasLevel ? least : 0;
        for (int i = 0; i < rows; i++) {
            double room = limits[i * LANES + lane] - sums[i * LANES + lane] - (i < incentives ? 0 : least);
            slack[i * LANES + lane] = Math.max(room, ProximalMethod.START);
        }
        double greatest = Double.NEGATIVE_INFINITY;
        for (int a = lane; a < columns * LANES; a += LANES) {
            greatest = Math.max(greatest, pull[a] - curvature * sigma[a]);
        }
        y[lane] = greatest + ProximalMethod.START;
        for (int a = lane; a < columns * LANES; a += LANES) {
            reduced[a] = y[lane] - (pull[a] - curvature * sigma[a]);
        }
    }

    /** Takes what came of it out of a lane. */
    void get(Program program, int lane) {
        get(sigma, program.sigma, lane);
        get(multipliers, program.multipliers, lane);
        get(sums, program.sums, lane);
        for (int a = 0; a < columns; a++) {
            program.sigma[a] /= total[lane];
        }
        for (int i = 0; i < rows; i++) {
            program.sums[i] /= total[lane];
        }
        program.offset = offset[lane];
        program.unit = unit[lane];
        program.residual = residual[lane];
        program.bound = bound[lane];
    }

    double residual(int lane) {
        return residual[lane];
    }

    double bound(int lane) {
        return bound[lane];
    }

    /** {@code Xσ} and {@code c − Xᵀλ}. */
    void products() {
        for (int i = 0; i < rows; i++) {
            DoubleVector sum = DoubleVector.zero(D);
            for (int k = rowStarts[i]; k < rowStarts[i + 1]; k++) {
                int e = rowEntries[k];
                sum = load(x, e).fma(load(sigma, entryColumns[e]), sum);
            }
            store(sum, sums, i);
        }
        for (int a = 0; a < columns; a++) {
            DoubleVector sum = DoubleVector.zero(D);
            for (int e = columnStarts[a]; e < columnStarts[a + 1]; e++) {
                sum = load(x, e).fma(load(multipliers, entryRows[e]), sum);
            }
            store(load(costs, a).sub(sum), pull, a);
        }
    }

    /** Bound and residual. */
    void measure() {
        products();
        DoubleVector mass = DoubleVector.zero(D);
        for (int a = 0; a < columns; a++) {
            mass = mass.add(load(sigma, a));
        }
        store(mass, total, 0);
        DoubleVector inverse = DoubleVector.broadcast(D, 1).div(mass);
        DoubleVector objective = DoubleVector.zero(D);
        for (int a = 0; a < columns; a++) {
            DoubleVector probability = load(sigma, a).mul(inverse);
            objective = probability.fma(load(costs, a).sub(probability.mul(curvature / 2)), objective);
        }
        DoubleVector violation = DoubleVector.zero(D);
        DoubleVector limit = DoubleVector.zero(D);
        for (int i = 0; i < incentives; i++) {
            limit = load(multipliers, i).fma(load(limits, i), limit);
            violation = violation.max(load(sums, i).mul(inverse).sub(load(limits, i)));
        }
        DoubleVector weights = DoubleVector.broadcast(D, hasLevel ? 0 : 1);
        if (hasLevel) {
            DoubleVector worst = DoubleVector.broadcast(D, Double.NEGATIVE_INFINITY);
            for (int i = incentives; i < rows; i++) {
                worst = worst.max(load(sums, i).mul(inverse));
                weights = weights.add(load(multipliers, i));
            }
            objective = worst.neg();
        }
        store(weights, weight, 0);
        DoubleVector upper = conjugate().add(limit).div(weights);
        store(upper, bound, 0);
        store(violation.max(upper.sub(objective)), residual, 0);
    }

    private DoubleVector conjugate() {
        if (curvature == 0) {
            DoubleVector greatest = DoubleVector.broadcast(D, Double.NEGATIVE_INFINITY);
            for (int a = 0; a < columns; a++) {
                greatest = greatest.max(load(pull, a));
            }
            return greatest;
        }
        DoubleVector zero = DoubleVector.zero(D);
        DoubleVector best = DoubleVector.broadcast(D, Double.POSITIVE_INFINITY);
        DoubleVector at = load(y, 0);
        for (int k = 0; k <= ProximalMethod.BOUND_STEPS; k++) {
            DoubleVector squares = zero;
            DoubleVector sum = zero;
            DoubleVector count = zero;
            for (int a = 0; a < columns; a++) {
                DoubleVector above = load(pull, a).sub(at).max(0);
                squares = above.fma(above, squares);
                sum = sum.add(above);
                count = count.add(1, above.compare(VectorOperators.GT, 0));
            }
            best = best.min(at.add(squares.div(2 * curvature)));
            DoubleVector back = sum.neg().add(curvature).div(count.max(1));
            at = at.sub(back, count.compare(VectorOperators.GT, 0));
        }
        return best;
    }

    /** One step of all lanes, from where they were measured. */
    void step() {
        residuals();
        factor();
        DoubleVector now = complementarity();
        aimAtZero();
        direct();
        lengths(1);
        DoubleVector ratio = complementarityAhead().div(now);
        aim(ratio.mul(ratio).mul(ratio).mul(now).max(ProximalMethod.LEAST_BARRIER));
        direct();
        lengths(ProximalMethod.TO_BOUND);
        move();
    }

    private void residuals() {
        DoubleVector normaliser = load(y, 0);
        for (int a = 0; a < columns; a++) {
            DoubleVector of = load(pull, a).sub(load(sigma, a).mul(curvature));
            store(of.sub(normaliser).add(load(reduced, a)), columnResidual, a);
        }
        for (int i = 0; i < rows; i++) {
            store(load(limits, i).sub(load(sums, i)).sub(load(slack, i)), rowResidual, i);
        }
        for (int i = incentives; i < rows; i++) {
            store(load(rowResidual, i).sub(load(level, 0)), rowResidual, i);
        }
    }

    private void factor() {
        double[] matrix = cholesky.matrix();
        int square = LaneCholesky.row(columns);
        Arrays.fill(matrix, 0, square, 1 / PROXIMITY);
        if (hasLevel) {
            Arrays.fill(matrix, square, LaneCholesky.row(columns + 1), 0);
        }
        for (int i = 0; i < rows; i++) {
            DoubleVector lambda = load(multipliers, i);
            DoubleVector give = load(slack, i)
                    .div(lambda)
                    .add(DoubleVector.broadcast(D, PROXIMITY).div(lambda.add(1)));
            DoubleVector stiff = DoubleVector.broadcast(D, 1).div(give);
            store(stiff, stiffness, i);
            addRow(matrix, i, stiff);
        }
        for (int a = 0; a < columns; a++) {
            int diagonal = LaneCholesky.row(a) + a * LANES;
            DoubleVector.fromArray(D, matrix, diagonal)
                    .add(load(reduced, a).div(load(sigma, a)).add(curvature + PROXIMITY))
                    .intoArray(matrix, diagonal);
        }
        if (hasLevel) {
            int diagonal = square + columns * LANES;
            DoubleVector.fromArray(D, matrix, diagonal).add(PROXIMITY).intoArray(matrix, diagonal);
        }
        cholesky.factor(0, ProximalMethod.LEAST_PIVOT);
    }

    /** Adds the products of the entries of a row. */
    private void addRow(double[] matrix, int i, DoubleVector stiff) {
        int start = rowStarts[i];
        int last = rowStarts[i + 1];
        for (int k = start; k < last; k++) {
            int e = rowEntries[k];
            int row = LaneCholesky.row(entryColumns[e]);
            DoubleVector stiffened = stiff.mul(load(x, e));
            for (int l = start; l <= k; l++) {
                int f = rowEntries[l];
                int element = row + entryColumns[f] * LANES;
                stiffened
                        .fma(load(x, f), DoubleVector.fromArray(D, matrix, element))
                        .intoArray(matrix, element);
            }
        }
        if (i >= incentives) {
            int row = LaneCholesky.row(columns);
            for (int k = start; k < last; k++) {
                int e = rowEntries[k];
                int element = row + entryColumns[e] * LANES;
                stiff.fma(load(x, e), DoubleVector.fromArray(D, matrix, element))
                        .intoArray(matrix, element);
            }
            int diagonal = row + columns * LANES;
            DoubleVector.fromArray(D, matrix, diagonal).add(stiff).intoArray(matrix, diagonal);
        }
    }

    /** Aims at zero products. */
    private void aimAtZero() {
        for (int a = 0; a < columns; a++) {
            store(load(sigma, a).mul(load(reduced, a)).neg(), columnAim, a);
        }
        for (int i = 0; i < rows; i++) {
            store(load(slack, i).mul(load(multipliers, i)).neg(), rowAim, i);
        }
    }

    /** Aims at a barrier, less the products of the directions at hand. */
    private void aim(DoubleVector barrier) {
        for (int a = 0; a < columns; a++) {
            DoubleVector aim = barrier.sub(load(sigma, a).mul(load(reduced, a)));
            store(aim.sub(load(direction, a).mul(load(reducedDirection, a))), columnAim, a);
        }
        for (int i = 0; i < rows; i++) {
            DoubleVector aim = barrier.sub(load(slack, i).mul(load(multipliers, i)));
            store(aim.sub(load(slackDirection, i).mul(load(multiplierDirection, i))), rowAim, i);
        }
    }

    /** Directions to the aims, with the factor. In parts, as a longer method is not compiled to vectors. */
    private void direct() {
        rightSide();
        cholesky.solve(direction);
        columnDirections();
        rowDirections();
    }

    private void rightSide() {
        DoubleVector pressed = DoubleVector.broadcast(D, 1).sub(load(total, 0)).div(PROXIMITY);
        Arrays.fill(direction, columns * LANES, direction.length, 0);
        for (int a = 0; a < columns; a++) {
            DoubleVector right = load(columnResidual, a).add(load(columnAim, a).div(load(sigma, a)));
            store(right.add(pressed), direction, a);
        }
        for (int i = 0; i < rows; i++) {
            DoubleVector room = load(rowResidual, i).sub(load(rowAim, i).div(load(multipliers, i)));
            store(room, rooms, i);
            DoubleVector right = load(stiffness, i).mul(room);
            for (int k = rowStarts[i]; k < rowStarts[i + 1]; k++) {
                int e = rowEntries[k];
                int a = entryColumns[e];
                store(right.fma(load(x, e), load(direction, a)), direction, a);
            }
        }
        if (hasLevel) {
            DoubleVector ofLevel = DoubleVector.broadcast(D, 1).sub(load(weight, 0));
            for (int i = incentives; i < rows; i++) {
                ofLevel = load(stiffness, i).fma(load(rooms, i), ofLevel);
            }
            store(ofLevel, direction, columns);
        }
    }

    private void columnDirections() {
        DoubleVector change = DoubleVector.zero(D);
        for (int a = 0; a < columns; a++) {
            DoubleVector d = load(direction, a);
            change = change.add(d);
            store(load(columnAim, a).sub(load(reduced, a).mul(d)).div(load(sigma, a)), reducedDirection, a);
        }
        DoubleVector missing = DoubleVector.broadcast(D, 1).sub(load(total, 0));
        store(change.sub(missing).div(PROXIMITY), yDirection, 0);
    }

    private void rowDirections() {
        for (int i = 0; i < rows; i++) {
            boolean isValue = i >= incentives;
            DoubleVector sum = DoubleVector.fromArray(D, isValue ? direction : zeros, isValue ? columns * LANES : 0);
            for (int k = rowStarts[i]; k < rowStarts[i + 1]; k++) {
                int e = rowEntries[k];
                sum = load(x, e).fma(load(direction, entryColumns[e]), sum);
            }
            DoubleVector d = load(stiffness, i).mul(sum.sub(load(rooms, i)));
            store(d, multiplierDirection, i);
            store(load(rowAim, i).sub(load(slack, i).mul(d)).div(load(multipliers, i)), slackDirection, i);
        }
    }

    /** How far the primal and the dual unknowns go. */
    private void lengths(double part) {
        DoubleVector ofPrimal = length(sigma, direction, columns, slack, slackDirection, part);
        DoubleVector ofDual = length(reduced, reducedDirection, columns, multipliers, multiplierDirection, part);
        DoubleVector shorter = ofPrimal.min(ofDual);
        store(curvature > 0 ? shorter : ofPrimal, primal, 0);
        store(curvature > 0 ? shorter : ofDual, dual, 0);
    }

    private DoubleVector length(
            double[] first,
            double[] firstDirection,
            int count,
            double[] second,
            double[] secondDirection,
            double part) {
        DoubleVector fall = DoubleVector.zero(D);
        for (int k = 0; k < count; k++) {
            fall = fall.max(load(firstDirection, k).neg().div(load(first, k)));
        }
        for (int k = 0; k < rows; k++) {
            fall = fall.max(load(secondDirection, k).neg().div(load(second, k)));
        }
        return DoubleVector.broadcast(D, part).div(fall).min(1);
    }

    /** The mean product. */
    private DoubleVector complementarity() {
        DoubleVector sum = DoubleVector.zero(D);
        for (int a = 0; a < columns; a++) {
            sum = load(sigma, a).fma(load(reduced, a), sum);
        }
        for (int i = 0; i < rows; i++) {
            sum = load(slack, i).fma(load(multipliers, i), sum);
        }
        return sum.div(columns + rows);
    }

    /** The mean product after steps along the directions. */
    private DoubleVector complementarityAhead() {
        DoubleVector ofPrimal = load(primal, 0);
        DoubleVector ofDual = load(dual, 0);
        DoubleVector sum = DoubleVector.zero(D);
        for (int a = 0; a < columns; a++) {
            DoubleVector moved = ofPrimal.fma(load(direction, a), load(sigma, a));
            sum = moved.fma(ofDual.fma(load(reducedDirection, a), load(reduced, a)), sum);
        }
        for (int i = 0; i < rows; i++) {
            DoubleVector moved = ofPrimal.fma(load(slackDirection, i), load(slack, i));
            sum = moved.fma(ofDual.fma(load(multiplierDirection, i), load(multipliers, i)), sum);
        }
        return sum.div(columns + rows);
    }

    private void move() {
        DoubleVector ofPrimal = load(primal, 0);
        DoubleVector ofDual = load(dual, 0);
        for (int a = 0; a < columns; a++) {
            store(ofPrimal.fma(load(direction, a), load(sigma, a)), sigma, a);
            store(ofDual.fma(load(reducedDirection, a), load(reduced, a)), reduced, a);
        }
        for (int i = 0; i < rows; i++) {
            store(ofPrimal.fma(load(slackDirection, i), load(slack, i)), slack, i);
            store(ofDual.fma(load(multiplierDirection, i), load(multipliers, i)), multipliers, i);
        }
        store(ofDual.fma(load(yDirection, 0), load(y, 0)), y, 0);
        if (hasLevel) {
            store(ofPrimal.fma(load(direction, columns), load(level, 0)), level, 0);
        }
    }
}
