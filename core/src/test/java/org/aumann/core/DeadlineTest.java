package org.aumann.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void comesInTime() {
        assertThat(Deadline.in(Duration.ZERO).isOver()).isTrue();
        assertThat(Deadline.in(Duration.ofSeconds(-1)).isOver()).isTrue();
        Deadline later = Deadline.in(Duration.ofHours(1));
        assertThat(later.isOver()).isFalse();
        assertThat(later.left()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(later.within(Duration.ZERO).isOver()).isTrue();
        assertThat(later.within(Duration.ofHours(2)).left()).isLessThanOrEqualTo(Duration.ofHours(1));
    }

    /** Durations of centuries are more nanoseconds than a long holds. */
    @Test
    void neverIsLate() {
        for (Deadline deadline : new Deadline[] {
            Deadline.never(),
            Deadline.in(Duration.ofSeconds(Long.MAX_VALUE)),
            Deadline.never().within(Duration.ofDays(1_000_000))
        }) {
            assertThat(deadline.isOver()).isFalse();
            assertThat(deadline.left()).isGreaterThan(Duration.ofDays(36_500));
        }
    }

    @Test
    void cancellingEndsTheParts() {
        Deadline whole = Deadline.never();
        Deadline part = whole.within(Duration.ofHours(1));
        whole.cancel();
        assertThat(part.isOver()).isTrue();
        assertThat(part.left()).isZero();
        assertThat(Deadline.never().isOver()).isFalse();
    }
}
