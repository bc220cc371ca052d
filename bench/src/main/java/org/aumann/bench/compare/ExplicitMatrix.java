package org.aumann.bench.compare;

import java.time.Duration;
import org.aumann.core.Deadline;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.solvers.ortools.LinearProgram;

/**
 * The textbook program of a maximum-welfare equilibrium: a column for every joint action, a row for every deviation,
 * all coefficients written down.
 *
 * <pre>{@code
 * maximise Σ_a σ(a) Σ_p G_p(a)   such that   A σ ≤ ε,  Σ σ = 1,  σ ≥ 0
 * }</pre>
 *
 * <p>{@code J Σ A_p} coefficients. Shares nothing with the solvers but the linear-program class.
 */
final class ExplicitMatrix {
    private ExplicitMatrix() {}

    /** Takes the matrix, row after row. */
    interface Sink {
        /**
         * A new row.
         *
         * @param row number as in {@link SolutionConcept}
         */
        void row(int row);

        /**
         * A coefficient of the row.
         *
         * @param jointAction column, in increasing order for CCE, once per row
         * @param gain what the deviation gains there, not 0
         */
        void entry(long jointAction, double gain);
    }

    /**
     * Writes the matrix down. The diagonal of a CE, which is no deviation, is left out.
     *
     * @param payoffs the payoffs
     * @param concept which deviations
     * @param sink takes rows and entries
     */
    static void write(PayoffTensor payoffs, SolutionConcept concept, Sink sink) {
        JointActionIndex index = payoffs.index();
        int row = 0;
        for (int p = 0; p < index.playerCount(); p++) {
            int actions = index.actionCount(p);
            for (int r = 0; r < (concept == SolutionConcept.CE ? actions : 1); r++) {
                for (int d = 0; d < actions; d++, row++) {
                    if (concept == SolutionConcept.CCE) {
                        sink.row(row);
                        writeAny(payoffs, p, d, sink);
                    } else if (r != d) {
                        sink.row(row);
                        writeFollowed(payoffs, p, r, d, sink);
                    }
                }
            }
        }
    }

    private static void writeAny(PayoffTensor payoffs, int player, int deviation, Sink sink) {
        long stride = payoffs.index().stride(player);
        for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
            write(payoffs, player, a, payoffs.index().base(a, player) + deviation * stride, sink);
        }
    }

    private static void writeFollowed(PayoffTensor payoffs, int player, int followed, int deviation, Sink sink) {
        long stride = payoffs.index().stride(player);
        long slab = stride * payoffs.index().actionCount(player);
        for (long outer = followed * stride; outer < payoffs.index().jointActionCount(); outer += slab) {
            for (long a = outer; a < outer + stride; a++) {
                write(payoffs, player, a, a + (deviation - followed) * stride, sink);
            }
        }
    }

    private static void write(PayoffTensor payoffs, int player, long from, long to, Sink sink) {
        double gain = payoffs.get(player, to) - payoffs.get(player, from);
        if (gain != 0) {
            sink.entry(from, gain);
        }
    }

    /**
     * Builds the program and solves it.
     *
     * @param payoffs the payoffs, J an int
     * @param concept which deviations
     * @param epsilon payoff units
     * @param limit time limit of the solver
     * @return the answer of the first rung of the ladder that calls its answer optimal
     */
    static LinearProgram.Answer maximiseWelfare(
            PayoffTensor payoffs, SolutionConcept concept, double epsilon, Duration limit) {
        LinearProgram program = new LinearProgram();
        LinearProgram.Row total = program.addRow(1, 1);
        int columns = Math.toIntExact(payoffs.index().jointActionCount());
        for (int a = 0; a < columns; a++) {
            double welfare = 0;
            for (int p = 0; p < payoffs.playerCount(); p++) {
                welfare += payoffs.get(p, a);
            }
            total.add(program.addVariable(0, Double.POSITIVE_INFINITY, welfare), 1);
        }
        write(payoffs, concept, new ProgramSink(program, epsilon, total));
        return program.maximise(Deadline.in(limit), _ -> "");
    }

    /** The rows of a program. */
    private static final class ProgramSink implements Sink {
        private final LinearProgram program;
        private final double epsilon;
        private LinearProgram.Row current;

        ProgramSink(LinearProgram program, double epsilon, LinearProgram.Row first) {
            this.program = program;
            this.epsilon = epsilon;
            this.current = first;
        }

        @Override
        public void row(int row) {
            current = program.addRow(Double.NEGATIVE_INFINITY, epsilon);
        }

        @Override
        public void entry(long jointAction, double gain) {
            current.add((int) jointAction, gain);
        }
    }
}
