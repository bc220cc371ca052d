package org.aumann.core.catalogue;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.Game;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.PayoffRange;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SymmetricGame;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue needs to know about a game: its description, the rules of its parameters and how to
 * make it.
 */
final class GameDefinition {
    private final ParameterList parameters;
    private final Function<GameArguments, Game> factory;
    private @Nullable Function<GameArguments, SymmetricGame> symmetric;

    /**
     * A game without published instances.
     *
     * @param id the name before the parentheses
     * @param kind how the game is given
     * @param description one line
     * @param factory makes the game
     * @param rules its parameters, in the order of the canonical name
     */
    GameDefinition(
            String id,
            GameKind kind,
            String description,
            Function<GameArguments, Game> factory,
            ParameterRule... rules) {
        this(id, kind, description, factory, Map.of(), rules);
    }

    /**
     * A game with published instances.
     *
     * @param id the name before the parentheses
     * @param kind how the game is given
     * @param description one line
     * @param factory makes the game
     * @param instances by name, the values that take the place of the defaults. A further parameter,
     *     {@code instance=…}, chooses one; it is not part of the canonical name.
     * @param rules its parameters, in the order of the canonical name
     */
    GameDefinition(
            String id,
            GameKind kind,
            String description,
            Function<GameArguments, Game> factory,
            Map<String, Map<String, String>> instances,
            ParameterRule... rules) {
        this.parameters = new ParameterList(id, kind, description, instances, rules);
        this.factory = factory;
    }

    /**
     * Says how the game is made by count profiles: its players are interchangeable.
     *
     * @param factory makes it
     * @return this definition
     */
    GameDefinition symmetric(Function<GameArguments, SymmetricGame> factory) {
        symmetric = factory;
        return this;
    }

    /**
     * A game of others.
     *
     * @param provider what makes it
     * @return its definition
     */
    static GameDefinition of(GameProvider provider) {
        return new GameDefinition(
                provider.id(),
                provider.kind(),
                provider.description(),
                arguments -> checked(provider.game(arguments)),
                provider.parameters().toArray(ParameterRule[]::new));
    }

    /** The games of others by payoffs, as those in files: finite numbers, and their differences too. */
    private static Game checked(Game game) {
        if (game instanceof NormalFormGame strategic) {
            PayoffTensor payoffs = strategic.payoffs();
            try {
                payoffs.requireFinite();
                PayoffRange.requireCalculable(IntStream.range(0, payoffs.playerCount())
                        .mapToObj(payoffs::range)
                        .toList());
            } catch (InvalidInputException e) {
                strategic.close();
                throw e;
            }
        }
        return game;
    }

    CatalogueEntry entry() {
        return parameters.entry();
    }

    /**
     * Makes the game.
     *
     * @param specification a specification of this game
     * @return the game
     * @throws InvalidInputException if an argument is unknown or breaks its rule
     */
    Game game(GameSpecification specification) {
        return factory.apply(parameters.arguments(specification));
    }

    /**
     * Makes the game by count profiles.
     *
     * @param specification a specification of this game
     * @return the game; empty if it is not known to be symmetric
     * @throws InvalidInputException if an argument is unknown or breaks its rule
     */
    Optional<SymmetricGame> symmetricGame(GameSpecification specification) {
        return Optional.ofNullable(symmetric).map(make -> make.apply(parameters.arguments(specification)));
    }
}
