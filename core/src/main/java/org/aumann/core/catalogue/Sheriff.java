package org.aumann.core.catalogue;

import java.util.List;
import java.util.Map;
import org.aumann.core.game.GameState;

/**
 * Sheriff of Nottingham, the bargaining game whose correlated equilibria need a mediator to speak.
 *
 * <p>The smuggler (player 0) secretly loads 0…max_items illegal items. In every round the smuggler offers a
 * bribe of 0…max_bribe aloud and the sheriff (player 1) says whether the cargo would be inspected; only the
 * last round counts. With m items and the last bribe b the payoffs are
 *
 * <pre>{@code
 * not inspected         smuggler m · item_value − b       sheriff b
 * inspected, m = 0      smuggler sheriff_penalty          sheriff −sheriff_penalty
 * inspected, m > 0      smuggler −m · item_penalty        sheriff m · item_penalty
 * }</pre>
 *
 * <p>With {@code B = 2 (max_bribe + 1)} there are {@code (max_items + 1) Bʳ} terminals after r rounds. The
 * instance {@code gabriele} (396 terminals, 78 and 21 infostates) is the one of Farina, Ling, Fang and
 * Sandholm 2019, "Correlation in extensive-form games: saddle-point formulation and benchmarks"; OpenSpiel
 * {@code sheriff}.
 */
final class Sheriff extends AbstractExtensiveGame {
    static final GameDefinition DEFINITION = new GameDefinition(
            "sheriff",
            GameKind.EXTENSIVE,
            "a smuggler bribes, a sheriff inspects; two players, general sum",
            Sheriff::new,
            Map.of(
                    "gabriele",
                    Map.of(
                            "item_penalty", "1",
                            "item_value", "5",
                            "sheriff_penalty", "1",
                            "max_bribe", "2",
                            "max_items", "10",
                            "num_rounds", "2")),
            ParameterRule.real("item_penalty", 2, 0, 1e9, "paid to the sheriff per item found"),
            ParameterRule.real("item_value", 1, 0, 1e9, "gain of the smuggler per item sold"),
            ParameterRule.real("sheriff_penalty", 3, 0, 1e9, "paid by the sheriff for an inspection in vain"),
            ParameterRule.integer("max_bribe", 3, 1, 100, "largest bribe"),
            ParameterRule.integer("max_items", 3, 1, 100, "largest cargo"),
            ParameterRule.integer("num_rounds", 4, 1, 10, "rounds of bargaining"));

    private static final List<String> SHERIFF_ACTIONS = List.of("pass", "inspect");

    private final double itemPenalty;
    private final double itemValue;
    private final double sheriffPenalty;
    private final int maxItems;
    private final int rounds;
    private final List<String> bribes;

    Sheriff(GameArguments arguments) {
        super(arguments, 2);
        this.itemPenalty = arguments.real("item_penalty");
        this.itemValue = arguments.real("item_value");
        this.sheriffPenalty = arguments.real("sheriff_penalty");
        this.maxItems = arguments.integer("max_items");
        this.rounds = arguments.integer("num_rounds");
        this.bribes = GameStates.numbers(0, arguments.integer("max_bribe") + 1);
    }

    @Override
    public GameState root() {
        return GameStates.decision(0, "load", GameStates.numbers(0, maxItems + 1), items -> bargain(items, 1, ""));
    }

    /** {@code heard} is what both have heard in the earlier rounds. */
    private GameState bargain(int items, int round, String heard) {
        return GameStates.decision(
                0, items + " items" + heard, bribes, bribe -> answer(items, round, bribe, heard + ", " + bribe));
    }

    private GameState answer(int items, int round, int bribe, String heard) {
        return GameStates.decision(
                1,
                "bribe" + heard,
                SHERIFF_ACTIONS,
                inspect -> round == rounds
                        ? end(items, bribe, inspect == 1)
                        : bargain(items, round + 1, heard + " " + SHERIFF_ACTIONS.get(inspect)));
    }

    private GameState end(int items, int bribe, boolean inspected) {
        if (!inspected) {
            return GameStates.terminal(items * itemValue - bribe, bribe);
        }
        double fine = items == 0 ? -sheriffPenalty : items * itemPenalty;
        return GameStates.terminal(-fine, fine);
    }
}
