package org.aumann.core.payoff;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.aumann.core.InvalidInputException;

/**
 * A game whose players are interchangeable, by count profiles instead of joint actions.
 *
 * <pre>{@code
 * u(r, k)   payoff of playing r while k of the n − 1 others play each action
 * U(c)    = Σ_r (c_r / n) u(r, c − e_r)                 what a player gets on average
 * }</pre>
 *
 * <p>Every strictly concave selection from the (C)CE of such a game is symmetric, and of a linear one some optimum
 * is: σ(a) depends on the profile of a only, {@code x(c) = M(c) σ(a)} with {@code M(c) = n! / Π_r c_r!}. So a
 * distribution is over profiles, and the deviations are those of one player who stands for all. float64, off the
 * heap: 8 bytes for every action and profile of the others, 8 for every profile. The memory is freed when the
 * object is no longer reachable. Immutable and safe for use by several threads.
 */
public final class SymmetricGame implements MetaGame {
    /** Above it {@code A^n} is too close to the end of float64. */
    private static final double GREATEST_LOGARITHM = 600;

    /** Sums over the others in another order differ by less than this part of the range, by precision. */
    private static final double ROUNDING_64 = 1e-12;

    private static final double ROUNDING_32 = 1e-5;

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final CountProfiles profiles;
    private final CountProfiles coPlayers;
    private final MemorySegment payoffs;
    private final MemorySegment multiplicities;
    private final PayoffSpread spread;
    private final JointActionIndex index;
    private final JointActionIndex outcomes;

    private SymmetricGame(
            CountProfiles profiles,
            CountProfiles coPlayers,
            MemorySegment payoffs,
            MemorySegment multiplicities,
            PayoffSpread spread) {
        this.profiles = profiles;
        this.coPlayers = coPlayers;
        this.payoffs = payoffs;
        this.multiplicities = multiplicities;
        this.spread = spread;
        this.index = JointActionIndex.of(profiles.actions());
        this.outcomes = JointActionIndex.of(profiles.count());
    }

    /** What a player gets. */
    @FunctionalInterface
    public interface Payoff {
        /**
         * The payoff of an action.
         *
         * @param action what the player plays
         * @param others how many of the others play each action. Not to be modified.
         * @return payoff units
         */
        double of(int action, int[] others);
    }

    /**
     * A game by its payoff function.
     *
     * @param players number of players, at least 1
     * @param actions number of actions, at least 1
     * @param payoff called once for every action and profile of the others, in order
     * @return the game
     * @throws InvalidInputException if there are more than 2³¹−1 profiles, {@code Aⁿ} exceeds the numbers of
     *     float64, a payoff is not finite, or the memory cannot be had
     */
    public static SymmetricGame of(int players, int actions, Payoff payoff) {
        if (players < 1) {
            throw new IllegalArgumentException("players (" + players + ") must be at least 1");
        }
        if (players * Math.log(actions) > GREATEST_LOGARITHM) {
            throw new InvalidInputException("joint actions of " + players + " players with " + actions
                    + " actions exceed 1e260, too many for float64");
        }
        CountProfiles profiles = CountProfiles.of(players, actions);
        CountProfiles coPlayers = CountProfiles.of(players - 1, actions);
        MemorySegment payoffs = memory((long) coPlayers.count() * actions, profiles);
        SpreadSums sums = new SpreadSums(Precision.FLOAT64);
        int[] others = coPlayers.profile(0);
        for (long at = 0, k = 0; k < coPlayers.count(); k++, coPlayers.next(others)) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int r = 0; r < actions; r++, at++) {
                double value = payoff.of(r, others);
                if (!Double.isFinite(value)) {
                    throw new InvalidInputException("payoff of action " + r + " against " + Arrays.toString(others)
                            + " is " + value + ", expected a finite number");
                }
                payoffs.setAtIndex(DOUBLE, at, value);
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
            sums.add(least, greatest);
        }
        return new SymmetricGame(profiles, coPlayers, payoffs, multiplicities(profiles), sums.spread());
    }

    /**
     * The same game as a tensor.
     *
     * @param tensor the payoffs. Not modified, not kept.
     * @return the game by count profiles
     * @throws InvalidInputException if players can be told apart, by more than rounding
     */
    public static SymmetricGame of(PayoffTensor tensor) {
        JointActionIndex joint = tensor.index();
        int players = joint.playerCount();
        int actions = joint.actionCount(0);
        for (int p = 1; p < players; p++) {
            if (joint.actionCount(p) != actions) {
                throw new InvalidInputException("player " + p + " has " + joint.actionCount(p)
                        + " actions, expected as many as player 0, " + actions + ": the game is not symmetric");
            }
        }
        SymmetricGame game = of(players, actions, (r, others) -> tensor.get(0, jointAction(joint, r, others)));
        game.requireSame(tensor);
        return game;
    }

    /** The first player plays r, the others in the order of their actions. */
    private static long jointAction(JointActionIndex joint, int action, int[] others) {
        int[] chosen = new int[joint.playerCount()];
        chosen[0] = action;
        for (int r = 0, p = 1; r < others.length; r++) {
            for (int i = 0; i < others[r]; i++) {
                chosen[p++] = r;
            }
        }
        return joint.jointAction(chosen);
    }

    private void requireSame(PayoffTensor tensor) {
        JointActionIndex joint = tensor.index();
        double rounding = (tensor.precision() == Precision.FLOAT64 ? ROUNDING_64 : ROUNDING_32)
                * spread.range().width();
        int[] neighbours = new int[profiles.actions()];
        for (long a = 0; a < joint.jointActionCount(); a++) {
            int[] chosen = joint.actions(a);
            int[] profile = new int[profiles.actions()];
            for (int action : chosen) {
                profile[action]++;
            }
            profiles.withOneLess(profile, neighbours);
            for (int p = 0; p < chosen.length; p++) {
                double expected = payoff(chosen[p], neighbours[chosen[p]]);
                boolean isSame = Math.abs(tensor.get(p, a) - expected) <= rounding
                        || tensor.precision().isRounding(tensor.get(p, a), expected);
                if (!isSame) {
                    throw new InvalidInputException("player " + p + " gets " + tensor.get(p, a) + " at joint action "
                            + Arrays.toString(chosen) + ", expected " + expected
                            + " as player 0 with the same action among the same others: the game is not symmetric");
                }
            }
        }
    }

    private static MemorySegment multiplicities(CountProfiles profiles) {
        MemorySegment multiplicities = memory(profiles.count(), profiles);
        int[] profile = profiles.profile(0);
        for (int c = 0; c < profiles.count(); c++, profiles.next(profile)) {
            double product = 1;
            for (int r = 0, placed = 0; r < profile.length; r++) {
                for (int i = 1; i <= profile[r]; i++) {
                    product = product * ++placed / i; // a binomial coefficient after the other, each exact below 2⁵³
                }
            }
            multiplicities.setAtIndex(DOUBLE, c, product);
        }
        return multiplicities;
    }

    private static MemorySegment memory(long elements, CountProfiles profiles) {
        try {
            return Arena.ofAuto().allocate(Math.multiplyExact(elements, 8L), PayoffTensor.ALIGNMENT);
        } catch (OutOfMemoryError | ArithmeticException e) {
            throw new InvalidInputException("the " + profiles.count() + " count profiles of " + profiles.players()
                    + " players with " + profiles.actions() + " actions need " + elements
                    + " numbers of 8 bytes, more memory than there is");
        }
    }

    /**
     * The outcomes.
     *
     * @return the profiles of all players
     */
    public CountProfiles profiles() {
        return profiles;
    }

    /**
     * What the others can do.
     *
     * @return the profiles of n − 1 players
     */
    public CountProfiles coPlayers() {
        return coPlayers;
    }

    /**
     * The payoff of an action against the others.
     *
     * @param action r
     * @param others index of a profile of the others
     * @return {@code u(r, k)}, payoff units
     */
    public double payoff(int action, int others) {
        return payoffs.getAtIndex(DOUBLE, (long) others * profiles.actions() + action);
    }

    /**
     * All payoffs.
     *
     * @return a read-only view, float64, {@code [profiles of the others][actions]}
     */
    public MemorySegment payoffs() {
        return payoffs.asReadOnly();
    }

    /**
     * All multiplicities.
     *
     * @return a read-only view, float64, one per profile
     */
    public MemorySegment multiplicities() {
        return multiplicities.asReadOnly();
    }

    @Override
    public JointActionIndex index() {
        return index;
    }

    @Override
    public JointActionIndex outcomes() {
        return outcomes;
    }

    @Override
    public int playersLike(int player) {
        return profiles.players();
    }

    @Override
    public double payoff(int player, long outcome) {
        int[] profile = profiles.profile((int) outcome);
        int[] neighbours = new int[profile.length];
        profiles.withOneLess(profile, neighbours);
        double sum = 0;
        for (int r = 0; r < profile.length; r++) {
            if (profile[r] > 0) {
                sum += profile[r] * payoff(r, neighbours[r]);
            }
        }
        return sum / profiles.players();
    }

    @Override
    public PayoffSpread spread(int player) {
        return spread;
    }

    @Override
    public double multiplicity(long outcome) {
        return multiplicities.getAtIndex(DOUBLE, outcome);
    }

    @Override
    public boolean isUnweighted() {
        return false;
    }
}
