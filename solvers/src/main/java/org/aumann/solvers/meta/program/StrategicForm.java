package org.aumann.solvers.meta.program;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.payoff.Fibre;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.TensorGame;

/**
 * A game with the same deviations as another one, whose payoffs are nothing else: what a player misses by not having
 * chosen best.
 *
 * <pre>{@code G'_p(a) = G_p(a) − max_d G_p(d, a_{-p})}</pre>
 *
 * <p>Whatever is added to the payoffs of a player against the same co-players is gone, exactly where the sum was
 * exact, and costs no digits in sums over joint actions. Welfare is not the same any more: it becomes a {@link Tilt}.
 */
final class StrategicForm {
    /** Payoffs of a game that always goes by it: the copy costs less than the first evaluation. */
    private static final long SMALL = 1 << 18;

    private StrategicForm() {}

    /** Whether a game is better solved in this form: the copy costs nothing, or the payoffs hide the differences. */
    static boolean suits(TensorGame game, GainUnits units) {
        JointActionIndex index = game.index();
        boolean isOffset = false;
        for (int p = 0; p < index.playerCount(); p++) {
            isOffset |= units.spread(p).isOffset();
        }
        return isOffset || index.jointActionCount() <= SMALL / index.playerCount();
    }

    /**
     * The form of a game.
     *
     * @return float64; the caller closes its payoffs
     */
    static TensorGame of(TensorGame game) {
        PayoffTensor form = PayoffTensor.allocate(game.index(), Precision.FLOAT64);
        int[][] repeats = new int[form.playerCount()][];
        Arrays.setAll(repeats, game::repeats);
        IntStream.range(0, repeats.length).parallel().forEach(p -> copyMisses(game.payoffs(), p, form));
        return MetaGame.of(form, repeats);
    }

    private static void copyMisses(PayoffTensor from, int player, PayoffTensor to) {
        JointActionIndex index = from.index();
        long stride = index.stride(player);
        long slab = stride * index.actionCount(player);
        Fibre fibre = new Fibre(from, player);
        for (long outer = 0; outer < index.jointActionCount(); outer += slab) {
            for (long base = outer; base < outer + stride; base++) {
                double[] values = fibre.at(base);
                double best = Double.NEGATIVE_INFINITY;
                for (double value : values) {
                    best = Math.max(best, value);
                }
                for (int d = 0; d < values.length; d++) {
                    to.set(player, base + d * stride, values[d] - best);
                }
            }
        }
    }
}
