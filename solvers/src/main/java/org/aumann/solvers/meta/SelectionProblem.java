package org.aumann.solvers.meta;

import java.util.Arrays;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;
import org.jspecify.annotations.Nullable;

/**
 * The program that the solvers see: maximise {@code Σ_p w_p G_p(σ)}, perhaps with a regulariser, over the
 * ε-(C)CE of a game.
 *
 * <p>The game is the asked one or, for CE at ε = 0, what is left of it when strictly dominated actions are gone.
 * An objective that is not made of payoffs (a random one, the logarithm of a prior) is an {@link ObjectivePlayer}.
 */
final class SelectionProblem implements AutoCloseable {
    /** Weight of the random part in {@link SelectionObjective#RANDOM_WELFARE}. */
    private static final double PERTURBATION = 1e-6;

    private final MetaGame asked;
    private final SolutionConcept concept;
    private final GainUnit unit;
    private final StrictDominance.@Nullable Reduction reduction;
    private final MetaGame game;
    private final @Nullable ObjectivePlayer objectivePlayer;
    private final double[] ranges;
    private final double[] epsilon;
    private final double[] payoffWeights;

    private SelectionProblem(
            SolveContext context,
            GainUnit unit,
            double[] epsilon,
            double[] welfareWeights,
            StrictDominance.@Nullable Reduction reduction,
            @Nullable ObjectivePlayer objectivePlayer) {
        this.asked = context.game();
        this.concept = context.concept();
        this.unit = unit;
        this.reduction = reduction;
        this.objectivePlayer = objectivePlayer;
        if (objectivePlayer == null) {
            this.game = reduction == null ? asked : reduction.game();
            this.epsilon = epsilon;
            this.payoffWeights = welfareWeights;
        } else {
            this.game = objectivePlayer.game();
            this.epsilon = prepend(0, epsilon);
            this.payoffWeights = prepend(objectivePlayer.weight(), welfareWeights);
        }
        this.ranges = game == asked ? context.payoffRanges() : SolveContext.payoffRanges(game);
    }

    /**
     * The program of an objective.
     *
     * @param epsilon per player of the asked game, payoff units. Not modified.
     */
    static SelectionProblem at(
            SolveContext context, SelectionObjective objective, SelectionSettings settings, double[] epsilon) {
        double factor = objective.welfareFactor(settings.tilt());
        double[] weights = Arrays.stream(settings.weightOf(epsilon.length))
                .map(weight -> factor * weight)
                .toArray();
        Arrays.setAll(weights, p -> weights[p] * context.game().playersLike(p));
        StrictDominance.Reduction reduction = reduction(context, epsilon);
        try {
            ObjectivePlayer player = objectivePlayer(context, objective, settings, reduction);
            return new SelectionProblem(context, settings.unit(), epsilon.clone(), weights, reduction, player);
        } catch (RuntimeException e) {
            if (reduction != null) {
                reduction.close();
            }
            throw e;
        }
    }

    private static @Nullable ObjectivePlayer objectivePlayer(
            SolveContext context,
            SelectionObjective objective,
            SelectionSettings settings,
            StrictDominance.@Nullable Reduction reduction) {
        MetaGame game = reduction == null ? context.game() : reduction.game();
        long seed = context.options().seed();
        return switch (objective) {
            case GINI, ENTROPY, WELFARE -> null;
            case RELATIVE_ENTROPY -> logarithms(context.game(), settings.prior(), reduction);
            case RANDOM_WELFARE -> ObjectivePlayer.gaussian(game, PERTURBATION, seed);
            case RANDOM_VERTEX -> ObjectivePlayer.gaussian(game, 1, seed);
        };
    }

    /** The program without an objective, for the smallest ε. */
    static SelectionProblem feasibility(SolveContext context, SelectionSettings settings) {
        int players = context.game().index().playerCount();
        return new SelectionProblem(context, settings.unit(), new double[players], new double[players], null, null);
    }

    private static @Nullable ObjectivePlayer logarithms(
            MetaGame asked, @Nullable JointDistribution prior, StrictDominance.@Nullable Reduction reduction) {
        if (prior == null) {
            return null;
        }
        if (!prior.index().equals(asked.outcomes())) {
            throw new InvalidInputException("the prior is over " + prior.index()
                    + ", expected the joint actions of the game, " + asked.outcomes());
        }
        MetaGame game = reduction == null ? asked : reduction.game();
        return ObjectivePlayer.of(game, Precision.FLOAT64, 1, a -> {
            long original = reduction == null ? a : reduction.original(a);
            double probability = prior.probability(original);
            if (!(probability > 0)) {
                throw new InvalidInputException("the prior has probability " + probability + " at joint action "
                        + Arrays.toString(asked.outcomes().actions(original))
                        + ", expected a positive one everywhere. Maybe mix it with the uniform distribution");
            }
            return Math.log(probability / likeIt(asked, original));
        });
    }

    /** How many joint actions share the probability of an outcome. */
    private static double likeIt(MetaGame game, long outcome) {
        return switch (game) {
            case TensorGame tensor -> 1;
            case SymmetricGame symmetric -> symmetric.multiplicity(outcome);
        };
    }

    /** Strictly dominated actions are in no CE: without them the multipliers stay bounded more often. */
    private static StrictDominance.@Nullable Reduction reduction(SolveContext context, double[] epsilon) {
        if (context.concept() == SolutionConcept.CCE
                || !(context.game() instanceof TensorGame game)
                || Arrays.stream(epsilon).anyMatch(e -> e != 0)) {
            return null;
        }
        StrictDominance dominance = StrictDominance.of(game.payoffs());
        if (!dominance.eliminatesAny()) {
            return null;
        }
        context.note("strictly dominated actions eliminated: " + dominance.eliminatedCount());
        return dominance.reduce(game);
    }

    private static double[] prepend(double first, double[] others) {
        double[] all = new double[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }

    /** The game to solve. */
    MetaGame game() {
        return game;
    }

    SolutionConcept concept() {
        return concept;
    }

    /** Width of the payoff range of each of its players. */
    double[] ranges() {
        return ranges;
    }

    /** ε of each of its players, payoff units. */
    double[] epsilon() {
        return epsilon;
    }

    /** ε of each player of the asked game, payoff units. */
    double[] askedEpsilon() {
        int first = epsilon.length - asked.index().playerCount();
        return Arrays.copyOfRange(epsilon, first, epsilon.length);
    }

    /** How much a gain of 1 is for each of its players. */
    double[] gainUnits() {
        return Arrays.stream(ranges).map(unit::of).toArray();
    }

    /** w: the objective is {@code Σ_p w_p G_p(σ)}. */
    double[] payoffWeights() {
        return payoffWeights;
    }

    /** {@code Σ_p w_p Δ_p}: no two distributions differ by more. */
    double objectiveRange() {
        double range = 0;
        for (int p = 0; p < ranges.length; p++) {
            range += Math.abs(payoffWeights[p]) * ranges[p];
        }
        return range;
    }

    /** {@code Σ_p weight_p G_p} at a joint action. */
    double payoff(double[] weights, long jointAction) {
        double sum = 0;
        for (int p = 0; p < weights.length; p++) {
            sum += weights[p] == 0 ? 0 : weights[p] * game.payoff(p, jointAction);
        }
        return sum;
    }

    /** The objective at a joint action. */
    double coefficient(long jointAction) {
        return payoff(payoffWeights, jointAction);
    }

    /** A distribution over the joint actions of the asked game. */
    JointDistribution toAsked(JointDistribution sigma) {
        return reduction == null ? JointDistribution.over(asked.outcomes(), sigma.segment()) : reduction.widen(sigma);
    }

    /** Multipliers of the asked game. */
    Multipliers toAsked(Multipliers multipliers) {
        if (reduction != null) {
            return Multipliers.zero(asked.index(), concept);
        }
        double[] alpha = multipliers.toArray();
        int objectiveRows = alpha.length - concept.rowCount(asked.index());
        return Multipliers.of(asked.index(), concept, Arrays.copyOfRange(alpha, objectiveRows, alpha.length));
    }

    /** Multipliers of the game to solve, from those of a game that was asked before. */
    Multipliers toSolved(Multipliers start) {
        if (reduction != null) {
            return Multipliers.zero(game.index(), concept);
        }
        double[] alpha = start.grownTo(asked.index(), concept).toArray();
        return Multipliers.of(game.index(), concept, objectivePlayer == null ? alpha : prepend(0, alpha));
    }

    @Override
    public void close() {
        if (objectivePlayer != null) {
            objectivePlayer.close();
        }
        if (reduction != null) {
            reduction.close();
        }
    }
}
