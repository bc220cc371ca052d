package org.aumann.solvers.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopDrawsTest {
    @Test
    void theSameDrawsForTheSameKey() {
        LoopDraws draws = new LoopDraws(7);
        assertThat(draws.of(3, 5, 2).nextLong()).isEqualTo(draws.of(3, 5, 2).nextLong());
        assertThat(draws.of(3, 5, 2).nextLong())
                .isNotEqualTo(new LoopDraws(8).of(3, 5, 2).nextLong());
    }

    /** Up to the last purpose, and far beyond the first iterations. */
    @Test
    void everyPurposeIterationAndPlayerHasDrawsOfItsOwn() {
        LoopDraws draws = new LoopDraws(7);
        Set<Long> first = new HashSet<>();
        for (int purpose : new int[] {0, 1, 255}) {
            for (int iteration : new int[] {0, 1, 255, 256, 1 << 24, Integer.MAX_VALUE}) {
                for (int player : new int[] {0, 1, 255, 256, 99_999}) {
                    first.add(draws.of(purpose, iteration, player).nextLong());
                }
            }
        }
        assertThat(first).hasSize(3 * 6 * 5);
    }
}
