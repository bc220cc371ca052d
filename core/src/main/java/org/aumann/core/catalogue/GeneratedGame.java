package org.aumann.core.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.aumann.core.game.Game;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/** What the generated normal-form games have in common: players, actions, precision and the filling. */
final class GeneratedGame {
    /** A tensor ends near 30; count profiles of two actions do not. */
    private static final int MOST_PLAYERS = 500;

    private GeneratedGame() {}

    /**
     * The definition of a family with the parameters {@code players}, {@code actions}, the given ones, and
     * {@code precision}.
     *
     * @param id the name before the parentheses
     * @param description one line
     * @param sources the payoffs of a shape: called once per game, its supplier once per task
     * @param rules the parameters besides
     * @return the definition
     */
    static GameDefinition definition(
            String id,
            String description,
            BiFunction<GameArguments, JointActionIndex, Supplier<FibreSource>> sources,
            ParameterRule... rules) {
        List<ParameterRule> all = new ArrayList<>();
        all.add(players());
        all.add(ParameterRule.actions("4"));
        all.addAll(List.of(rules));
        all.add(ParameterRule.precision());
        return new GameDefinition(
                id,
                GameKind.NORMAL_FORM,
                description,
                given -> {
                    GameArguments arguments = given.withPlayersFromActions();
                    JointActionIndex index = arguments.shape(arguments.integer("players"));
                    return game(arguments, index, sources);
                },
                all.toArray(ParameterRule[]::new));
    }

    static ParameterRule players() {
        return ParameterRule.players(3, 2, MOST_PLAYERS);
    }

    /**
     * A game with numbered players and actions.
     *
     * @param arguments name, precision and what the payoffs need
     * @param index the joint actions
     * @param sources the payoffs; asked for when the memory is there
     * @return a game that the caller closes
     */
    static Game game(
            GameArguments arguments,
            JointActionIndex index,
            BiFunction<GameArguments, JointActionIndex, Supplier<FibreSource>> sources) {
        PayoffTensor payoffs = PayoffTensor.allocate(index, arguments.precision());
        FibreSource.fill(payoffs, sources.apply(arguments, index));
        return NormalFormGame.numbered(arguments.toString(), payoffs);
    }
}
