package org.aumann.kernels.cpu.batch;

import java.util.Arrays;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.BatchStatus;
import org.aumann.kernels.host.ProgramShape;

/**
 * The proximal interior-point method of {@link org.aumann.kernels.BatchOperator} for one program, in plain dense matrices: the
 * yardstick of the others, which share its constants. Its unknowns are σ with the reduced costs z, the rows' slack s with multipliers λ,
 * the multiplier y of {@code Σ σ = 1}, and t, which is the last column.
 */
final class ProximalMethod {
    /** ρ and δ: with them no element of the matrix is larger than the inverse, and rounding leaves 1e-9 of it alone. */
    static final double PROXIMITY = 1e-7;

    /** A pivot is at least this part of the diagonal element it began as. */
    static final double LEAST_PIVOT = 1e-14;

    /** To start from: multipliers of incentive rows, and least slack and reduced costs. */
    static final double START = 0.1;

    /** Part of the way to the nearest bound that a step may go. */
    static final double TO_BOUND = 0.99;

    /** Complementarity that no step aims below. */
    static final double LEAST_BARRIER = 1e-12;

    /** All scaled objectives are at least −1; a bound below this proves that nothing is feasible. */
    static final double INFEASIBLE = -1 - 1e-6;

    /** Newton steps for the y of a bound. */
    static final int BOUND_STEPS = 3;

    private final ProgramShape shape;
    private final Program program;
    private final BatchOptions options;
    private final int columns;
    private final int rows;
    private final int incentives;
    private final double curvature;
    private final int unknowns;
    private final double[][] matrix;
    private final double[] sigma;
    private final double[] reduced;
    private final double[] slack;
    private final double[] multipliers;
    private double y;
    private double level;

    // What measure() finds
    private final double[] sums;
    private final double[] pull;
    private double total;
    private double weight;
    private double residual;
    private double bound;

    // Of a step
    private final double[][] factor;
    private final double[] stiffness;
    private final double[] columnAim;
    private final double[] rowAim;
    private final double[] columnResidual;
    private final double[] rowResidual;
    private final double[] direction;
    private final double[] reducedDirection;
    private final double[] slackDirection;
    private final double[] multiplierDirection;
    private double yDirection;

    /** The program is both what is asked and where the answer goes. */
    ProximalMethod(ProgramShape shape, Program program, BatchOptions options) {
        this.shape = shape;
        this.program = program;
        this.options = options;
        this.columns = shape.columnCount();
        this.rows = shape.rowCount();
        this.incentives = shape.incentiveRowCount();
        this.curvature = program.curvature;
        this.unknowns = shape.hasLevel() ? columns + 1 : columns;
        this.matrix = dense();
        this.sigma = program.sigma;
        this.multipliers = program.multipliers;
        this.reduced = new double[columns];
        this.slack = new double[rows];
        this.sums = program.sums;
        this.pull = new double[columns];
        this.factor = new double[unknowns][unknowns];
        this.stiffness = new double[rows];
        this.columnAim = new double[columns];
        this.rowAim = new double[rows];
        this.columnResidual = new double[columns];
        this.rowResidual = new double[rows];
        this.direction = new double[unknowns];
        this.reducedDirection = new double[columns];
        this.slackDirection = new double[rows];
        this.multiplierDirection = new double[rows];
    }

    /** {@code [row][column]}, t included. */
    private double[][] dense() {
        double[][] dense = new double[rows][unknowns];
        int[] entryRows = shape.entryRows();
        int[] entryColumns = shape.entryColumns();
        for (int e = 0; e < entryRows.length; e++) {
            dense[entryRows[e]][entryColumns[e]] = program.entries[e];
        }
        for (int i = incentives; i < rows; i++) {
            dense[i][columns] = 1;
        }
        return dense;
    }

    void solve() {
        program.iterations = 0;
        if (program.isWarm) {
            givenNormaliser();
            measure();
        }
        if (!program.isWarm || !(residual <= options.tolerance())) {
            start();
            program.status = iterate();
        } else {
            program.status = BatchStatus.OPTIMAL;
        }
        for (int a = 0; a < columns; a++) {
            sigma[a] /= total;
        }
        for (int i = 0; i < rows; i++) {
            sums[i] /= total;
        }
        program.residual = residual;
        program.bound = bound;
    }

    private BatchStatus iterate() {
        while (true) {
            measure();
            if (residual <= options.tolerance()) {
                return BatchStatus.OPTIMAL;
            }
            if (bound < INFEASIBLE) {
                return BatchStatus.INFEASIBLE;
            }
            if (Double.isNaN(residual)) {
                return BatchStatus.NUMERICAL_FAILURE;
            }
            if (program.iterations == options.iterationLimit()) {
                return BatchStatus.ITERATION_LIMIT;
            }
            step();
            program.iterations++;
        }
    }

    /** y from what σ says of it. */
    private void givenNormaliser() {
        y = 0;
        pull();
        for (int a = 0; a < columns; a++) {
            y += sigma[a] * (pull[a] - curvature * sigma[a]);
        }
    }

    /** The uniform distribution, and multipliers that do not depend on the game. */
    private void start() {
        Arrays.fill(sigma, 1.0 / columns);
        Arrays.fill(multipliers, 0, incentives, START);
        Arrays.fill(multipliers, incentives, rows, 1.0 / (rows - incentives));
        sums();
        pull();
        level = Double.POSITIVE_INFINITY;
        for (int i = incentives; i < rows; i++) {
            level = Math.min(level, -sums[i]);
        }
        for (int i = 0; i < rows; i++) {
            double room = program.limits[i] - sums[i] - (i < incentives ? 0 : level);
            slack[i] = Math.max(room, START);
        }
        double greatest = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < columns; a++) {
            greatest = Math.max(greatest, pull[a] - curvature * sigma[a]);
        }
        y = greatest + START;
        for (int a = 0; a < columns; a++) {
            reduced[a] = y - (pull[a] - curvature * sigma[a]);
        }
    }

    private void sums() {
        for (int i = 0; i < rows; i++) {
            sums[i] = 0;
            for (int a = 0; a < columns; a++) {
                sums[i] += matrix[i][a] * sigma[a];
            }
        }
    }

    /** {@code c − Xᵀλ}. */
    private void pull() {
        for (int a = 0; a < columns; a++) {
            pull[a] = program.costs[a];
            for (int i = 0; i < rows; i++) {
                pull[a] -= matrix[i][a] * multipliers[i];
            }
        }
    }

    /** Bound and residual of σ, scaled to sum 1, and λ. */
    private void measure() {
        total = Arrays.stream(sigma).sum();
        sums();
        pull();
        double objective = 0;
        for (int a = 0; a < columns; a++) {
            double probability = sigma[a] / total;
            objective += probability * (program.costs[a] - curvature / 2 * probability);
        }
        double violation = 0;
        double limit = 0;
        double least = Double.POSITIVE_INFINITY;
        weight = shape.hasLevel() ? 0 : 1;
        for (int i = 0; i < rows; i++) {
            limit += multipliers[i] * program.limits[i];
            if (i < incentives) {
                violation = Math.max(violation, sums[i] / total - program.limits[i]);
            } else {
                least = Math.min(least, -sums[i] / total);
                weight += multipliers[i];
            }
        }
        objective = shape.hasLevel() ? least : objective;
        bound = (conjugate() + limit) / weight;
        residual = Math.max(violation, bound - objective);
    }

    /** The most of {@code pull·σ − γ/2 ‖σ‖²} over distributions, or a bound of it, which any y makes. */
    private double conjugate() {
        if (curvature == 0) {
            return Arrays.stream(pull).max().orElseThrow();
        }
        double best = Double.POSITIVE_INFINITY;
        double at = y;
        for (int k = 0; k <= BOUND_STEPS; k++) {
            double squares = 0;
            double sum = 0;
            double count = 0;
            for (double p : pull) {
                double above = Math.max(0, p - at);
                squares += above * above;
                sum += above;
                count += above > 0 ? 1 : 0;
            }
            best = Math.min(best, at + squares / (2 * curvature));
            at -= count > 0 ? (curvature - sum) / count : 0;
        }
        return best;
    }

    private void step() {
        residuals();
        factor();
        double complementarity = complementarity(0, 0);
        aim(0, 0);
        direct();
        double primal = Math.min(1, toBound(sigma, direction, slack, slackDirection));
        double dual = Math.min(1, toBound(reduced, reducedDirection, multipliers, multiplierDirection));
        if (curvature > 0) {
            primal = Math.min(primal, dual);
            dual = primal;
        }
        double ratio = complementarity(primal, dual) / complementarity;
        aim(Math.max(ratio * ratio * ratio * complementarity, LEAST_BARRIER), 1);
        direct();
        primal = Math.min(1, TO_BOUND * toBound(sigma, direction, slack, slackDirection));
        dual = Math.min(1, TO_BOUND * toBound(reduced, reducedDirection, multipliers, multiplierDirection));
        if (curvature > 0) {
            primal = Math.min(primal, dual);
            dual = primal;
        }
        move(primal, dual);
    }

    private void residuals() {
        for (int a = 0; a < columns; a++) {
            columnResidual[a] = pull[a] - curvature * sigma[a] - y + reduced[a];
        }
        for (int i = 0; i < rows; i++) {
            rowResidual[i] = program.limits[i] - sums[i] - (i < incentives ? 0 : level) - slack[i];
        }
    }

    /** The factor of {@code XᵀWX + diag(z/σ) + (γ + ρ) I + 11ᵀ/δ}; t has no σ, and is not in the sum. */
    private void factor() {
        for (int i = 0; i < rows; i++) {
            stiffness[i] = 1 / (slack[i] / multipliers[i] + PROXIMITY / (1 + multipliers[i]));
        }
        for (int a = 0; a < unknowns; a++) {
            for (int b = 0; b <= a; b++) {
                double element = a < columns ? 1 / PROXIMITY : 0;
                for (int i = 0; i < rows; i++) {
                    element += stiffness[i] * matrix[i][a] * matrix[i][b];
                }
                factor[a][b] = element;
            }
            factor[a][a] += a < columns ? curvature + PROXIMITY + reduced[a] / sigma[a] : PROXIMITY;
        }
        for (int a = 0; a < unknowns; a++) {
            for (int b = 0; b <= a; b++) {
                double element = factor[a][b];
                for (int k = 0; k < b; k++) {
                    element -= factor[a][k] * factor[b][k];
                }
                factor[a][b] =
                        a == b ? Math.sqrt(Math.max(element, LEAST_PIVOT * factor[a][a])) : element / factor[b][b];
            }
        }
    }

    /** What products are to change by: to a barrier, less the products of the directions at hand. */
    private void aim(double barrier, double correction) {
        for (int a = 0; a < columns; a++) {
            columnAim[a] = barrier - sigma[a] * reduced[a] - correction * direction[a] * reducedDirection[a];
        }
        for (int i = 0; i < rows; i++) {
            rowAim[i] = barrier - slack[i] * multipliers[i] - correction * slackDirection[i] * multiplierDirection[i];
        }
    }

    /** Directions to the aims, with the factor. */
    private void direct() {
        double missing = 1 - total;
        Arrays.fill(direction, 0);
        for (int i = 0; i < rows; i++) {
            double right = stiffness[i] * (rowResidual[i] - rowAim[i] / multipliers[i]);
            for (int a = 0; a < unknowns; a++) {
                direction[a] += matrix[i][a] * right;
            }
        }
        for (int a = 0; a < columns; a++) {
            direction[a] += columnResidual[a] + columnAim[a] / sigma[a] + missing / PROXIMITY;
        }
        if (shape.hasLevel()) {
            direction[columns] += 1 - weight;
        }
        solveFactored();
        double change = 0;
        for (int a = 0; a < columns; a++) {
            change += direction[a];
            reducedDirection[a] = (columnAim[a] - reduced[a] * direction[a]) / sigma[a];
        }
        yDirection = (change - missing) / PROXIMITY;
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int a = 0; a < unknowns; a++) {
                sum += matrix[i][a] * direction[a];
            }
            multiplierDirection[i] = stiffness[i] * (sum - rowResidual[i] + rowAim[i] / multipliers[i]);
            slackDirection[i] = (rowAim[i] - slack[i] * multiplierDirection[i]) / multipliers[i];
        }
    }

    private void solveFactored() {
        for (int a = 0; a < unknowns; a++) {
            for (int b = 0; b < a; b++) {
                direction[a] -= factor[a][b] * direction[b];
            }
            direction[a] /= factor[a][a];
        }
        for (int a = unknowns - 1; a >= 0; a--) {
            direction[a] /= factor[a][a];
            for (int b = 0; b < a; b++) {
                direction[b] -= factor[a][b] * direction[a];
            }
        }
    }

    /** How far it is to the first zero of either. */
    private static double toBound(double[] first, double[] firstDirection, double[] second, double[] secondDirection) {
        double fall = 0;
        for (int k = 0; k < first.length; k++) {
            fall = Math.max(fall, -firstDirection[k] / first[k]);
        }
        for (int k = 0; k < second.length; k++) {
            fall = Math.max(fall, -secondDirection[k] / second[k]);
        }
        return 1 / fall;
    }

    /** The mean product after steps along the directions. */
    private double complementarity(double primal, double dual) {
        double sum = 0;
        for (int a = 0; a < columns; a++) {
            sum += (sigma[a] + primal * direction[a]) * (reduced[a] + dual * reducedDirection[a]);
        }
        for (int i = 0; i < rows; i++) {
            sum += (slack[i] + primal * slackDirection[i]) * (multipliers[i] + dual * multiplierDirection[i]);
        }
        return sum / (columns + rows);
    }

    private void move(double primal, double dual) {
        for (int a = 0; a < columns; a++) {
            sigma[a] += primal * direction[a];
            reduced[a] += dual * reducedDirection[a];
        }
        for (int i = 0; i < rows; i++) {
            slack[i] += primal * slackDirection[i];
            multipliers[i] += dual * multiplierDirection[i];
        }
        y += dual * yDirection;
        level += shape.hasLevel() ? primal * direction[columns] : 0;
    }
}
