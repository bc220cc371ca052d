package org.aumann.core.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/** The payoffs of a small game as fractions, those of a player over one denominator. Immutable. */
public final class ExactPayoffs {
    /** Most joint actions times the actions of all players together: some seconds. */
    public static final long WORK_LIMIT = 20_000_000;

    private final JointActionIndex index;
    private final List<CommonDenominator> players;

    private ExactPayoffs(JointActionIndex index, List<CommonDenominator> players) {
        this.index = index;
        this.players = players;
    }

    /**
     * The payoffs as they are stored: the exact values of floating-point numbers.
     *
     * @param payoffs the payoffs, finite. Not modified.
     * @return the same payoffs
     * @throws InvalidInputException if {@link #requireSmall} does
     */
    public static ExactPayoffs of(PayoffTensor payoffs) {
        requireSmall(payoffs.index());
        return of(
                payoffs.index(),
                IntStream.range(0, payoffs.playerCount())
                        .mapToObj(p -> LongStream.range(0, payoffs.index().jointActionCount())
                                .mapToObj(a -> Fraction.of(payoffs.get(p, a)))
                                .toList())
                        .toList());
    }

    /**
     * Payoffs that are known as fractions.
     *
     * @param index the joint actions
     * @param payoffs per player one number a joint action
     * @return the payoffs
     * @throws InvalidInputException if {@link #requireSmall} does, or the fractions have no common denominator of
     *     reasonable size
     */
    public static ExactPayoffs of(JointActionIndex index, List<List<Fraction>> payoffs) {
        requireSmall(index);
        if (payoffs.size() != index.playerCount()
                || payoffs.stream().anyMatch(own -> own.size() != index.jointActionCount())) {
            throw new IllegalArgumentException("payoffs must be one per player and joint action of " + index);
        }
        List<CommonDenominator> players = new ArrayList<>();
        for (int p = 0; p < payoffs.size(); p++) {
            players.add(CommonDenominator.of(payoffs.get(p), "the payoffs of player " + p));
        }
        return new ExactPayoffs(index, List.copyOf(players));
    }

    /**
     * Checks, before anything is computed, that a game is small enough for exact arithmetic.
     *
     * @param index the joint actions
     * @throws InvalidInputException if joint actions times actions exceed {@link #WORK_LIMIT}
     */
    public static void requireSmall(JointActionIndex index) {
        // Double: the product may exceed a long.
        if ((double) index.jointActionCount() * index.actionCountSum() > WORK_LIMIT) {
            throw new InvalidInputException("an exact check of " + index.jointActionCount() + " joint actions x "
                    + index.actionCountSum() + " actions must be at most " + WORK_LIMIT + " in all");
        }
    }

    /**
     * The joint actions.
     *
     * @return the index
     */
    public JointActionIndex index() {
        return index;
    }

    /**
     * One payoff.
     *
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     * @return payoff units
     */
    public Fraction payoff(int player, long jointAction) {
        return new Fraction(numerator(player, jointAction), denominator(player));
    }

    BigInteger numerator(int player, long jointAction) {
        return players.get(player).numerator(Math.toIntExact(jointAction));
    }

    BigInteger denominator(int player) {
        return players.get(player).denominator();
    }
}
