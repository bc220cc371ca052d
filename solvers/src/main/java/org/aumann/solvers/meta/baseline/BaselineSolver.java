package org.aumann.solvers.meta.baseline;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.random.RandomGenerator;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.TensorGame;
import org.aumann.core.random.Philox;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.program.StrictDominance;

/**
 * Distributions that ignore the payoffs, all or all but strict dominance: yardsticks for the meta-solvers that do
 * not. They promise no equilibrium; the certificate says what they are. Any number of joint actions that fits into
 * memory.
 */
public enum BaselineSolver implements MetaSolver {
    /** The uniform distribution over joint actions. */
    UNIFORM("uni", "the uniform distribution"),
    /** One joint action, drawn uniformly. */
    RANDOM_JOINT("rj", "one joint action, drawn uniformly"),
    /** A distribution drawn from the flat Dirichlet distribution. */
    RANDOM_DIRICHLET("rd", "a distribution drawn from the flat Dirichlet distribution"),
    /** {@link #UNIFORM} over the actions that iterated strict dominance by pure actions leaves. */
    UNDOMINATED_UNIFORM("undominated_uni", "the uniform distribution" + Names.UNDOMINATED),
    /** {@link #RANDOM_JOINT} among the actions that iterated strict dominance by pure actions leaves. */
    UNDOMINATED_RANDOM_JOINT("undominated_rj", "one joint action, drawn uniformly" + Names.UNDOMINATED),
    /** {@link #RANDOM_DIRICHLET} over the actions that iterated strict dominance by pure actions leaves. */
    UNDOMINATED_RANDOM_DIRICHLET(
            "undominated_rd", "a distribution drawn from the flat Dirichlet distribution" + Names.UNDOMINATED);

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final String id;
    private final String description;

    BaselineSolver(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** What the constants need before the fields of this class exist. */
    private static final class Names {
        static final String UNDOMINATED = ", over the actions that iterated strict dominance leaves";
    }

    @Override
    public String id() {
        return id;
    }

    @Override
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
        TensorGame tensor = context.tensorGame();
        RandomGenerator random = new Philox(options.seed());
        JointDistribution sigma = switch (this) {
            case UNIFORM, RANDOM_JOINT, RANDOM_DIRICHLET -> distribution(tensor.index(), random);
            case UNDOMINATED_UNIFORM, UNDOMINATED_RANDOM_JOINT, UNDOMINATED_RANDOM_DIRICHLET -> {
                StrictDominance dominance = StrictDominance.of(tensor.payoffs());
                context.note("strictly dominated actions eliminated: " + dominance.eliminatedCount());
                JointDistribution survivors = distribution(dominance.survivors(), random);
                yield dominance.eliminatesAny() ? dominance.widen(survivors) : survivors;
            }
        };
        return new SolveOutcome.Optimal(context.report(sigma, 1, 0));
    }

    private JointDistribution distribution(JointActionIndex index, RandomGenerator random) {
        return switch (this) {
            case UNIFORM, UNDOMINATED_UNIFORM -> JointDistribution.uniform(index);
            case RANDOM_JOINT, UNDOMINATED_RANDOM_JOINT -> {
                MemorySegment probabilities = JointDistribution.memory(index);
                probabilities.setAtIndex(DOUBLE, random.nextLong(index.jointActionCount()), 1);
                yield JointDistribution.over(index, probabilities);
            }
            case RANDOM_DIRICHLET, UNDOMINATED_RANDOM_DIRICHLET -> dirichlet(index, random);
        };
    }

    /** Independent exponential variables over their sum. */
    private static JointDistribution dirichlet(JointActionIndex index, RandomGenerator random) {
        MemorySegment probabilities = JointDistribution.memory(index);
        double sum = 0;
        for (long a = 0; a < index.jointActionCount(); a++) {
            double draw = random.nextExponential();
            probabilities.setAtIndex(DOUBLE, a, draw);
            sum += draw;
        }
        for (long a = 0; a < index.jointActionCount(); a++) {
            probabilities.setAtIndex(DOUBLE, a, probabilities.getAtIndex(DOUBLE, a) / sum);
        }
        return JointDistribution.over(index, probabilities);
    }
}
