package org.aumann.core.catalogue;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameState;

/**
 * Trade Comm: learning to speak in order to trade.
 *
 * <p>Each of two players privately gets one of K items, uniformly. Player 0, then player 1, says one of K
 * words aloud. Then each secretly names a trade (give, want), of K². Both get 1 iff player 0, who has i,
 * names (i, j) and player 1, who has j, names (j, i); else 0.
 *
 * <p>{@code K⁸} terminals; {@code K + K³} and {@code K² + K³} infostates. The best common payoff is 1, by
 * using the words as names. Sokota et al. 2021, "Solving common-payoff games with approximate policy
 * iteration"; OpenSpiel {@code trade_comm}, where the default is 10 items, too many for a tree.
 */
final class TradeComm extends AbstractExtensiveGame {
    static final GameDefinition DEFINITION = new GameDefinition(
            "trade_comm",
            GameKind.EXTENSIVE,
            "two players say one word each, then trade their private items",
            TradeComm::new,
            ParameterRule.integer("num_items", 2, 1, 10, "number of items and of words"));

    private final int items;
    private final List<String> itemLabels;
    private final List<String> wordLabels;
    private final List<String> tradeLabels;

    TradeComm(GameArguments arguments) {
        super(arguments, 2);
        this.items = arguments.integer("num_items");
        this.itemLabels = GameStates.numbers(0, items);
        this.wordLabels =
                IntStream.range(0, items).mapToObj(word -> "say " + word).toList();
        this.tradeLabels = IntStream.range(0, items * items)
                .mapToObj(trade -> trade / items + " for " + trade % items)
                .toList();
    }

    @Override
    public GameState root() {
        return GameStates.chance(itemLabels, i -> GameStates.chance(itemLabels, j -> talk(i, j)));
    }

    private GameState talk(int i, int j) {
        return GameStates.decision(
                0,
                "item " + i,
                wordLabels,
                u -> GameStates.decision(1, "item " + j + ", heard " + u, wordLabels, v -> trade(i, j, u, v)));
    }

    private GameState trade(int i, int j, int u, int v) {
        String words = ", words " + u + " " + v;
        return GameStates.decision(
                0,
                "item " + i + words,
                tradeLabels,
                offer -> GameStates.decision(1, "item " + j + words, tradeLabels, answer -> {
                    double payoff = offer == i * items + j && answer == j * items + i ? 1 : 0;
                    return GameStates.terminal(payoff, payoff);
                }));
    }
}
