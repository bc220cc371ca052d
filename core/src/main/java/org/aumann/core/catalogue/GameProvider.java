package org.aumann.core.catalogue;

import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.Game;

/**
 * A game of others, for the catalogue: found by {@link java.util.ServiceLoader}, and then made by its name like any other.
 *
 * <p>Implementations are public, have a public constructor without parameters, and stand in a file
 * {@code META-INF/services/org.aumann.core.catalogue.GameProvider}.
 */
public interface GameProvider {
    /**
     * The name before the parentheses.
     *
     * @return letters, digits and underscores, a letter first; no other game has it
     */
    String id();

    /**
     * What the game is, for people.
     *
     * @return one line
     */
    String description();

    /**
     * How the game is given.
     *
     * @return extensive by default, or normal-form
     */
    default GameKind kind() {
        return GameKind.EXTENSIVE;
    }

    /**
     * What may stand between the parentheses.
     *
     * @return one rule a parameter, in the order of the canonical name; none by default
     */
    default List<ParameterRule> parameters() {
        return List.of();
    }

    /**
     * Makes the game.
     *
     * @param arguments the value of every parameter; their text is the canonical name
     * @return the game, a {@link org.aumann.core.game.NormalFormGame} if it is given by its payoffs
     * @throws InvalidInputException if there is no game of these arguments; the message is one line
     */
    Game game(GameArguments arguments);
}
