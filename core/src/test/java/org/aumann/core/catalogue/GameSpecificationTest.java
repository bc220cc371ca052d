package org.aumann.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.aumann.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GameSpecificationTest {
    private static void requireParts(String text, String id, Map<String, String> arguments) {
        GameSpecification parsed = GameSpecification.parse(text);
        assertThat(parsed.id()).as(text).isEqualTo(id);
        assertThat(parsed.arguments()).as(text).containsExactlyInAnyOrderEntriesOf(arguments);
    }

    @Test
    void takesNamesApart() {
        requireParts("kuhn", "kuhn", Map.of());
        requireParts(" kuhn ( ) ", "kuhn", Map.of());
        requireParts("rank( players = 2 ,actions=3)", "rank", Map.of("players", "2", "actions", "3"));
        requireParts("a(b=c=d)", "a", Map.of("b", "c=d"));
        assertThat(GameSpecification.parse("a(z=1,y=2,x=3)").arguments().keySet())
                .containsExactly("z", "y", "x");
    }

    /** A game may be an argument of another, to any depth; its commas and signs are its own. */
    @Test
    void namesWithinNames() {
        requireParts(
                "repeated(game=rank(players=2,actions=3),discount=0)",
                "repeated",
                Map.of("game", "rank(players=2,actions=3)", "discount", "0"));
        requireParts("a(b=c(d=e(f=1,g=2),h=3),i=(j))", "a", Map.of("b", "c(d=e(f=1,g=2),h=3)", "i", "(j)"));
        requireParts("a(b=c())", "a", Map.of("b", "c()"));
        requireParts("a(b=c(),d=e())", "a", Map.of("b", "c()", "d", "e()"));
        requireParts("a(b=folder (1)/game.nfg)", "a", Map.of("b", "folder (1)/game.nfg"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a(b=c(d=1) ~ game 'a(b=c(d=1)' must have one ')' for every '(', the last at its end",
                "a(b=1)) ~ game 'a(b=1))' must have one ')' for every '(', the last at its end",
                "a(b=1)(c=2) ~ game 'a(b=1)(c=2)' must have one ')' for every '(', the last at its end",
                "a(b=1)c ~ game 'a(b=1)c' must have one ')' for every '(', the last at its end",
                "a(b=c)d(e=f) ~ game 'a(b=c)d(e=f)' must have one ')' for every '(', the last at its end",
                "a( ~ game 'a(' must have one ')' for every '(', the last at its end",
                "a) ~ game 'a)' must be of the form name(parameter=value,...)",
                "(b=1) ~ game '(b=1)' must be of the form name(parameter=value,...)",
                "a(b) ~ argument 'b' in game 'a(b)' must be of the form parameter=value",
                "a(b=) ~ argument 'b=' in game 'a(b=)' must be of the form parameter=value",
                "a(b=1,) ~ argument '' in game 'a(b=1,)' must be of the form parameter=value",
                "a(b=c(d,e),f) ~ argument 'f' in game 'a(b=c(d,e),f)' must be of the form parameter=value",
                "a(c(d=e)) ~ argument 'c(d=e)' in game 'a(c(d=e))' must be of the form parameter=value",
                "a(b=1,b=2) ~ parameter b in game 'a(b=1,b=2)' must be given once",
            })
    void refusals(String text, String message) {
        assertThatThrownBy(() -> GameSpecification.parse(text))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void messagesAreOneLine() {
        for (String text : List.of("a\n(b=1", "a(b=1,\tc)")) {
            assertThatThrownBy(() -> GameSpecification.parse(text))
                    .isExactlyInstanceOf(InvalidInputException.class)
                    .message()
                    .doesNotContainPattern("\\p{Cntrl}");
        }
    }
}
