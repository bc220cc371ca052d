package org.aumann.solvers.meta.program;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Regulariser;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveContext;
import org.jspecify.annotations.Nullable;

/**
 * The program that the solvers see: maximise {@code Σ_p w_p G_p(σ)}, perhaps with a regulariser, over the
 * ε-(C)CE of a game.
 *
 * <p>The game is the asked one or, for CE at ε = 0, what is left of it when strictly dominated actions are gone, in the
 * form that a {@link SelectedGame} gives it.
 */
public final class SelectionProblem implements AutoCloseable {
    /** Weight of the random part in {@link SelectionObjective#RANDOM_WELFARE}, relative to the widest weighted payoff range. */
    private static final double PERTURBATION = 1e-6;

    private final MetaGame asked;
    private final SolutionConcept concept;
    private final GainUnit unit;
    private final StrictDominance.@Nullable Reduction reduction;
    private final SelectedGame selected;
    private final GainUnits units;
    private final double[] epsilon;

    private SelectionProblem(
            SolveContext context,
            GainUnit unit,
            StrictDominance.@Nullable Reduction reduction,
            GainUnits units,
            SelectedGame selected,
            double[] epsilon) {
        this.asked = context.game();
        this.concept = context.concept();
        this.unit = unit;
        this.reduction = reduction;
        this.selected = selected;
        this.units = units;
        this.epsilon = epsilon;
    }

    /**
     * The program of an objective.
     *
     * @param context the request
     * @param objective what is maximised
     * @param settings weights, ε, prior and tilt
     * @param epsilon per player of the asked game, payoff units. Not modified.
     * @return a program that the caller closes
     */
    public static SelectionProblem at(
            SolveContext context, SelectionObjective objective, SelectionSettings settings, double[] epsilon) {
        StrictDominance.Reduction reduction = reduction(context, epsilon);
        try {
            MetaGame game = reduction == null ? context.game() : reduction.game();
            GainUnits units = reduction == null ? context.units() : GainUnits.of(game, context.concept());
            double factor = objective.welfareFactor(settings.tilt());
            double[] weights = settings.weightOf(epsilon.length);
            Arrays.setAll(weights, p -> factor * weights[p] * game.playersLike(p));
            SelectedGame selected = SelectedGame.of(
                    game,
                    units,
                    weights,
                    ownObjective(context, objective, settings, reduction, stake(context.units(), weights)));
            return new SelectionProblem(context, settings.unit(), reduction, units, selected, epsilon.clone());
        } catch (RuntimeException e) {
            if (reduction != null) {
                reduction.close();
            }
            throw e;
        }
    }

    /** The part of an objective that is not made of payoffs; null if there is none. */
    private static @Nullable LongToDoubleFunction ownObjective(
            SolveContext context,
            SelectionObjective objective,
            SelectionSettings settings,
            StrictDominance.@Nullable Reduction reduction,
            double stake) {
        Philox random = new Philox(context.options().seed());
        return switch (objective) {
            case GINI, ENTROPY, WELFARE, LEAST_WELFARE -> null;
            case RELATIVE_ENTROPY -> logarithms(context.game(), settings.prior(), reduction);
            case RANDOM_WELFARE -> _ -> PERTURBATION * stake * random.nextGaussian();
            case RANDOM_VERTEX -> _ -> random.nextGaussian();
        };
    }

    /** The most that one player's payoffs change the welfare; 1 if nobody's do. */
    private static double stake(GainUnits units, double[] weights) {
        double stake = IntStream.range(0, weights.length)
                .mapToDouble(p -> Math.abs(weights[p]) * units.spread(p).range().width())
                .max()
                .orElse(0);
        return stake > 0 ? stake : 1;
    }

    /**
     * The program without an objective, for the smallest ε.
     *
     * @param context the request
     * @param unit the unit of ε
     * @return a program that the caller closes
     */
    public static SelectionProblem feasibility(SolveContext context, GainUnit unit) {
        int players = context.game().index().playerCount();
        SelectedGame selected = SelectedGame.of(context.game(), context.units(), new double[players], null);
        return new SelectionProblem(context, unit, null, context.units(), selected, new double[players]);
    }

    private static @Nullable LongToDoubleFunction logarithms(
            MetaGame asked, @Nullable JointDistribution prior, StrictDominance.@Nullable Reduction reduction) {
        if (prior == null) {
            return null;
        }
        if (!prior.index().equals(asked.outcomes())) {
            throw new InvalidInputException("the prior is over " + prior.index()
                    + ", expected the joint actions of the game, " + asked.outcomes());
        }
        return a -> {
            long original = reduction == null ? a : reduction.original(a);
            double probability = prior.probability(original);
            if (!(probability > 0)) {
                throw new InvalidInputException("the prior has probability " + probability + " at joint action "
                        + Arrays.toString(asked.outcomes().actions(original))
                        + ", expected a positive one everywhere. Maybe mix it with the uniform distribution");
            }
            return Math.log(probability / likeIt(asked, original));
        };
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
        StrictDominance dominance = StrictDominance.of(game.payoffs(), context.units());
        if (!dominance.eliminatesAny()) {
            return null;
        }
        context.note("strictly dominated actions eliminated: " + dominance.eliminatedCount());
        return dominance.reduce(game);
    }

    /**
     * What is left of the asked game, as it was.
     *
     * @return its payoffs belong to this or to the asked game
     */
    public MetaGame gameOfPlayers() {
        return reduction == null ? asked : reduction.game();
    }

    /**
     * The game to solve.
     *
     * @return its payoffs belong to this or to the asked game
     */
    public MetaGame game() {
        return selected.game();
    }

    /**
     * Whose deviations count.
     *
     * @return CE or CCE
     */
    public SolutionConcept concept() {
        return concept;
    }

    /**
     * What gains of the players are compared with.
     *
     * @return those of the game to solve
     */
    public GainUnits units() {
        return units;
    }

    /**
     * The unit of ε.
     *
     * @return of the settings
     */
    public GainUnit unit() {
        return unit;
    }

    /**
     * How much a gain of 1 is for each player of the asked game.
     *
     * @return one unit a player, payoff units
     */
    public double[] gainUnits() {
        double[] gainUnits = new double[epsilon.length];
        Arrays.setAll(gainUnits, p -> unit.of(units.spread(p).range().width()));
        return gainUnits;
    }

    /**
     * ε of each player, payoff units.
     *
     * @return a copy
     */
    public double[] epsilon() {
        return epsilon.clone();
    }

    /**
     * The part of the objective that is not made of payoffs.
     *
     * @return per outcome of the game to solve; null if there is none
     */
    public @Nullable Tilt tilt() {
        return selected.tilt();
    }

    /**
     * w: the objective is {@code Σ_p w_p G_p(σ)}, the tilt with the last weight, and {@link #objectiveShift}.
     *
     * @return one weight a player of the game to solve, and one of the tilt if there is one
     */
    public double[] payoffWeights() {
        return selected.payoffWeights();
    }

    /**
     * What the objective of the game to solve is short of that of the asked one, everywhere.
     *
     * @return payoff units
     */
    public double objectiveShift() {
        return selected.objectiveShift();
    }

    /**
     * What differences of the objective are compared with: no two equilibria differ by much more.
     *
     * @return payoff units
     */
    public double objectiveUnit() {
        return selected.objectiveUnit();
    }

    /**
     * The objective at a joint action, without its shift.
     *
     * @param jointAction of the game to solve
     * @return payoff units
     */
    public double coefficient(long jointAction) {
        double[] weights = payoffWeights();
        int players = game().index().playerCount();
        Tilt tilt = tilt();
        double sum = tilt == null ? 0 : weights[players] * tilt.at(jointAction);
        for (int p = 0; p < players; p++) {
            sum += weights[p] == 0 ? 0 : weights[p] * game().payoff(p, jointAction);
        }
        return sum;
    }

    /**
     * The objective of a distribution: {@code 1 − Σ σ²/w} or {@code −Σ σ log(σ/w)}, w the multiplicity, with the tilt; or
     * the tilt alone.
     *
     * @param sigma a distribution over the joint actions of the game to solve
     * @param regulariser Ω, or null if there is none
     * @return in the unit of the objective
     */
    public double objective(JointDistribution sigma, @Nullable Regulariser regulariser) {
        double ofRegulariser = 0;
        double ofTilt = 0;
        for (long a = 0; a < game().outcomes().jointActionCount(); a++) {
            double probability = sigma.probability(a);
            if (probability > 0) {
                double share = probability / game().multiplicity(a);
                ofRegulariser += probability * (regulariser == Regulariser.GINI ? share : Math.log(share));
                ofTilt += probability * coefficient(a);
            }
        }
        ofTilt += objectiveShift();
        if (regulariser == null) {
            return ofTilt;
        }
        return regulariser == Regulariser.GINI ? 1 - ofRegulariser + 2 * ofTilt : ofTilt - ofRegulariser;
    }

    /**
     * The size of the numbers that an objective is added up of.
     *
     * @param regulariser Ω, or null if there is none
     * @return at least the objective's own size
     */
    public double objectiveMagnitude(@Nullable Regulariser regulariser) {
        double ofTilt = 2 * (objectiveUnit() + Math.abs(objectiveShift()));
        return regulariser == null ? ofTilt : 1 + ofTilt;
    }

    /**
     * A distribution over the joint actions of the asked game.
     *
     * @param sigma a distribution over the joint actions of the game to solve
     * @return the same in terms of the asked game
     */
    public JointDistribution toAsked(JointDistribution sigma) {
        return reduction == null ? JointDistribution.over(asked.outcomes(), sigma.segment()) : reduction.widen(sigma);
    }

    /**
     * Multipliers of the asked game.
     *
     * @param multipliers of the game to solve
     * @return the same in terms of the asked game
     */
    public Multipliers toAsked(Multipliers multipliers) {
        if (reduction != null) {
            return Multipliers.zero(asked.index(), concept);
        }
        return multipliers;
    }

    /**
     * Multipliers of the game to solve, from those of a game that was asked before.
     *
     * @param start of a game that is at most as large
     * @return the same in terms of the game to solve
     */
    public Multipliers toSolved(Multipliers start) {
        if (reduction != null) {
            return Multipliers.zero(game().index(), concept);
        }
        return start.grownTo(asked.index(), concept);
    }

    @Override
    public void close() {
        selected.close();
        if (reduction != null) {
            reduction.close();
        }
    }
}
