package org.aumann.core.catalogue;

import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.stochastic.StochasticGame;
import org.aumann.core.stochastic.StochasticModel;

/**
 * The stochastic games that come with Aumann, named as those of {@link GameCatalogue}.
 *
 * <p>The grid games of Hu and Wellman 2003 and of Greenwald and Hall 2003, soccer as in Littman 1994 and in Greenwald and Hall, a NoSDE game
 * of Zinkevich, Greenwald and Littman 2005, two robots that cross a grid, any normal form again and again, and random sparse games. All
 * methods are safe for use by several threads.
 */
public final class StochasticCatalogue {
    private static final KindCatalogue<StochasticGame<?>> GAMES = new KindCatalogue<>(
            GameKind.STOCHASTIC,
            List.of(
                    GridGame.DECOUPLED,
                    GridGame.BARRIERS,
                    GridGame.RACE,
                    MarkovSoccer.DEFINITION,
                    NarrowSoccer.DEFINITION,
                    NoSdeGame.DEFINITION,
                    RobotCoordination.DEFINITION,
                    RepeatedGame.DEFINITION,
                    GarnetGame.DEFINITION));

    private StochasticCatalogue() {}

    /**
     * Everything there is.
     *
     * @return one entry per game
     */
    public static List<CatalogueEntry> entries() {
        return GAMES.entries();
    }

    /**
     * Whether a name is that of a stochastic game.
     *
     * @param specification the name, perhaps with parameters
     * @return true if there is one of that name, whatever its parameters
     * @throws InvalidInputException if it cannot be read; the message is one line
     */
    public static boolean contains(String specification) {
        return GAMES.contains(specification);
    }

    /**
     * Makes a game.
     *
     * @param specification such as {@code grid_game_3(rules=2003)}; spaces do not count
     * @return the game, named by its canonical specification
     * @throws InvalidInputException if there is no such game or an argument is wrong; the message is one line
     */
    public static StochasticGame<?> game(String specification) {
        return GAMES.game(specification);
    }

    /**
     * Makes and compiles a game.
     *
     * @param specification such as {@code grid_game_3(rules=2003)}; spaces do not count
     * @return its arrays
     * @throws InvalidInputException if there is no such game, an argument is wrong or it needs too much memory; the message is
     *     one line
     */
    public static StochasticModel model(String specification) {
        return StochasticModel.of(game(specification));
    }
}
