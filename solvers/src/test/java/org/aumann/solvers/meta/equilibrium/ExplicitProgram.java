package org.aumann.solvers.meta.equilibrium;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.aumann.core.Deadline;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.ortools.LinearProgram;

/** The linear programs of a small game, written down by the definition of the deviation gains. */
final class ExplicitProgram {
    private final PayoffTensor payoffs;
    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final double[] unit;

    ExplicitProgram(PayoffTensor payoffs, SolutionConcept concept) {
        this.payoffs = payoffs;
        this.index = payoffs.index();
        this.concept = concept;
        this.unit = new double[index.playerCount()];
        Arrays.setAll(
                unit, p -> payoffs.range(p).width() > 0 ? 1 / payoffs.range(p).width() : 1);
    }

    /** The greatest expectation of a coefficient at an ε per player; NaN if no distribution is within it. */
    double greatest(LongToDoubleFunction coefficient, double[] epsilon) {
        LinearProgram program = new LinearProgram();
        double greatest = LongStream.range(0, index.jointActionCount())
                .mapToDouble(a -> Math.abs(coefficient.applyAsDouble(a)))
                .max()
                .orElseThrow();
        double scale = greatest > 0 ? 1 / greatest : 1; // GLOP's tolerances are absolute
        for (long a = 0; a < index.jointActionCount(); a++) {
            program.addVariable(0, Double.POSITIVE_INFINITY, scale * coefficient.applyAsDouble(a));
        }
        addRows(program, epsilon, -1);
        LinearProgram.Answer answer = program.maximise(Deadline.in(Duration.ofMinutes(1)), x -> "");
        double sum = 0;
        for (int a = 0; a < answer.x().length; a++) {
            sum += coefficient.applyAsDouble(a) * answer.x()[a];
        }
        return answer.status() == Status.CONVERGED ? sum : Double.NaN;
    }

    /** The smallest ε that all players can be held to. */
    double leastEpsilon() {
        LinearProgram program = new LinearProgram();
        for (long a = 0; a < index.jointActionCount(); a++) {
            program.addVariable(0, Double.POSITIVE_INFINITY, 0);
        }
        double unitOfEpsilon = Arrays.stream(unit).min().orElseThrow();
        int epsilon = program.addVariable(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -unitOfEpsilon);
        addRows(program, new double[unit.length], epsilon);
        double[] x =
                program.maximise(Deadline.in(Duration.ofMinutes(1)), y -> "").x();
        return x[epsilon];
    }

    private void addRows(LinearProgram program, double[] epsilon, int variable) {
        LinearProgram.Row simplex = program.addRow(1, 1);
        for (int a = 0; a < index.jointActionCount(); a++) {
            simplex.add(a, 1);
        }
        for (int p = 0; p < index.playerCount(); p++) {
            for (int d = 0; index.actionCount(p) > 1 && d < index.actionCount(p); d++) {
                if (concept == SolutionConcept.CCE) {
                    addRow(program, p, -1, d, epsilon[p], variable);
                }
                for (int r = 0; concept == SolutionConcept.CE && r < index.actionCount(p); r++) {
                    if (r != d) {
                        addRow(program, p, r, d, epsilon[p], variable);
                    }
                }
            }
        }
    }

    /** One deviation, of every recommendation if {@code recommended} is −1. */
    private void addRow(LinearProgram program, int p, int recommended, int deviation, double epsilon, int variable) {
        LinearProgram.Row row = program.addRow(Double.NEGATIVE_INFINITY, epsilon * unit[p]);
        for (int a = 0; a < index.jointActionCount(); a++) {
            if (recommended < 0 || index.action(a, p) == recommended) {
                long deviated = index.base(a, p) + deviation * index.stride(p);
                double gain = (payoffs.get(p, deviated) - payoffs.get(p, a)) * unit[p];
                if (Math.abs(gain) > 1e-13) {
                    row.add(a, gain);
                }
            }
        }
        if (variable >= 0) {
            row.add(variable, -unit[p]);
        }
    }
}
