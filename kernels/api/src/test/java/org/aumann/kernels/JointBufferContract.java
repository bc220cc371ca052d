package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.aumann.core.Seeds;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.payoff.RandomGames;
import org.aumann.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link JointBuffer#greatest} promises. */
public interface JointBufferContract {
    /** Sizes from which few counts are tried. */
    int LARGE = 10_000;

    /**
     * The back end under test.
     *
     * @return an open back end
     */
    ComputeBackend backend();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 256, 1_021, 70_001})
    default void findsTheGreatest(int size) {
        Philox random = new Philox(Seeds.seed());
        requireGreatest(size, i -> random.nextGaussian());
        requireGreatest(size, i -> Math.scalb(random.nextGaussian(), random.nextInt(600) - 300));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 1_021, 70_001})
    default void ofEqualOnesTakesThoseOfLowerIndex(int size) {
        Philox random = new Philox(Seeds.seed());
        requireGreatest(size, i -> 1 / 3.0);
        requireGreatest(size, i -> random.nextInt(5) - 2);
        requireGreatest(size, i -> i % 2 == 0 ? 0.0 : -0.0);
        requireGreatest(size, i -> i == size / 2 ? Double.MIN_VALUE : 0);
    }

    @Test
    default void refusesToFindNothing() {
        try (JointBuffer buffer = backend().allocate(3)) {
            assertThatThrownBy(() -> buffer.greatest(0)).hasMessageContaining("count (0) must be at least 1");
        }
    }

    /** What an operator left in a buffer can be read by a thread that has not called the back end before. */
    @Test
    default void anotherThreadReads() throws InterruptedException {
        JointActionIndex index = JointActionIndex.of(3, 5);
        try (PayoffTensor payoffs = RandomGames.gaussian(index, Precision.FLOAT64, new Philox(Seeds.seed()));
                IncentiveOperator operator = backend().incentives(MetaGame.of(payoffs), SolutionConcept.CCE);
                JointBuffer sigma = backend().allocate(15)) {
            operator.respond(Regulariser.ENTROPY, new double[operator.rowCount()], new double[2], sigma);
            double[] uniform = new double[15];
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread reader = new Thread(() -> sigma.read(MemorySegment.ofArray(uniform)));
            reader.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
            reader.start();
            reader.join();
            assertThat(failure.get()).isNull();
            assertThat(Arrays.stream(uniform)).allSatisfy(p -> assertThat(p).isCloseTo(1 / 15.0, within(1e-15)));
        }
    }

    private void requireGreatest(int size, IntToDoubleFunction element) {
        double[] elements = IntStream.range(0, size).mapToDouble(element).toArray();
        Comparator<Integer> greatestFirst =
                (i, j) -> elements[i] == elements[j] ? Integer.compare(i, j) : Double.compare(elements[j], elements[i]);
        long[] sorted = IntStream.range(0, size)
                .boxed()
                .sorted(greatestFirst)
                .mapToLong(Integer::longValue)
                .toArray();
        try (JointBuffer buffer = backend().allocate(size)) {
            buffer.write(MemorySegment.ofArray(elements));
            for (int count : size < LARGE ? new int[] {1, 2, 100, size / 2 + 1, size, size + 5} : new int[] {1, 300}) {
                assertThat(buffer.greatest(count))
                        .as("the %d greatest of %d, seed %d", count, size, Seeds.seed())
                        .isEqualTo(Arrays.copyOf(sorted, Math.min(count, size)));
            }
        }
    }
}
