package org.aumann.solvers.meta;

import java.time.Duration;
import org.aumann.core.InvalidInputException;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.solvers.ortools.LinearProgram;

/**
 * The explicit linear program of a small game: {@code maximise cᵀσ subject to Aσ ≤ ε, σ ∈ simplex}, or the
 * smallest ε for which that is feasible.
 *
 * <p>Rows are divided by the player's payoff range. CE rows with equal payoffs and the diagonal vanish.
 */
final class IncentiveProgram {
    /** About 3 GB of model in OR-Tools; larger games need column generation. */
    static final long NONZERO_LIMIT = 60_000_000;

    /** Equal payoffs that were computed along different ways differ by this much of the range, which is no reason
     * to send the simplex after them. */
    private static final double ROUNDING = 1e-13;

    /** Slack and sign errors that an answer may have, relative to the payoff range. */
    static final double ANSWER_TOLERANCE = 1e-7;

    private final PayoffTensor payoffs;
    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final double[] payoffRanges;
    private final int jointActions;

    IncentiveProgram(PayoffTensor payoffs, SolutionConcept concept, double[] payoffRanges) {
        this.payoffs = payoffs;
        this.index = payoffs.index();
        this.concept = concept;
        this.payoffRanges = payoffRanges;
        long nonzeros = nonzeros(index);
        if (nonzeros > NONZERO_LIMIT) {
            throw new InvalidInputException("the explicit linear program of " + index + " has " + nonzeros
                    + " coefficients, at most " + NONZERO_LIMIT
                    + " are supported. Maybe use mg" + concept.id() + " or me" + concept.id());
        }
        this.jointActions = Math.toIntExact(index.jointActionCount());
    }

    static long nonzeros(JointActionIndex index) {
        return Math.multiplyExact(index.jointActionCount(), (long) index.actionCountSum());
    }

    /** Maximises a linear objective, one coefficient per joint action, at a given ε. */
    LinearProgram.Answer maximise(double[] objective, double epsilon, Duration timeLimit) {
        LinearProgram program = new LinearProgram();
        for (int a = 0; a < jointActions; a++) {
            program.addVariable(0, Double.POSITIVE_INFINITY, objective[a]);
        }
        addSimplex(program);
        addIncentives(program, epsilon, -1);
        return program.maximise(timeLimit, x -> fault(x, epsilon));
    }

    /** Minimises ε; the last variable of the answer is ε, free in sign. */
    LinearProgram.Answer minimiseEpsilon(Duration timeLimit) {
        LinearProgram program = new LinearProgram();
        for (int a = 0; a < jointActions; a++) {
            program.addVariable(0, Double.POSITIVE_INFINITY, 0);
        }
        int epsilon = program.addVariable(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -1 / greatestRange());
        addSimplex(program);
        addIncentives(program, 0, epsilon);
        return program.maximise(timeLimit, x -> fault(x, x[epsilon]));
    }

    /** Multipliers of the incentive rows, in the units of the payoffs, from the duals of an answer. */
    double[] multipliers(double[] duals) {
        double[] alpha = new double[concept.rowCount(index)];
        int dual = 1; // row 0 is the simplex
        for (int p = 0; p < index.playerCount(); p++) {
            int actions = index.actionCount(p);
            double scale = payoffRanges[p] > 0 ? 1 / payoffRanges[p] : 1;
            int first = concept.firstRow(index, p);
            for (int i = 0; i < concept.rowCount(index, p); i++) {
                if (concept == SolutionConcept.CCE || i / actions != i % actions) {
                    alpha[first + i] = Math.max(0, duals[dual++]) * scale;
                }
            }
        }
        return alpha;
    }

    /** Whether there is any deviation at all; without one every ε is feasible. */
    boolean hasDeviations() {
        for (int p = 0; p < index.playerCount(); p++) {
            if (index.actionCount(p) > 1 && payoffRanges[p] > 0) {
                return true;
            }
        }
        return false;
    }

    private double greatestRange() {
        double greatest = Double.MIN_NORMAL;
        for (double range : payoffRanges) {
            greatest = Math.max(greatest, range);
        }
        return greatest;
    }

    private void addSimplex(LinearProgram program) {
        LinearProgram.Row sum = program.addRow(1, 1);
        for (int a = 0; a < jointActions; a++) {
            sum.add(a, 1);
        }
    }

    /** One row per deviation, {@code Aσ − ε ≤ 0}, with ε a number or, if not negative, a variable. */
    private void addIncentives(LinearProgram program, double epsilon, int epsilonVariable) {
        for (int p = 0; p < index.playerCount(); p++) {
            int actions = index.actionCount(p);
            double scale = payoffRanges[p] > 0 ? 1 / payoffRanges[p] : 1;
            int recommendations = concept == SolutionConcept.CE ? actions : 1;
            for (int r = 0; r < recommendations; r++) {
                for (int d = 0; d < actions; d++) {
                    if (concept == SolutionConcept.CE && r == d) {
                        continue;
                    }
                    LinearProgram.Row row = program.addRow(Double.NEGATIVE_INFINITY, epsilon * scale);
                    addDeviation(row, p, r, d, scale);
                    if (epsilonVariable >= 0) {
                        row.add(epsilonVariable, -scale);
                    }
                }
            }
        }
    }

    private void addDeviation(LinearProgram.Row row, int p, int recommended, int deviation, double scale) {
        long stride = index.stride(p);
        int actions = index.actionCount(p);
        for (long outer = 0; outer < jointActions; outer += actions * stride) {
            int from = concept == SolutionConcept.CE ? recommended : 0;
            int to = concept == SolutionConcept.CE ? recommended + 1 : actions;
            for (int r = from; r < to; r++) {
                for (long rest = 0; rest < stride; rest++) {
                    long a = outer + r * stride + rest;
                    double difference = payoffs.get(p, outer + deviation * stride + rest) - payoffs.get(p, a);
                    if (Math.abs(difference) * scale > ROUNDING) {
                        row.add((int) a, difference * scale);
                    }
                }
            }
        }
    }

    /** The independent check of an answer: probabilities, and every row recomputed from the payoffs. */
    private String fault(double[] x, double epsilon) {
        double sum = 0;
        for (int a = 0; a < jointActions; a++) {
            if (!(x[a] >= -ANSWER_TOLERANCE)) {
                return "probability " + x[a] + " of joint action " + a + " is negative";
            }
            sum += x[a];
        }
        if (!(Math.abs(sum - 1) <= ANSWER_TOLERANCE)) {
            return "probabilities sum to " + sum;
        }
        for (int p = 0; p < index.playerCount(); p++) {
            double violation = largestGain(x, p) - epsilon;
            if (!(violation <= ANSWER_TOLERANCE * Math.max(payoffRanges[p], Double.MIN_NORMAL))) {
                return "an incentive row of player " + p + " is violated by " + violation;
            }
        }
        return "";
    }

    private double largestGain(double[] x, int p) {
        int actions = index.actionCount(p);
        long stride = index.stride(p);
        int recommendations = concept == SolutionConcept.CE ? actions : 1;
        double[] gain = new double[recommendations * actions];
        for (int a = 0; a < jointActions; a++) {
            if (x[a] == 0) {
                continue;
            }
            int recommended = index.action(a, p);
            int row = concept == SolutionConcept.CE ? recommended * actions : 0;
            long base = a - recommended * stride;
            for (int d = 0; d < actions; d++) {
                gain[row + d] += x[a] * (payoffs.get(p, base + d * stride) - payoffs.get(p, a));
            }
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < gain.length; i++) {
            if (concept == SolutionConcept.CCE || i / actions != i % actions) {
                largest = Math.max(largest, gain[i]);
            }
        }
        return actions == 1 ? Double.NEGATIVE_INFINITY : largest;
    }
}
