package org.aumann.solvers.meta;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.random.Philox;
import org.aumann.kernels.ComputeBackend;

/** Distributions that ignore the payoffs: yardsticks for the meta-solvers that do not. */
public enum BaselineSolver implements MetaSolver {
    /** The uniform distribution over joint actions. */
    UNIFORM("uni", "the uniform distribution"),
    /** One joint action, drawn uniformly. */
    RANDOM_JOINT("rj", "one joint action, drawn uniformly"),
    /** A distribution drawn from the flat Dirichlet distribution. */
    RANDOM_DIRICHLET("rd", "a distribution drawn from the flat Dirichlet distribution");

    private final String id;
    private final String description;

    BaselineSolver(String id, String description) {
        this.id = id;
        this.description = description;
    }

    @Override
    public String id() {
        return id;
    }

    /**
     * One line for people.
     *
     * @return the description
     */
    public String description() {
        return description;
    }

    @Override
    public SolutionConcept concept() {
        return SolutionConcept.CCE;
    }

    @Override
    public SolveOutcome solve(
            MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
        SolveContext context = new SolveContext(this, game, backend, options, listener);
        JointDistribution sigma = distribution(game.index(), new Philox(options.seed()));
        double[] epsilon = new double[game.index().playerCount()];
        return new SolveOutcome.Optimal(context.report(sigma, ObjectiveBounds.unbounded(0), epsilon));
    }

    private JointDistribution distribution(JointActionIndex index, RandomGenerator random) {
        if (this == UNIFORM) {
            return JointDistribution.uniform(index);
        }
        double[] probabilities = new double[Math.toIntExact(index.jointActionCount())];
        if (this == RANDOM_JOINT) {
            probabilities[random.nextInt(probabilities.length)] = 1;
            return JointDistribution.of(index, probabilities);
        }
        Arrays.setAll(probabilities, a -> random.nextExponential());
        double sum = Arrays.stream(probabilities).sum();
        Arrays.setAll(probabilities, a -> probabilities[a] / sum);
        return JointDistribution.of(index, probabilities);
    }
}
