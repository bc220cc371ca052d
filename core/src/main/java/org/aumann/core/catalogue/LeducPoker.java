package org.aumann.core.catalogue;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.game.GameState;

/**
 * Leduc hold'em for n players.
 *
 * <p>2 (n + 1) cards of n + 1 ranks in two suits; card {@code c} has rank {@code c / 2}. Everybody pays an
 * ante of 1 and gets a private card; a round of betting; a public card; a second round. In turn the players
 * fold (only when there is something to call), call or raise by 2 in the first and by 4 in the second
 * round, with at most two raises a round, until everybody has answered the last raise. Each round starts
 * with the first player still in. A pair with the public card wins, else the highest rank; equal ranks
 * share the pot; the last player not to fold takes it without showing.
 *
 * <p>Players see suits, as in OpenSpiel: 9 457 histories, 5 520 terminals and 468 infostates per player for
 * two players. Southey et al. 2005, "Bayes' bluff"; OpenSpiel {@code leduc_poker}.
 */
final class LeducPoker extends AbstractExtensiveGame {
    static final GameDefinition DEFINITION = new GameDefinition(
            "leduc_poker",
            GameKind.EXTENSIVE,
            "one private and one public card, two rounds of bets",
            LeducPoker::new,
            ParameterRule.players(2, 2, 4));

    private static final int RAISES_PER_ROUND = 2;
    private static final int[] RAISE_SIZE = {2, 4};
    private static final int SUITS = 2;

    private final int deckSize;

    LeducPoker(GameArguments arguments) {
        super(arguments, arguments.integer("players"));
        this.deckSize = SUITS * (players + 1);
    }

    @Override
    public GameState root() {
        return GameStates.deal(deckSize, List.of(), players, cards -> play(cards, ""));
    }

    /**
     * @param cards the private cards, then the public card in the second round
     * @param history {@code f}, {@code c} and {@code r}, and {@code /} between the rounds
     */
    private GameState play(List<Integer> cards, String history) {
        Betting betting = new Betting(players, history);
        boolean publicCard = cards.size() > players;
        if (betting.playersLeft == 1 || (betting.roundIsOver() && publicCard)) {
            return GameStates.terminal(payoffs(cards, betting));
        }
        if (betting.roundIsOver()) {
            return GameStates.deal(deckSize, cards, players + 1, all -> play(all, history + "/"));
        }
        int player = betting.player;
        String key = cards.get(player) + (publicCard ? "," + cards.get(players) : "") + " " + history;
        String legal = betting.legalActions();
        List<String> labels =
                legal.chars().mapToObj(action -> label((char) action)).toList();
        return GameStates.decision(player, key, labels, a -> play(cards, history + legal.charAt(a)));
    }

    private static String label(char action) {
        return switch (action) {
            case 'f' -> "fold";
            case 'c' -> "call";
            default -> "raise";
        };
    }

    private double[] payoffs(List<Integer> cards, Betting betting) {
        int best = -1;
        int winners = 0;
        int pot = 0;
        for (int p = 0; p < players; p++) {
            pot += betting.paid[p];
            int strength = strength(cards, betting, p);
            if (strength > best) {
                best = strength;
                winners = 0;
            }
            if (strength == best) {
                winners++;
            }
        }
        double[] payoffs = new double[players];
        for (int p = 0; p < players; p++) {
            double won = strength(cards, betting, p) == best ? (double) pot / winners : 0;
            payoffs[p] = won - betting.paid[p];
        }
        return payoffs;
    }

    /** −1 after a fold, else the rank, a pair above all ranks; without a public card one player is left. */
    private int strength(List<Integer> cards, Betting betting, int player) {
        if (betting.folded[player]) {
            return -1;
        }
        int rank = cards.get(player) / SUITS;
        boolean pair = cards.size() > players && cards.get(players) / SUITS == rank;
        return pair ? deckSize + rank : rank;
    }

    /** The state of the bets after a history, found by playing it again. */
    private static final class Betting {
        private final int[] paid;
        private final boolean[] folded;
        private int playersLeft;
        private int player;
        private int round;
        private int raises;
        private int calls;
        private int stake = 1;

        Betting(int players, String history) {
            paid = new int[players];
            Arrays.fill(paid, 1);
            folded = new boolean[players];
            playersLeft = players;
            for (int t = 0; t < history.length(); t++) {
                apply(history.charAt(t));
            }
        }

        private void apply(char action) {
            switch (action) {
                case 'f' -> {
                    folded[player] = true;
                    playersLeft--;
                }
                case 'c' -> {
                    paid[player] = stake;
                    calls++;
                }
                case 'r' -> {
                    stake += RAISE_SIZE[round];
                    paid[player] = stake;
                    raises++;
                    calls = 0;
                }
                default -> {
                    round++;
                    raises = 0;
                    calls = 0;
                    player = folded.length - 1; // the next one is the first player still in
                }
            }
            do {
                player = (player + 1) % folded.length;
            } while (folded[player] && playersLeft > 0);
        }

        /** Everybody still in has called, the last one to raise excepted. */
        boolean roundIsOver() {
            return calls == (raises == 0 ? playersLeft : playersLeft - 1);
        }

        String legalActions() {
            return (stake > paid[player] ? "f" : "") + "c" + (raises < RAISES_PER_ROUND ? "r" : "");
        }
    }
}
