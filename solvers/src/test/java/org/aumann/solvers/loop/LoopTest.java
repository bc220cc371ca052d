package org.aumann.solvers.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.aumann.core.Deadline;
import org.aumann.core.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What all loops have from {@link Loop}: when they end, and as what. */
class LoopTest {
    private static final LoopLimits LIMITS = new LoopLimits(0, 0, 5, Duration.ofHours(1));

    /** Counts, and has converged at a number. */
    private static final class Counting extends Loop<Integer, List<Object>> {
        private final int goal;
        private int count;

        Counting(LoopLimits limits, List<Integer> history, int goal, LoopListener<Integer> listener) {
            super(limits, history, listener);
            this.goal = goal;
        }

        @Override
        protected Integer iterate(int number, Deadline deadline) {
            count = number;
            return number;
        }

        @Override
        protected @Nullable Status reached() {
            return count >= goal ? Status.CONVERGED : null;
        }

        @Override
        public List<Object> result(Status status) {
            return List.of(status, history());
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @CsvSource({"3, CONVERGED, 3", "5, CONVERGED, 5", "6, ITERATION_LIMIT, 5"})
    void aRunEndsAtItsGoalOrItsLimit(int goal, Status status, int iterations) {
        List<Integer> heard = new ArrayList<>();
        try (Counting loop = new Counting(LIMITS, List.of(), goal, heard::add)) {
            assertThat(loop.run()).containsExactly(status, heard);
            assertThat(heard).hasSize(iterations);
        }
    }

    @Test
    void noTimeIsOneIteration() {
        try (Counting loop = new Counting(LIMITS.withTime(Duration.ZERO), List.of(), 3, LoopListener.silent())) {
            assertThat(loop.run()).containsExactly(Status.TIME_LIMIT, List.of(1));
        }
    }

    @Test
    void aCancelledRunEndsAfterItsIteration() {
        Deadline deadline = Deadline.never();
        LoopListener<Integer> cancelling = iteration -> {
            if (iteration == 2) {
                deadline.cancel();
            }
        };
        try (Counting loop = new Counting(LIMITS, List.of(), 4, cancelling)) {
            assertThat(loop.run(deadline)).containsExactly(Status.TIME_LIMIT, List.of(1, 2));
        }
    }

    @Test
    void stepsAreThoseOfARun() {
        try (Counting loop = new Counting(LIMITS, List.of(), 3, LoopListener.silent())) {
            assertThat(loop.step(Deadline.never())).isNull();
            assertThat(loop.step(Deadline.never())).isNull();
            assertThat(loop.step(Deadline.never())).isEqualTo(Status.CONVERGED);
            assertThat(loop.history()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void earlierIterationsCount() {
        try (Counting loop = new Counting(LIMITS, List.of(1, 2, 3), 9, LoopListener.silent())) {
            assertThat(loop.run()).containsExactly(Status.ITERATION_LIMIT, List.of(1, 2, 3, 4, 5));
        }
    }

    @Test
    void limitsAreChecked() {
        assertThatThrownBy(() -> LIMITS.withTolerance(-1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("tolerance (-1.0) must be a finite number, at least 0");
        assertThatThrownBy(() -> LIMITS.withTolerance(Double.NaN)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> LIMITS.withPatience(-1)).hasMessage("patience (-1) must be at least 0");
        assertThatThrownBy(() -> LIMITS.withIterations(0)).hasMessage("iterations (0) must be at least 1");
    }
}
