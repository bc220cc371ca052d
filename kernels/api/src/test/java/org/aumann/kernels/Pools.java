package org.aumann.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.aumann.core.Seeds;

/** The same work in pools of several sizes. */
final class Pools {
    private static final int[] SIZES = {1, 2, 3, 5};

    private Pools() {}

    /** Requires the same bits of a computation here and in every pool. */
    static void requireSameBits(Callable<double[]> work) throws Exception {
        double[] expected = work.call();
        assertThat(expected).isNotEmpty();
        for (int threads : SIZES) {
            assertThat(Arrays.equals(inPool(threads, work), expected))
                    .as("bit by bit with %d threads; %s", threads, Seeds.replay())
                    .isTrue();
        }
    }

    private static double[] inPool(int threads, Callable<double[]> work)
            throws InterruptedException, ExecutionException {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(work).get();
        }
    }

    /** Several results as one. */
    static double[] concatenated(Stream.Builder<double[]> parts) {
        return parts.build().flatMapToDouble(DoubleStream::of).toArray();
    }
}
