package org.aumann.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompareOptionsTest {
    private static final List<String> FIXED = List.of("folder", "peers.py", "NAME.csv", "a machine");

    private static CompareOptions options(String... words) {
        return CompareOptions.parse(
                        Stream.concat(FIXED.stream(), Stream.of(words)).toList())
                .orElseThrow();
    }

    /** The command of the plot up to 10⁸ joint actions. */
    @Test
    void oneCommandGoesFromAThousandToAHundredMillion() {
        CompareOptions options = options("--large", "--families", "rank", "--problems", "mecce", "--time-limit", "600");
        assertThat(options.problems()).containsExactly(Problem.MECCE);
        assertThat(options.games().stream().map(GameCase::jointActionCount))
                .containsExactly(1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L);
        assertThat(options.games().getLast().name()).contains("precision=float32");
        assertThat(options.timeLimitSeconds()).isEqualTo(600);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (List<String> words : List.of(
                List.of("--time-limit", "soon"),
                List.of("--memory-limit", "8.5"),
                List.of("--huge"),
                List.of("--name"))) {
            assertThat(CompareOptions.parse(
                            Stream.concat(FIXED.stream(), words.stream()).toList()))
                    .as(words.toString())
                    .isEmpty();
        }
    }
}
