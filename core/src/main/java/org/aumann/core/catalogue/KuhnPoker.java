package org.aumann.core.catalogue;

import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.GameState;

/**
 * Kuhn poker for n players.
 *
 * <p>n + 1 cards or more, numbered from 0; everybody pays an ante of 1 and gets one card. In turn the players pass
 * or bet 1 until somebody bets; then each of the others, once and in turn, calls (bet) or folds (pass). The
 * highest card among those who bet, or among all if nobody did, takes the pot.
 *
 * <p>{@code r! / (r−n)! · (n 2^{n−1} + 1)} terminals with r cards: with n + 1 of them 30, 312, 3 960, 58 320, 972 720 for
 * n = 2…6, and {@code r · 2^{n−1}} infostates per player. From 8 players on there are more histories than a tree may have:
 * those games are for rollouts.
 *
 * <p>Kuhn 1950, "A simplified two-person poker"; Abou Risk and Szafron 2010 for three players; OpenSpiel
 * {@code kuhn_poker}.
 */
final class KuhnPoker extends AbstractExtensiveGame {
    static final GameDefinition DEFINITION = new GameDefinition(
            "kuhn_poker",
            GameKind.EXTENSIVE,
            "one card each, one bet of 1",
            KuhnPoker::new,
            ParameterRule.players(2, 2, 10),
            ParameterRule.integer("cards", 0, 0, 1000, "number of cards; 0: one more than players"));

    private static final List<String> ACTIONS = List.of("pass", "bet");

    private final int cards;

    KuhnPoker(GameArguments arguments) {
        super(
                cards(arguments) == arguments.integer("players") + 1 ? arguments.without("cards") : arguments,
                arguments.integer("players"));
        this.cards = cards(arguments);
        if (cards < players) {
            throw new InvalidInputException(
                    "cards (" + cards + ") of " + name() + " must be at least players (" + players + ")");
        }
    }

    private static int cards(GameArguments arguments) {
        int given = arguments.integer("cards");
        return given == 0 ? arguments.integer("players") + 1 : given;
    }

    @Override
    public GameState root() {
        return GameStates.deal(cards, List.of(), players, hands -> play(hands, ""));
    }

    /** {@code history} has one character per action, {@code p} or {@code b}. */
    private GameState play(List<Integer> hands, String history) {
        int firstBet = history.indexOf('b');
        int length = firstBet < 0 ? players : firstBet + players;
        if (history.length() == length) {
            return GameStates.terminal(payoffs(hands, history));
        }
        int player = history.length() % players;
        return GameStates.decision(
                player, hands.get(player) + history, ACTIONS, a -> play(hands, history + "pb".charAt(a)));
    }

    private double[] payoffs(List<Integer> hands, String history) {
        boolean[] bet = new boolean[players];
        for (int t = 0; t < history.length(); t++) {
            bet[t % players] |= history.charAt(t) == 'b';
        }
        boolean nobodyBet = history.indexOf('b') < 0;
        double[] payoffs = new double[players];
        int winner = -1;
        double pot = 0;
        for (int p = 0; p < players; p++) {
            double paid = bet[p] ? 2 : 1;
            payoffs[p] = -paid;
            pot += paid;
            if ((bet[p] || nobodyBet) && (winner < 0 || hands.get(p) > hands.get(winner))) {
                winner = p;
            }
        }
        payoffs[winner] += pot;
        return payoffs;
    }
}
