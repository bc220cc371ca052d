package org.aumann.solvers.meta.program;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffRange;
import org.aumann.core.payoff.TensorGame;
import org.jspecify.annotations.Nullable;

/**
 * A game as the kernels see it, with an objective that is weighted payoffs and, where it is not made of them (a random
 * one, the logarithm of a prior), a {@link Tilt}.
 *
 * <p>It is the game itself, or the {@link StrategicForm}, where that costs nothing or the payoffs hide the differences;
 * its objective is a tilt.
 */
final class SelectedGame implements AutoCloseable {
    /** Payoffs that a median is taken of. */
    private static final long SAMPLE = 1_001;

    private final MetaGame game;
    private final @Nullable Tilt tilt;
    private final double[] payoffWeights;
    private final double objectiveShift;
    private final double objectiveUnit;

    /** Whether the payoffs were made here. */
    private final boolean isOwner;

    private SelectedGame(
            MetaGame game,
            @Nullable Tilt tilt,
            double[] payoffWeights,
            double objectiveShift,
            double objectiveUnit,
            boolean isOwner) {
        this.game = game;
        this.tilt = tilt;
        this.payoffWeights = payoffWeights;
        this.objectiveShift = objectiveShift;
        this.objectiveUnit = objectiveUnit;
        this.isOwner = isOwner;
    }

    /**
     * The form in which a game is solved.
     *
     * @param units of its gains
     * @param weights of the payoffs in the objective. Not modified.
     * @param ownObjective the part of the objective that is not made of payoffs, asked once per outcome and in order;
     *     null if there is none
     */
    static SelectedGame of(
            MetaGame game, GainUnits units, double[] weights, @Nullable LongToDoubleFunction ownObjective) {
        if (game instanceof TensorGame tensor && StrategicForm.suits(tensor, units)) {
            return strategic(tensor, units, weights, ownObjective);
        }
        double range = 0;
        for (int p = 0; p < weights.length; p++) {
            range += Math.abs(weights[p]) * units.spread(p).range().width();
        }
        if (ownObjective == null) {
            return new SelectedGame(game, null, weights.clone(), 0, range, false);
        }
        Tilt tilt = Tilt.of(game.outcomes(), ownObjective);
        return new SelectedGame(
                game, tilt, tilted(weights), 0, range + tilt.range().width(), false);
    }

    /** The weights, and that of the tilt. */
    private static double[] tilted(double[] weights) {
        double[] all = Arrays.copyOf(weights, weights.length + 1);
        all[weights.length] = 1;
        return all;
    }

    private static SelectedGame strategic(
            TensorGame game, GainUnits units, double[] weights, @Nullable LongToDoubleFunction ownObjective) {
        boolean hasWelfare = Arrays.stream(weights).anyMatch(w -> w != 0);
        if (!hasWelfare && ownObjective == null) {
            return new SelectedGame(StrategicForm.of(game), null, weights.clone(), 0, 0, true);
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
        Tilt tilt = Tilt.of(game.index(), isConstant ? _ -> 0 : objective);
        TensorGame form = StrategicForm.of(game);
        double unit = units.isUneven()
                ? new ReachableObjective(form, tilt, units).unit()
                : tilt.range().width();
        double constant = isConstant ? shift + objective.applyAsDouble(0) : shift;
        return new SelectedGame(form, tilt, tilted(new double[weights.length]), constant, unit, true);
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

    /** What the objective has besides payoffs, if anything. */
    @Nullable
    Tilt tilt() {
        return tilt;
    }

    /** w, one weight per player, and one of the tilt if there is one. Not to be modified. */
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

    @Override
    public void close() {
        if (isOwner && game instanceof TensorGame tensor) {
            tensor.payoffs().close();
        }
    }
}
