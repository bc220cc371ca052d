package org.aumann.solvers.meta.program;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffRange;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.TensorGame;
import org.jspecify.annotations.Nullable;

/**
 * A game as the kernels see it, with an objective that is weighted payoffs.
 *
 * <p>It is the game itself; or one with an {@link ObjectivePlayer}, where the objective is not made of payoffs (a random
 * one, the logarithm of a prior); or the {@link StrategicForm}, where that costs nothing or the payoffs hide the
 * differences.
 */
final class SelectedGame implements AutoCloseable {
    /** Payoffs that a median is taken of. */
    private static final long SAMPLE = 1_001;

    private final MetaGame game;
    private final double[] payoffWeights;
    private final double objectiveShift;
    private final double objectiveUnit;
    private final boolean hasObjectivePlayer;

    /** Whether the payoffs were made here. */
    private final boolean isOwner;

    private SelectedGame(
            MetaGame game,
            double[] payoffWeights,
            double objectiveShift,
            double objectiveUnit,
            boolean hasObjectivePlayer,
            boolean isOwner) {
        this.game = game;
        this.payoffWeights = payoffWeights;
        this.objectiveShift = objectiveShift;
        this.objectiveUnit = objectiveUnit;
        this.hasObjectivePlayer = hasObjectivePlayer;
        this.isOwner = isOwner;
    }

    /**
     * The form in which a game is solved.
     *
     * @param units of its gains
     * @param weights of the payoffs in the objective. Not modified.
     * @param precision of a copy of the payoffs with an objective
     * @param ownObjective the part of the objective that is not made of payoffs, asked once per outcome and in order;
     *     null if there is none
     */
    static SelectedGame of(
            MetaGame game,
            GainUnits units,
            double[] weights,
            Precision precision,
            @Nullable LongToDoubleFunction ownObjective) {
        if (game instanceof TensorGame tensor && StrategicForm.suits(tensor, units)) {
            return strategic(tensor, units, weights, ownObjective);
        }
        double range = 0;
        for (int p = 0; p < weights.length; p++) {
            range += Math.abs(weights[p]) * units.spread(p).range().width();
        }
        if (ownObjective == null) {
            return new SelectedGame(game, weights.clone(), 0, range, false, false);
        }
        MetaGame withObjective = ObjectivePlayer.join(game, precision, ownObjective);
        double[] all = new double[weights.length + 1];
        all[0] = 1;
        System.arraycopy(weights, 0, all, 1, weights.length);
        double unit = range + withObjective.range(0).width();
        return new SelectedGame(withObjective, all, 0, unit, true, true);
    }

    private static SelectedGame strategic(
            TensorGame game, GainUnits units, double[] weights, @Nullable LongToDoubleFunction ownObjective) {
        boolean hasWelfare = Arrays.stream(weights).anyMatch(w -> w != 0);
        if (!hasWelfare && ownObjective == null) {
            return new SelectedGame(StrategicForm.of(game, null), weights.clone(), 0, 0, false, true);
        }
        double[] typical = new double[weights.length];
        double shift = 0;
        for (int p = 0; p < weights.length; p++) {
            typical[p] = weights[p] == 0 ? 0 : median(game, p);
            shift += weights[p] * typical[p];
        }
        LongToDoubleFunction objective = a -> {
            double sum = ownObjective == null ? 0 : ownObjective.applyAsDouble(a);
            for (int p = 0; p < weights.length; p++) {
                sum += weights[p] * (game.payoff(p, a) - typical[p]);
            }
            return sum;
        };
        boolean isConstant = ownObjective == null && isConstant(game, units, weights, objective);
        TensorGame form = StrategicForm.of(game, isConstant ? _ -> 0 : objective);
        double[] first = new double[weights.length + 1];
        first[0] = 1;
        double unit = units.isUneven()
                ? new ReachableObjective(form, units).unit()
                : form.range(0).width();
        double constant = isConstant ? shift + objective.applyAsDouble(0) : shift;
        return new SelectedGame(form, first, constant, unit, true, true);
    }

    /** Whether rounding alone tells joint actions apart, as in games of constant sum. */
    private static boolean isConstant(
            TensorGame game, GainUnits units, double[] weights, LongToDoubleFunction objective) {
        double magnitude = 0;
        for (int p = 0; p < weights.length; p++) {
            PayoffRange range = units.spread(p).range();
            magnitude += Math.abs(weights[p]) * Math.max(Math.abs(range.least()), Math.abs(range.greatest()));
        }
        double first = objective.applyAsDouble(0);
        for (long a = 1; a < game.index().jointActionCount(); a++) {
            if (!game.payoffs().precision().isRounding(first, objective.applyAsDouble(a), magnitude)) {
                return false;
            }
        }
        return true;
    }

    /** A payoff that is typical for a player, so that what is left of the others is small: of a sample, the median. */
    private static double median(TensorGame game, int player) {
        long count = game.index().jointActionCount();
        double[] payoffs = LongStream.range(0, Math.min(count, SAMPLE))
                .map(k -> k * count / Math.min(count, SAMPLE))
                .mapToDouble(a -> game.payoff(player, a))
                .sorted()
                .toArray();
        return payoffs[payoffs.length / 2];
    }

    MetaGame game() {
        return game;
    }

    /** w, one weight per player of the game. Not to be modified. */
    double[] payoffWeights() {
        return payoffWeights;
    }

    /** What the weighted payoffs are short of the objective, everywhere. */
    double objectiveShift() {
        return objectiveShift;
    }

    /** What differences of the objective are compared with, 0 where there are none. */
    double objectiveUnit() {
        return objectiveUnit;
    }

    /** Whether player 0 is not one of the game, but the objective. */
    boolean hasObjectivePlayer() {
        return hasObjectivePlayer;
    }

    @Override
    public void close() {
        if (isOwner && game instanceof TensorGame tensor) {
            tensor.payoffs().close();
        }
    }
}
