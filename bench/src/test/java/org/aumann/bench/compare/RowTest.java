package org.aumann.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final GameCase GAME = GameCase.of("rank", 4);

    @Test
    void aLineReadsBack() {
        Row.Outcome outcome =
                new Row.Outcome(Status.OPTIMAL, Timing.of(List.of(3.0, 1.0, 2.0, 1.5)), 1e-7, 4.5, 12, "retried, once");
        Row row = Row.of(GAME, Problem.MWCE, Contender.OR_TOOLS, outcome);

        Row read = Row.parse(row.csv());

        assertThat(row.csv().split(",", -1)).hasSameSizeAs(Row.HEADER.split(",", -1));
        assertThat(read.csv()).isEqualTo(row.csv());
        assertThat(read.game()).isEqualTo("rank(players=4,actions=10,seed=1)");
        assertThat(read.note()).isEqualTo("retried; once");
        assertThat(read.timing().median()).isEqualTo(1.5);
    }

    @Test
    void whatThereIsNoneOfStaysEmpty() {
        Row.Outcome none = Row.Outcome.none(Status.TIME_LIMIT, Timing.NONE, "");

        Row read = Row.parse(Row.of(GAME, Problem.MGCCE, Contender.SCIPY, none).csv());

        assertThat(read.status()).isEqualTo(Status.TIME_LIMIT);
        assertThat(read.excess()).isNaN();
        assertThat(read.timing().median()).isNaN();
    }

    @Test
    void theFirstSolveDoesNotCountUnlessItIsTheOnlyOne() {
        assertThat(Timing.of(List.of(9.0, 1.0, 3.0))).isEqualTo(new Timing(9, 2, 2, 1, 3));
        assertThat(Timing.of(List.of(9.0))).isEqualTo(new Timing(9, 0, 9, 9, 9));
    }

    @Test
    void sizesAreThoseOfTheGames() {
        for (GameCase game : GameCase.of(true, false)) {
            String[] shape = game.shape().split("x", 2);
            long count = Math.round(Math.pow(Integer.parseInt(shape[1]), Integer.parseInt(shape[0])));
            assertThat(game.jointActionCount()).as(game.name()).isEqualTo(count);
        }
    }
}
