package org.aumann.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.Game;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GameCatalogueTest {
    private static Stream<CatalogueEntry> entries() {
        return GameCatalogue.entries().stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyEntryIsComplete(CatalogueEntry entry) {
        assertThat(entry.id()).matches("[a-z_]+");
        assertThat(entry.description()).isNotBlank().doesNotContain("\n");
        assertThat(entry.kind().label()).isIn("extensive", "normal-form");
        for (CatalogueParameter parameter : entry.parameters()) {
            assertThat(parameter.name()).matches("[a-z_]+");
            assertThat(parameter.type().label()).isNotBlank();
            assertThat(parameter.range()).isNotBlank();
            assertThat(parameter.description()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void defaultsMakeAGameThatNamesThem(CatalogueEntry entry) {
        Game game = GameCatalogue.game(entry.id());
        GameSpecification name = GameSpecification.parse(game.name());
        assertThat(name.id()).isEqualTo(entry.id());
        for (CatalogueParameter parameter : entry.parameters()) {
            boolean goesWithoutSaying = parameter.name().equals("cards"); // one more than players
            if (!parameter.name().equals("instance") && !goesWithoutSaying) {
                assertThat(name.arguments()).containsEntry(parameter.name(), parameter.defaultValue());
            }
        }
        assertThat(GameCatalogue.game(game.name()).name()).isEqualTo(game.name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kuhn_poker                        | kuhn_poker(players=2)",
                "kuhn_poker()                      | kuhn_poker(players=2)",
                "kuhn_poker(cards=3)               | kuhn_poker(players=2)",
                "kuhn_poker(cards=4)               | kuhn_poker(players=2,cards=4)",
                "'  kuhn_poker ( players = 03 ) '  | kuhn_poker(players=3)",
                "matrix_pd()                       | matrix_pd",
                "covariant(rho=.5)                 | covariant(players=3,actions=4,rho=0.5,seed=0,precision=float64)",
                "covariant(rho=-0)                 | covariant(players=3,actions=4,rho=0.0,seed=0,precision=float64)",
                "rank(actions=3x2,seed=-1)         | rank(players=2,actions=3x2,seed=-1,precision=float64)",
                "rank(players=2,actions=3x2)       | rank(players=2,actions=3x2,seed=0,precision=float64)",
                "zero_sum(repeated=True)           | zero_sum(actions=4,seed=0,repeated=true,precision=float64)",
                "sheriff(instance=gabriele)|sheriff(item_penalty=1.0,item_value=5.0,sheriff_penalty=1.0,"
                        + "max_bribe=2,max_items=10,num_rounds=2)",
                "sheriff(num_rounds=1,instance=gabriele)|sheriff(item_penalty=1.0,item_value=5.0,sheriff_penalty=1.0,"
                        + "max_bribe=2,max_items=10,num_rounds=1)",
            })
    void canonicalNames(String specification, String name) {
        assertThat(GameCatalogue.game(specification).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "kuhn_pokre ~ game kuhn_pokre does not exist; maybe kuhn_poker",
                "kuhn ~ game kuhn does not exist; maybe kuhn_poker",
                "kuhn_poker(player=3) ~ parameter player of game kuhn_poker does not exist; maybe players",
                "kuhn_poker(xyz=3) ~ parameter xyz of game kuhn_poker does not exist; known are players, cards",
                "matrix_pd(players=2) ~ parameter players of game matrix_pd does not exist; there are none",
                "kuhn_poker(players=11) ~ players (11) of game kuhn_poker must be an integer in 2..10",
                "kuhn_poker(players=3,cards=2) ~ cards (2) of kuhn_poker(players=3,cards=2) must be at least players (3)",
                "kuhn_poker(players=two) ~ players (two) of game kuhn_poker must be an integer in 2..10",
                "kuhn_poker(players=2.0) ~ players (2.0) of game kuhn_poker must be an integer in 2..10",
                "kuhn_poker(players=99999999999999999999) ~ players (99999999999999999999) of game kuhn_poker must be an integer in 2..10",
                "covariant(rho=NaN) ~ rho (NaN) of game covariant must be a number in -1.0..1.0",
                "covariant(rho=2) ~ rho (2) of game covariant must be a number in -1.0..1.0",
                "covariant(rho=0x1p-1) ~ rho (0x1p-1) of game covariant must be a number in -1.0..1.0",
                "covariant(rho=-0.6) ~ rho (-0.6) of covariant must be at least -1/(players-1) = -0.5",
                "goofspiel(points_order=up) ~ points_order (up) of game goofspiel must be one of random|ascending|descending",
                "sheriff(instance=x) ~ instance (x) of game sheriff must be one of default|gabriele",
                "rank(actions=0) ~ actions (0) of game rank must be of the form A or AxBxC",
                "rank(actions=3x) ~ actions (3x) of game rank must be of the form A or AxBxC",
                "rank(players=3,actions=3x2) ~ actions (3x2) of rank lists 2 players, it must list players (3)",
                "zero_sum(actions=1x2x3) ~ actions (1x2x3) of zero_sum lists 3 players, it must list players (2)",
                "blotto(soldiers=900,fields=90) ~ divisions of soldiers (900) over fields (90) of blotto must be at most 2147483647",
                "kuhn_poker(players=3 ~ game 'kuhn_poker(players=3' must have one ')' for every '(', the last at its end",
                "kuhn_poker(players=3)) ~ game 'kuhn_poker(players=3))' must have one ')' for every '(', the last at its end",
                "kuhn_poker(players) ~ argument 'players' in game 'kuhn_poker(players)' must be of the form parameter=value",
                "kuhn_poker(players=) ~ argument 'players=' in game 'kuhn_poker(players=)' must be of the form parameter=value",
                "kuhn_poker(=3) ~ argument '=3' in game 'kuhn_poker(=3)' must be of the form parameter=value",
                "kuhn_poker(players=3,) ~ argument '' in game 'kuhn_poker(players=3,)' must be of the form parameter=value",
                "kuhn_poker(players=2,players=3) ~ parameter players in game 'kuhn_poker(players=2,players=3)' must be given once",
                "kuhn poker ~ game 'kuhn poker' must be of the form name(parameter=value,...)",
                "(players=3) ~ game '(players=3)' must be of the form name(parameter=value,...)",
                "\"\" ~ game '' must be of the form name(parameter=value,...)",
            })
    void errors(String specification, String message) {
        assertThatThrownBy(() -> GameCatalogue.game(specification))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void unknownGameFarFromAllListsThem() {
        assertThatThrownBy(() -> GameCatalogue.game("chess"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("game chess does not exist; known are kuhn_poker, leduc_poker, ");
    }

    @Test
    void messagesAreOneLine() {
        assertThatThrownBy(() -> GameCatalogue.game("kuhn\npoker(\r\n"))
                .isInstanceOf(InvalidInputException.class)
                .message()
                .doesNotContain("\n", "\r");
    }

    @Test
    void tooManyJointActionsSayHowMany() {
        assertThatThrownBy(() -> GameCatalogue.game("rank(players=12,actions=20)"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("4096000000000000 joint actions")
                .hasMessageContaining("393216000000000000 bytes");
        assertThatThrownBy(() -> GameCatalogue.game("dispersion(players=30,actions=999)"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("joint actions");
    }
}
