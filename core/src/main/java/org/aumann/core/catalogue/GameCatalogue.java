package org.aumann.core.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.Providers;
import org.aumann.core.game.Game;
import org.aumann.core.payoff.SymmetricGame;

/**
 * The games that come with Aumann, by the names that OpenSpiel gives them, and those of others: see {@link GameProvider}.
 *
 * <p>A specification is {@code id} or {@code id(parameter=value,…)}: {@code kuhn_poker(players=3)},
 * {@code sheriff(instance=gabriele)}, {@code rank(actions=3x4x2,seed=7)}. Parameters left out have their
 * defaults. The name of the game it makes is the canonical specification with every parameter.
 *
 * <p>Extensive games: Kuhn and Leduc poker, Trade Comm, Sheriff, Goofspiel, liar's dice. Matrix games: the
 * two-player textbook games {@code matrix_…}. Generated n-player games, for benchmarks; {@code k(a)} is the
 * number of players with the same action as player {@code p}, {@code U} and {@code N} are the uniform and
 * the normal distribution, all draws from {@code seed} by Philox:
 *
 * <pre>{@code
 * rank          G_p(a) = Σ_{q≠p} w_pq (s_p(a_p) − s_q(a_q)) + c_pq sin(θ_p(a_p) − θ_q(a_q)),
 *               s ~ N(0,1), θ ~ U(0,2π), w ~ U(.5,1.5), c ~ U(1,3)
 * covariant     at every a the n payoffs are N(0,1) with correlation rho
 * congestion    G_p(a) = w(a_p) / k(a),  w ~ U(1,5)
 * dispersion    G_p(a) = 1 − k(a)
 * coordination  G_p(a) = v_p(a_p) · (k(a) − 1) / (n − 1),  v ~ U(1,5)
 * blotto        G_p(a) = fields won (shared where tied) − fields / n
 * polymatrix    G_p(a) = Σ_{q≠p} M_pq(a_p, a_q),  M ~ U(−1,1)
 * symmetric     G_p(a) = u(a_p, profile of the others),  u ~ N(0,1)
 * zero_sum      G_0 = −G_1 ~ N(0,1); with repeated=true integers of −2..2
 * }</pre>
 *
 * <p>Normal-form games own memory outside the heap: close them. All methods are safe for use by several
 * threads.
 */
public final class GameCatalogue {
    private static final Map<String, GameDefinition> DEFINITIONS = new LinkedHashMap<>();

    static {
        Stream.of(
                        Stream.of(
                                KuhnPoker.DEFINITION,
                                LeducPoker.DEFINITION,
                                TradeComm.DEFINITION,
                                Sheriff.DEFINITION,
                                Goofspiel.DEFINITION,
                                LiarsDice.DEFINITION),
                        MatrixGames.DEFINITIONS.stream(),
                        Stream.of(
                                RankGame.DEFINITION,
                                CovariantGame.DEFINITION,
                                CongestionGame.DEFINITION,
                                DispersionGame.DEFINITION,
                                CoordinationGame.DEFINITION,
                                BlottoGame.DEFINITION,
                                PolymatrixGame.DEFINITION,
                                SymmetricGaussianGame.DEFINITION,
                                ZeroSumGame.DEFINITION))
                .flatMap(definitions -> definitions)
                .forEach(definition -> DEFINITIONS.put(definition.entry().id(), definition));
    }

    private GameCatalogue() {}

    /**
     * Everything there is.
     *
     * @return one entry per game, those of others last
     * @throws InvalidInputException if a game of others cannot be used; the message is one line
     */
    public static List<CatalogueEntry> entries() {
        return definitions().values().stream().map(GameDefinition::entry).toList();
    }

    /**
     * Whether a name is that of a game of others, of which nothing is known.
     *
     * @param specification the name, perhaps with parameters
     * @return false if the game comes with Aumann, or there is none
     * @throws InvalidInputException if it cannot be read; the message is one line
     */
    public static boolean isProvided(String specification) {
        String id = GameSpecification.parse(specification).id();
        return !DEFINITIONS.containsKey(id) && definitions().containsKey(id);
    }

    /** Ours, then those of others; asked anew every time, as class loaders differ between threads. */
    private static Map<String, GameDefinition> definitions() {
        Map<String, GameDefinition> all = new LinkedHashMap<>(DEFINITIONS);
        for (GameProvider provider : Providers.of(GameProvider.class)) {
            String id = provider.id();
            String brought = "game " + id + " of " + provider.getClass() + ": found ";
            if (!GameSpecification.isName(id)) {
                throw new InvalidInputException(brought + "that id, expected letters, digits and underscores");
            }
            if (provider.kind() == GameKind.MEAN_FIELD || provider.kind() == GameKind.STOCHASTIC) {
                throw new InvalidInputException(
                        brought + "a " + provider.kind().label() + " game, expected an extensive or normal-form one");
            }
            if (isOfOtherCatalogue(id) || all.putIfAbsent(id, GameDefinition.of(provider)) != null) {
                throw new InvalidInputException(brought + "another game of that id, expected a new one");
            }
        }
        return all;
    }

    /**
     * Makes a game.
     *
     * @param specification such as {@code kuhn_poker(players=3)}; spaces do not count
     * @return the game, named by its canonical specification; a {@link
     *     org.aumann.core.game.NormalFormGame} is to be closed by the caller
     * @throws InvalidInputException if there is no such game, an argument is wrong or the payoffs do not fit
     *     into memory; the message is one line
     */
    public static Game game(String specification) {
        GameSpecification parsed = GameSpecification.parse(specification);
        return definition(parsed).game(parsed);
    }

    /**
     * Makes a game by count profiles, without the tensor.
     *
     * @param specification such as {@code congestion(players=10,actions=10)}; spaces do not count
     * @return the game; empty if it is none that is symmetric whatever its arguments are
     * @throws InvalidInputException if there is no such game, an argument is wrong, or there are too many profiles;
     *     the message is one line
     */
    public static Optional<SymmetricGame> symmetricGame(String specification) {
        GameSpecification parsed = GameSpecification.parse(specification);
        return definition(parsed).symmetricGame(parsed);
    }

    /**
     * The kind of a game, of this catalogue or another.
     *
     * @param specification the name, perhaps with parameters
     * @return how the game of that name is given, whatever its parameters; empty if there is none
     * @throws InvalidInputException if it cannot be read; the message is one line
     */
    public static Optional<GameKind> kind(String specification) {
        String id = GameSpecification.parse(specification).id();
        return Stream.of(MeanFieldCatalogue.entries(), StochasticCatalogue.entries(), entries())
                .flatMap(List::stream)
                .filter(entry -> entry.id().equals(id))
                .map(CatalogueEntry::kind)
                .findFirst();
    }

    private static boolean isOfOtherCatalogue(String id) {
        return MeanFieldCatalogue.contains(id) || StochasticCatalogue.contains(id);
    }

    private static GameDefinition definition(GameSpecification specification) {
        Map<String, GameDefinition> definitions = definitions();
        GameDefinition definition = definitions.get(specification.id());
        if (definition == null && isOfOtherCatalogue(specification.id())) {
            String kind = (MeanFieldCatalogue.contains(specification.id()) ? GameKind.MEAN_FIELD : GameKind.STOCHASTIC)
                    .label();
            throw new InvalidInputException("game " + specification.id() + " is a " + kind
                    + " game, it must be an extensive or normal-form game here");
        }
        if (definition == null) {
            throw new InvalidInputException("game " + specification.id() + " does not exist"
                    + NearestName.hint(specification.id(), definitions.keySet()));
        }
        return definition;
    }
}
