package org.aumann.solvers.meta;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.random.Philox;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.solvers.ortools.LinearProgram;

/** Linear objectives, and the smallest ε, by an explicit linear program whose every answer is verified. */
final class LinearSelection {
    /** Size of the perturbation of {@link SelectionObjective#RANDOM_WELFARE}. */
    private static final double PERTURBATION = 1e-6;

    private final SolveContext context;
    private final MetaGame game;
    private final IncentiveProgram program;

    LinearSelection(SolveContext context) {
        this.context = context;
        this.game = context.game();
        this.program = new IncentiveProgram(game.payoffs(), context.concept(), context.payoffRanges());
    }

    SolveOutcome maximise(SelectionObjective objective, double epsilon) {
        double[] coefficients = coefficients(objective);
        LinearProgram.Answer answer =
                program.maximise(coefficients, epsilon, context.options().timeLimit());
        context.note(answer.notes());
        return switch (answer.status()) {
            case OPTIMAL -> {
                JointDistribution sigma = distribution(answer.x());
                double value = 0;
                for (int a = 0; a < coefficients.length; a++) {
                    value += coefficients[a] * sigma.probability(a);
                }
                double upper = upperBound(coefficients, program.multipliers(answer.duals()), epsilon);
                ObjectiveBounds bounds = new ObjectiveBounds(value, value, Math.max(value, upper));
                yield new SolveOutcome.Optimal(context.report(sigma, bounds, epsilon));
            }
            case INFEASIBLE -> infeasible(epsilon);
            case FAILED -> failed(epsilon);
        };
    }

    /** Finds the smallest ε; writes it to {@code least[0]}. */
    boolean minimiseEpsilon(double[] least) {
        if (!program.hasDeviations()) {
            least[0] = 0;
            return true;
        }
        LinearProgram.Answer answer = program.minimiseEpsilon(context.options().timeLimit());
        context.note(answer.notes());
        if (answer.status() != LinearProgram.Status.OPTIMAL) {
            return false;
        }
        double[] x = answer.x();
        least[0] = x[x.length - 1];
        return true;
    }

    private double[] coefficients(SelectionObjective objective) {
        int jointActions = Math.toIntExact(game.index().jointActionCount());
        RandomGenerator random = new Philox(context.options().seed());
        double[] noise = new double[jointActions];
        Arrays.setAll(noise, a -> objective == SelectionObjective.WELFARE ? 0 : random.nextGaussian());
        if (objective == SelectionObjective.RANDOM_VERTEX) {
            return noise;
        }
        double[] coefficients = new double[jointActions];
        Arrays.setAll(coefficients, a -> welfare(a) + PERTURBATION * noise[a]);
        return coefficients;
    }

    private double welfare(long jointAction) {
        double welfare = 0;
        for (int p = 0; p < game.index().playerCount(); p++) {
            welfare += game.payoffs().get(p, jointAction);
        }
        return welfare;
    }

    /** Weak duality: {@code cᵀσ ≤ max_a (c − Aᵀα)(a) + Σ α ε} for every α ≥ 0. */
    private double upperBound(double[] coefficients, double[] alpha, double epsilon) {
        MemorySegment logits = MemorySegment.ofArray(new double[coefficients.length]);
        try (IncentiveOperator operator = context.backend().incentives(game, context.concept());
                JointBuffer buffer = context.backend().allocate(coefficients.length)) {
            operator.logits(alpha, new double[game.index().playerCount()], buffer);
            buffer.read(logits);
        }
        double greatest = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < coefficients.length; a++) {
            greatest = Math.max(greatest, coefficients[a] + logits.getAtIndex(ValueLayout.JAVA_DOUBLE, a));
        }
        return greatest + epsilon * Arrays.stream(alpha).sum();
    }

    /** Whether the explicit program of a game is small enough. */
    static boolean fits(SolveContext context) {
        return IncentiveProgram.nonzeros(context.game().index()) <= IncentiveProgram.NONZERO_LIMIT;
    }

    /** The answer to an ε that no distribution satisfies: one with the smallest ε there is. */
    SolveOutcome infeasible(double epsilon) {
        LinearProgram.Answer least = program.minimiseEpsilon(context.options().timeLimit());
        if (least.status() != LinearProgram.Status.OPTIMAL) {
            return failed(epsilon);
        }
        double[] x = least.x();
        context.note("epsilon " + epsilon + " is below the smallest there is, " + x[x.length - 1]);
        ObjectiveBounds none = ObjectiveBounds.unbounded(Double.NaN);
        return new SolveOutcome.Infeasible(context.report(distribution(x), none, epsilon));
    }

    /** No answer: the uniform distribution, with how far it is from what was asked. */
    SolveOutcome failed(double epsilon) {
        JointDistribution uniform = JointDistribution.uniform(game.index());
        SolveReport report = context.report(uniform, ObjectiveBounds.unbounded(Double.NaN), epsilon);
        double violation = report.certificate().gap(context.concept()).largestGain() - epsilon;
        double range = Math.max(context.greatestPayoffRange(), Double.MIN_NORMAL);
        return new SolveOutcome.NumericalFailure(report, violation / range);
    }

    /** Probabilities from an answer that passed its check: the tiny negative ones become 0. */
    private JointDistribution distribution(double[] x) {
        double[] probabilities = new double[Math.toIntExact(game.index().jointActionCount())];
        double sum = 0;
        for (int a = 0; a < probabilities.length; a++) {
            probabilities[a] = Math.max(0, x[a]);
            sum += probabilities[a];
        }
        for (int a = 0; a < probabilities.length; a++) {
            probabilities[a] /= sum;
        }
        return JointDistribution.of(game.index(), probabilities);
    }
}
