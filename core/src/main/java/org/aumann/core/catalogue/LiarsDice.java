package org.aumann.core.catalogue;

import java.util.ArrayList;
import java.util.List;
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
final class LiarsDice extends AbstractExtensiveGame {
    static final GameDefinition DEFINITION = new GameDefinition(
            "liars_dice",
            GameKind.EXTENSIVE,
            "bid on hidden dice or call the bidder a liar",
            LiarsDice::new,
            ParameterRule.players(2, 2, 6),
            ParameterRule.integer("numdice", 1, 1, 5, "dice of every player"),
            ParameterRule.integer("dice_sides", 6, 2, 10, "faces of a die, the last one wild"));

    private final int dicePerPlayer;
    private final int sides;
    private final int bidCount;
    private final List<String> labels;

    LiarsDice(GameArguments arguments) {
        super(arguments, arguments.integer("players"));
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
    public GameState root() {
        return roll(List.of());
    }

    private GameState roll(List<Integer> dice) {
        if (dice.size() == players * dicePerPlayer) {
            return bid(dice, 0, 0, "");
        }
        return GameStates.chance(GameStates.numbers(1, sides), face -> roll(GameStates.append(dice, face + 1)));
    }

    /**
     * The next move. Bids are numbered from 0 in ascending order; the action after the highest is the call.
     *
     * @param dice all dice, in the order of the players
     * @param turn number of bids so far
     * @param lowest the lowest bid that is still legal
     * @param heard the bids so far, for the infostate key
     */
    private GameState bid(List<Integer> dice, int turn, int lowest, String heard) {
        int player = turn % players;
        List<String> legal = labels.subList(lowest, turn == 0 ? bidCount : bidCount + 1);
        return GameStates.decision(player, ownDice(player, dice) + heard, legal, a -> {
            int bid = lowest + a;
            return bid == bidCount
                    ? call(dice, turn, lowest - 1)
                    : bid(dice, turn + 1, bid + 1, heard + " " + labels.get(bid));
        });
    }

    /** The player's dice without their order. */
    private List<Integer> ownDice(int player, List<Integer> dice) {
        return dice.subList(player * dicePerPlayer, (player + 1) * dicePerPlayer).stream()
                .sorted()
                .toList();
    }

    private GameState call(List<Integer> dice, int turn, int bid) {
        long matching =
                dice.stream().filter(die -> die == face(bid) || die == sides).count();
        int bidder = (turn - 1) % players;
        double[] payoffs = new double[players];
        payoffs[bidder] = matching >= quantity(bid) ? 1 : -1;
        payoffs[turn % players] = -payoffs[bidder];
        return GameStates.terminal(payoffs);
    }

    private int quantity(int bid) {
        return bid / sides + 1;
    }

    private int face(int bid) {
        return bid % sides + 1;
    }
}
