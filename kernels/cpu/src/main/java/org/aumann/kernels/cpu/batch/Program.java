package org.aumann.kernels.cpu.batch;

import java.util.Arrays;
import org.aumann.kernels.BatchStatus;
import org.aumann.kernels.host.ProgramShape;

/**
 * One program of a {@link ProgramShape}: what is asked, in the units of the method, and what came of it. Whoever loads it sets everything of the
 * first part, whoever solves it everything of the second.
 */
final class Program {
    private final ProgramShape shape;
    private final int[] entryRows;

    /** {@code [entry]}. */
    final double[] entries;

    /** c, {@code [column]}. */
    final double[] costs;

    /** Upper limits of the rows, {@code [row]}. */
    final double[] limits;

    /** γ. */
    double curvature;

    /** Objectives are {@code offset + unit · (scaled ones)}; the scaled ones of all distributions are in [−1, 0]. */
    double offset;

    double unit;

    /** Whether σ and multipliers are those of an earlier solve. */
    boolean isWarm;

    /** {@code [column]}; in and out. */
    final double[] sigma;

    /** {@code [row]}; in and out. */
    final double[] multipliers;

    /** Row sums under σ, {@code [row]}; out. */
    final double[] sums;

    double residual;
    double bound;
    int iterations;
    BatchStatus status = BatchStatus.ITERATION_LIMIT;

    Program(ProgramShape shape) {
        this.shape = shape;
        this.entryRows = shape.entryRows();
        this.entries = new double[shape.entryCount()];
        this.costs = new double[shape.columnCount()];
        this.limits = new double[shape.rowCount()];
        this.sigma = new double[shape.columnCount()];
        this.multipliers = new double[shape.rowCount()];
        this.sums = new double[shape.rowCount()];
    }

    /**
     * Sets the limits of loaded entries: ε for incentives, 0 for values. A row of zeros that holds anyway gets out of the way, as it
     * would have no slack.
     */
    void setLimits(double epsilon) {
        Arrays.fill(limits, 0);
        for (int e = 0; e < entries.length; e++) {
            limits[entryRows[e]] = Math.max(limits[entryRows[e]], Math.abs(entries[e]));
        }
        for (int i = 0; i < limits.length; i++) {
            boolean isIdle = limits[i] == 0 && epsilon >= 0;
            limits[i] = i >= shape.incentiveRowCount() ? 0 : isIdle ? 1 : epsilon;
        }
    }

    /** Whether σ can be what an earlier solve left. */
    boolean hasSigma() {
        double sum = 0;
        for (double probability : sigma) {
            if (!(probability >= 0)) {
                return false;
            }
            sum += probability;
        }
        return Math.abs(sum - 1) < 1e-6;
    }

    /** The bound in the unit of the objective. */
    double objectiveBound() {
        return offset + unit * bound;
    }
}
