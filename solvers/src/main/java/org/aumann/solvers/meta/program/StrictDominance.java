package org.aumann.solvers.meta.program;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;

/**
 * Iterated elimination of actions that another pure action strictly dominates.
 *
 * <p>Exact for CE at ε = 0 only: a dominated action can be in the support of a CCE. A comparison of two actions ends
 * at the first joint action of the others that speaks against it, so that a large game costs its full
 * {@code O(J)} for a pair only where there is dominance, or nearly. Immutable.
 */
public final class StrictDominance {
    private final JointActionIndex index;
    private final int[][] surviving;

    private StrictDominance(JointActionIndex index, int[][] surviving) {
        this.index = index;
        this.surviving = surviving;
    }

    /**
     * Eliminates what another action beats everywhere.
     *
     * @param payoffs the payoffs. Not modified.
     * @return what is dominated, round after round
     */
    public static StrictDominance of(PayoffTensor payoffs) {
        return of(payoffs, GainUnits.of(MetaGame.of(payoffs), SolutionConcept.CE));
    }

    /**
     * Eliminates what another action beats everywhere by more than rounding.
     *
     * @param payoffs the payoffs. Not modified.
     * @param units of the game
     * @return what is dominated, round after round
     */
    public static StrictDominance of(PayoffTensor payoffs, GainUnits units) {
        JointActionIndex index = payoffs.index();
        int[][] surviving = new int[index.playerCount()][];
        for (int p = 0; p < surviving.length; p++) {
            surviving[p] = IntStream.range(0, index.actionCount(p)).toArray();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int p = 0; p < surviving.length; p++) {
                int player = p;
                int[] kept = Arrays.stream(surviving[p])
                        .filter(a -> !isDominated(payoffs, surviving, player, a, units))
                        .toArray();
                changed |= kept.length < surviving[p].length;
                surviving[p] = kept;
            }
        }
        return new StrictDominance(index, surviving);
    }

    private static boolean isDominated(
            PayoffTensor payoffs, int[][] surviving, int player, int action, GainUnits units) {
        double typical = units.spread(player).typicalDifference();
        return Arrays.stream(surviving[player])
                .anyMatch(other -> other != action && dominates(payoffs, surviving, player, other, action, typical));
    }

    private static boolean dominates(
            PayoffTensor payoffs, int[][] surviving, int player, int better, int worse, double typical) {
        int[][] others = surviving.clone();
        others[player] = new int[] {worse};
        long distance = (better - worse) * payoffs.index().stride(player);
        Walk walk = new Walk(payoffs.index(), others);
        do {
            long jointAction = walk.jointAction();
            double more = payoffs.get(player, jointAction + distance);
            double less = payoffs.get(player, jointAction);
            if (!(more > less) || payoffs.precision().isRounding(more, less, typical)) {
                return false;
            }
        } while (walk.advance());
        return true;
    }

    /** The joint actions of some actions of every player, last player fastest, as indices of the whole game. */
    private static final class Walk {
        private final JointActionIndex index;
        private final int[][] actions;
        private final int[] position;
        private long jointAction;

        Walk(JointActionIndex index, int[][] actions) {
            this.index = index;
            this.actions = actions;
            this.position = new int[actions.length];
            for (int p = 0; p < actions.length; p++) {
                jointAction += actions[p][0] * index.stride(p);
            }
        }

        long jointAction() {
            return jointAction;
        }

        /** Goes to the next joint action; false after the last. */
        boolean advance() {
            for (int p = actions.length - 1; p >= 0; p--) {
                int from = actions[p][position[p]];
                boolean carries = position[p] == actions[p].length - 1;
                position[p] = carries ? 0 : position[p] + 1;
                jointAction += (actions[p][position[p]] - from) * index.stride(p);
                if (!carries) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Whether there is a strictly dominated action.
     *
     * @return false if all actions are left
     */
    public boolean eliminatesAny() {
        return eliminatedCount() > 0;
    }

    /**
     * How many there are.
     *
     * @return actions of all players
     */
    public int eliminatedCount() {
        return index.actionCountSum()
                - Arrays.stream(surviving).mapToInt(s -> s.length).sum();
    }

    /**
     * The joint actions of what survives.
     *
     * @return the joint actions that are left
     */
    public JointActionIndex survivors() {
        return JointActionIndex.of(
                Arrays.stream(surviving).mapToInt(s -> s.length).toArray());
    }

    /**
     * The same distribution over the original joint actions.
     *
     * @param sigma a distribution over the joint actions that are left
     * @return the same over all joint actions, zero elsewhere
     */
    public JointDistribution widen(JointDistribution sigma) {
        MemorySegment wide = JointDistribution.memory(index);
        Walk walk = new Walk(index, surviving);
        for (long k = 0; k < sigma.index().jointActionCount(); k++, walk.advance()) {
            wide.setAtIndex(ValueLayout.JAVA_DOUBLE, walk.jointAction(), sigma.probability(k));
        }
        return JointDistribution.over(index, wide);
    }

    /** The game of the surviving actions; owns its tensor. */
    Reduction reduce(TensorGame game) {
        JointActionIndex small = survivors();
        PayoffTensor payoffs = PayoffTensor.allocate(small, game.payoffs().precision());
        int[][] repeats = new int[surviving.length][];
        for (int p = 0; p < surviving.length; p++) {
            int player = p;
            repeats[p] = Arrays.stream(surviving[p])
                    .map(a -> game.repeats(player, a))
                    .toArray();
            Walk walk = new Walk(index, surviving);
            for (long k = 0; k < small.jointActionCount(); k++, walk.advance()) {
                payoffs.set(p, k, game.payoffs().get(p, walk.jointAction()));
            }
        }
        return new Reduction(this, small, payoffs, MetaGame.of(payoffs, repeats));
    }

    /** The reduced game and the way back. */
    record Reduction(StrictDominance dominance, JointActionIndex index, PayoffTensor payoffs, TensorGame game)
            implements AutoCloseable {
        /** The original joint action. */
        long original(long jointAction) {
            long original = 0;
            for (int p = 0; p < index.playerCount(); p++) {
                int action = dominance.surviving[p][index.action(jointAction, p)];
                original += action * dominance.index.stride(p);
            }
            return original;
        }

        /**
         * The same distribution over the original joint actions.
         *
         * @param sigma a distribution over the joint actions that are left
         * @return the same over all joint actions, zero elsewhere
         */
        public JointDistribution widen(JointDistribution sigma) {
            return dominance.widen(sigma);
        }

        @Override
        public void close() {
            payoffs.close();
        }
    }
}
