package org.aumann.solvers.meta.linear;

import java.util.List;
import org.aumann.core.Deadline;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.dual.JointColumns;
import org.aumann.solvers.ortools.LinearProgram;

/** A {@link LinearForm} over the joint actions that are known so far, for OR-Tools. */
public final class MasterProgram {
    /** Entries this small are differences of equal payoffs, which is no reason to send the simplex after them. */
    private static final double ROUNDING = 1e-13;

    /** What rows of an answer may be violated by, in their units. */
    public static final double ANSWER_TOLERANCE = 1e-7;

    private final JointColumns columns;
    private final LinearForm form;
    private final LinearProgram program = new LinearProgram().accurate();
    private final int slack;

    /** Number of every incentive row in the program, −1 for those that are no deviation. */
    private final int[] programRow;

    /**
     * @param columns of the joint actions. Kept.
     * @param coefficients of the objective, one per column. Not modified.
     */
    MasterProgram(LinearForm form, JointColumns columns, double[] coefficients) {
        this.columns = columns;
        this.form = form;
        double[] units = form.units();
        for (double coefficient : coefficients) {
            program.addVariable(0, Double.POSITIVE_INFINITY, coefficient);
        }
        this.slack = program.addVariable(form.leastSlack(), form.greatestSlack(), -form.penalty());
        LinearProgram.Row simplex = program.addRow(1, 1);
        for (int k = 0; k < coefficients.length; k++) {
            simplex.add(k, 1);
        }
        this.programRow = new int[units.length];
        LinearProgram.Row[] rows = new LinearProgram.Row[units.length];
        int count = 1;
        for (int i = 0; i < rows.length; i++) {
            programRow[i] = units[i] > 0 ? count++ : -1;
            if (units[i] > 0) {
                rows[i] = program.addRow(Double.NEGATIVE_INFINITY, form.offsets()[i]);
                rows[i].add(slack, -units[i]);
            }
        }
        columns.forEach((column, row, value) -> {
            if (programRow[row] >= 0 && Math.abs(value) > ROUNDING) {
                rows[row].add(column, value);
            }
        });
    }

    /** The answer. Owns its arrays, which are empty unless it is optimal. */
    static final class Solution {
        private final Status status;
        private final double[] x;
        private final double[] beta;
        private final double slack;

        private Solution(Status status, double[] x, double[] beta, double slack) {
            this.status = status;
            this.x = x;
            this.beta = beta;
            this.slack = slack;
        }

        Status status() {
            return status;
        }

        /** Probabilities of the columns. */
        double[] x() {
            return x;
        }

        /** Multipliers of the incentive rows, scaled. */
        double[] beta() {
            return beta;
        }

        /** s. */
        double slack() {
            return slack;
        }
    }

    /**
     * Solves it.
     *
     * @param notes receives the retries. Modified.
     */
    Solution solve(Deadline deadline, List<String> notes) {
        LinearProgram.Answer answer = program.maximise(deadline, this::fault);
        notes.addAll(answer.notes());
        if (answer.status() != Status.CONVERGED) {
            return new Solution(answer.status(), new double[0], new double[0], Double.NaN);
        }
        double[] duals = answer.duals();
        double[] beta = new double[programRow.length];
        for (int i = 0; i < beta.length; i++) {
            beta[i] = programRow[i] < 0 ? 0 : Math.max(0, duals[programRow[i]]);
        }
        double[] all = answer.x();
        double[] x = new double[slack];
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            x[k] = Math.max(0, all[k]);
            sum += x[k];
        }
        for (int k = 0; k < x.length; k++) {
            x[k] /= sum;
        }
        return new Solution(answer.status(), x, beta, all[slack]);
    }

    /** The independent check of an answer. */
    private String fault(double[] x) {
        double sum = 0;
        for (int k = 0; k < slack; k++) {
            if (!(x[k] >= -ANSWER_TOLERANCE)) {
                return "probability " + x[k] + " of a joint action is negative";
            }
            sum += x[k];
        }
        if (!(Math.abs(sum - 1) <= ANSWER_TOLERANCE)) {
            return "probabilities sum to " + sum;
        }
        double[] gains = columns.combination(x);
        for (int i = 0; i < gains.length; i++) {
            double violation = gains[i] - form.offsets()[i] - form.units()[i] * x[slack];
            if (form.units()[i] > 0 && !(violation <= ANSWER_TOLERANCE)) {
                return "incentive row " + i + " is violated by " + violation + " of its unit";
            }
        }
        return "";
    }
}
