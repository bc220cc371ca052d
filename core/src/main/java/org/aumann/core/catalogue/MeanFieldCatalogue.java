package org.aumann.core.catalogue;

import java.util.List;
import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.meanfield.MeanFieldGame;

/**
 * The mean-field games that come with Aumann, named as those of {@link GameCatalogue}; where OpenSpiel has a game, with
 * its parameters.
 *
 * <p>Games of one choice ({@code biased_indirect_rps}, {@code coop_betray_punish}, {@code dominated} as published,
 * {@code mean_field_nfg} as in OpenSpiel); crowds that avoid themselves on a ring, a torus, in four rooms and in a maze;
 * populations that chase each other; a linear-quadratic game, Garnets with a horizon or a discount, and Braess's network.
 * All methods are safe for use by several threads.
 */
public final class MeanFieldCatalogue {
    private static final KindCatalogue<MeanFieldGame> GAMES = new KindCatalogue<>(
            GameKind.MEAN_FIELD,
            Stream.concat(
                            ChoiceMeanFieldGame.DEFINITIONS.stream(),
                            Stream.of(
                                    CrowdRing.DEFINITION,
                                    CrowdGrid.DEFINITION,
                                    PredatorPrey.DEFINITION,
                                    LinearQuadratic.DEFINITION,
                                    GarnetMeanFieldGame.DEFINITION,
                                    GarnetMeanFieldGame.DISCOUNTED,
                                    BraessRouting.DEFINITION))
                    .toList());

    private MeanFieldCatalogue() {}

    /**
     * Everything there is.
     *
     * @return one entry per game
     */
    public static List<CatalogueEntry> entries() {
        return GAMES.entries();
    }

    /**
     * Whether a name is that of a mean-field game.
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
     * @param specification such as {@code mfg_crowd_modelling(size=10,horizon=10)}; spaces do not count
     * @return the game, named by its canonical specification
     * @throws InvalidInputException if there is no such game or an argument is wrong; the message is one line
     */
    public static MeanFieldGame game(String specification) {
        return GAMES.game(specification);
    }
}
