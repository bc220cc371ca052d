package org.aumann.core.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameState;

/**
 * Liar's dice.
 *
 * <p>Every player secretly rolls {@code numdice} dice with {@code dice_sides} faces. In turn the players
 * bid a quantity and a face, claiming that among all dice at least that many show the face, or call the
 * last bidder a liar. Each bid must be higher than the last: a higher quantity, or the same with a higher
 * face. The highest face is wild: it counts as every face. A call ends the game: the bidder wins if the
 * claim holds, else the caller does. The winner of the two gets 1, the loser −1, others 0.
 *
 * <p>With {@code B = players · numdice · dice_sides} bids every roll has {@code 2^B − 1} terminals. The
 * value to the first of two players with one die is 1/9 for three and 1/16 for four sides. Ferguson and
 * Ferguson 1991, "Models for the game of liar's dice"; OpenSpiel {@code liars_dice}.
 */
final class LiarsDice implements Game {
    static final GameDefinition DEFINITION = new GameDefinition(
            "liars_dice",
            GameKind.EXTENSIVE,
            "bid on hidden dice or call the bidder a liar",
            LiarsDice::new,
            ParameterRule.players(2, 2, 6),
            ParameterRule.integer("numdice", 1, 1, 5, "dice of every player"),
            ParameterRule.integer("dice_sides", 6, 2, 10, "faces of a die, the last one wild"));

    private final String name;
    private final int players;
    private final int dicePerPlayer;
    private final int sides;
    private final int bidCount;
    private final List<String> labels;

    LiarsDice(GameArguments arguments) {
        this.name = arguments.toString();
        this.players = arguments.integer("players");
        this.dicePerPlayer = arguments.integer("numdice");
        this.sides = arguments.integer("dice_sides");
        this.bidCount = players * dicePerPlayer * sides;
        this.labels = new ArrayList<>();
        for (int bid = 0; bid < bidCount; bid++) {
            labels.add(quantity(bid) + "-" + face(bid));
        }
        labels.add("liar");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int playerCount() {
        return players;
    }

    @Override
    public GameState root() {
        return roll(List.of());
    }

    private GameState roll(List<Integer> dice) {
        if (dice.size() == players * dicePerPlayer) {
            return bid(dice, List.of());
        }
        return GameStates.chance(GameStates.numbers(1, sides), face -> roll(GameStates.append(dice, face + 1)));
    }

    /** Bids are numbered from 0 in ascending order; the action after the highest bid is the call. */
    private GameState bid(List<Integer> dice, List<Integer> bids) {
        int lowest = bids.isEmpty() ? 0 : bids.getLast() + 1;
        List<String> legal = labels.subList(lowest, bids.isEmpty() ? bidCount : bidCount + 1);
        int player = bids.size() % players;
        return GameStates.decision(
                player,
                key(player, dice, bids),
                legal,
                a -> lowest + a == bidCount ? call(dice, bids) : bid(dice, GameStates.append(bids, lowest + a)));
    }

    private String key(int player, List<Integer> dice, List<Integer> bids) {
        List<Integer> own = dice.subList(player * dicePerPlayer, (player + 1) * dicePerPlayer).stream()
                .sorted()
                .toList();
        return own + bids.stream().map(bid -> " " + labels.get(bid)).collect(Collectors.joining());
    }

    private GameState call(List<Integer> dice, List<Integer> bids) {
        int bid = bids.getLast();
        long matching =
                dice.stream().filter(die -> die == face(bid) || die == sides).count();
        int bidder = (bids.size() - 1) % players;
        int caller = bids.size() % players;
        double[] payoffs = new double[players];
        payoffs[bidder] = matching >= quantity(bid) ? 1 : -1;
        payoffs[caller] = -payoffs[bidder];
        return GameStates.terminal(payoffs);
    }

    private int quantity(int bid) {
        return bid / sides + 1;
    }

    private int face(int bid) {
        return bid % sides + 1;
    }
}
