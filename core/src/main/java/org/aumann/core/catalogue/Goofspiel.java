package org.aumann.core.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameState;

/**
 * Goofspiel, the game of pure strategy.
 *
 * <p>Every player has the bid cards 1…k; the prizes are worth 1…k. In each of k turns the next prize is
 * shown ({@code points_order}: drawn at random, ascending or descending), all players bid one card of
 * their hand at once, and the highest bid takes the prize; where the highest bid is tied nobody does.
 * The last turn, where nobody has a choice, plays itself. With {@code imp_info=true} the players learn only
 * who won each turn, else all bids. Payoffs, by {@code returns_type}:
 *
 * <pre>{@code
 * win_loss          1/|W| for the set W with the most points, −1/(n − |W|) for the others; 0 if W is everybody
 * point_difference  own points − mean points of the others
 * total_points      own points
 * }</pre>
 *
 * <p>A turn is played one player after the other, the later ones not seeing the earlier bids. Ross 1971,
 * "Goofspiel: the game of pure strategy"; OpenSpiel {@code goofspiel}, where the default is 13 cards, too
 * many for a tree.
 */
final class Goofspiel extends AbstractExtensiveGame {
    static final GameDefinition DEFINITION = new GameDefinition(
            "goofspiel",
            GameKind.EXTENSIVE,
            "bid cards for prizes, all at once",
            Goofspiel::new,
            ParameterRule.players(2, 2, 6),
            ParameterRule.integer("num_cards", 4, 2, 13, "cards in every hand and number of prizes"),
            ParameterRule.choice("imp_info", "whether bids stay hidden, only winners are shown", "false", "true"),
            ParameterRule.choice("points_order", "order of the prizes", "random", "ascending", "descending"),
            ParameterRule.choice(
                    "returns_type", "what the payoffs are", "win_loss", "point_difference", "total_points"));

    private final int cards;
    private final boolean bidsAreHidden;
    private final String prizeOrder;
    private final String payoffType;

    Goofspiel(GameArguments arguments) {
        super(arguments, arguments.integer("players"));
        this.cards = arguments.integer("num_cards");
        this.bidsAreHidden = arguments.flag("imp_info");
        this.prizeOrder = arguments.text("points_order");
        this.payoffType = arguments.text("returns_type");
    }

    @Override
    public GameState root() {
        return nextPrize(List.of(), List.of());
    }

    /**
     * Shows the next prize, or ends the game when one card is left.
     *
     * @param prizes the prizes so far, as numbers from 0: one less than their worth
     * @param bids all bids so far, turn by turn, in the order of the players
     */
    private GameState nextPrize(List<Integer> prizes, List<Integer> bids) {
        if (prizes.size() == cards - 1) {
            return end(prizes, bids);
        }
        return switch (prizeOrder) {
            case "ascending" -> bid(GameStates.append(prizes, prizes.size()), bids);
            case "descending" -> bid(GameStates.append(prizes, cards - 1 - prizes.size()), bids);
            default -> GameStates.deal(cards, prizes, prizes.size() + 1, shown -> bid(shown, bids));
        };
    }

    private GameState bid(List<Integer> prizes, List<Integer> bids) {
        int player = bids.size() % players;
        int turn = bids.size() / players;
        if (turn == prizes.size()) {
            return nextPrize(prizes, bids);
        }
        List<Integer> hand = hand(player, bids);
        List<String> labels = hand.stream().map(card -> "bid " + (card + 1)).toList();
        return GameStates.decision(
                player,
                key(player, turn, prizes, bids),
                labels,
                a -> bid(prizes, GameStates.append(bids, hand.get(a))));
    }

    private List<Integer> hand(int player, List<Integer> bids) {
        boolean[] played = new boolean[cards];
        for (int k = player; k < bids.size(); k += players) {
            played[bids.get(k)] = true;
        }
        return IntStream.range(0, cards).filter(card -> !played[card]).boxed().toList();
    }

    private String key(int player, int turn, List<Integer> prizes, List<Integer> bids) {
        StringBuilder key = new StringBuilder("prizes").append(prizes).append(" turns");
        for (int t = 0; t < turn; t++) {
            if (bidsAreHidden) {
                key.append(' ')
                        .append(bids.get(t * players + player))
                        .append("w")
                        .append(winner(t, bids));
            } else {
                key.append(' ').append(bids.subList(t * players, (t + 1) * players));
            }
        }
        return key.toString();
    }

    /** Who takes the prize of a turn, or −1. */
    private int winner(int turn, List<Integer> bids) {
        List<Integer> all = bids.subList(turn * players, (turn + 1) * players);
        int highest = all.stream().mapToInt(Integer::intValue).max().orElseThrow();
        return all.indexOf(highest) == all.lastIndexOf(highest) ? all.indexOf(highest) : -1;
    }

    private GameState end(List<Integer> prizes, List<Integer> bids) {
        List<Integer> allBids = new ArrayList<>(bids);
        for (int p = 0; p < players; p++) {
            allBids.addAll(hand(p, bids));
        }
        int lastPrize = IntStream.range(0, cards)
                .filter(prize -> !prizes.contains(prize))
                .findFirst()
                .orElseThrow();
        List<Integer> allPrizes = GameStates.append(prizes, lastPrize);
        int[] points = new int[players];
        for (int turn = 0; turn < cards; turn++) {
            int winner = winner(turn, allBids);
            if (winner >= 0) {
                points[winner] += allPrizes.get(turn) + 1;
            }
        }
        return GameStates.terminal(payoffs(points));
    }

    private double[] payoffs(int[] points) {
        double total = Arrays.stream(points).sum();
        return switch (payoffType) {
            case "total_points" -> Arrays.stream(points).asDoubleStream().toArray();
            case "point_difference" ->
                Arrays.stream(points)
                        .mapToDouble(own -> own - (total - own) / (players - 1))
                        .toArray();
            default -> winLoss(points);
        };
    }

    private double[] winLoss(int[] points) {
        int most = Arrays.stream(points).max().orElseThrow();
        int winners = (int) Arrays.stream(points).filter(own -> own == most).count();
        if (winners == players) {
            return new double[players];
        }
        return Arrays.stream(points)
                .mapToDouble(own -> own == most ? 1.0 / winners : -1.0 / (players - winners))
                .toArray();
    }
}
