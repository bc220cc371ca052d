package org.aumann.bench;

import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.JointBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Where the greatest elements of a buffer are, which prices columns: one read of the buffer, in bytes a second.
 * {@link CopyBenchmark} measures the copy bandwidth in the same run, which reads and writes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:MaxDirectMemorySize=64g"})
public class GreatestBenchmark {
    /** Back end. */
    @Param("cpu")
    public String backend = "";

    /** Elements: 256 MB. */
    @Param("32000000")
    public int size;

    /** How many are wanted: as many as a pricing of CCE and of CE at 6 × 10 adds. */
    @Param({"220", "1300"})
    public int count;

    private ComputeBackend runs;
    private JointBuffer buffer;

    /** Draws the elements and checks the answer against sorting. */
    @Setup
    public void setUp() {
        runs = Backends.named(backend);
        buffer = runs.allocate(size);
        double[] elements = new Philox(1).doubles(size).toArray();
        buffer.write(MemorySegment.ofArray(elements));
        long[] greatest = buffer.greatest(count);
        double least = elements[(int) greatest[count - 1]];
        long[] sorted = IntStream.range(0, size)
                .filter(i -> elements[i] >= least)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -elements[i]))
                .mapToLong(Integer::longValue)
                .toArray();
        for (int k = 0; k < count; k++) {
            if (sorted.length != count || greatest[k] != sorted[k]) {
                throw new IllegalStateException("greatest " + k + " is " + greatest[k] + ", of " + sorted.length);
            }
        }
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        buffer.close();
        runs.close();
    }

    /**
     * One search.
     *
     * @param traffic counts the bytes
     * @return the indices
     */
    @Benchmark
    public long[] greatest(IncentiveBenchmark.Traffic traffic) {
        traffic.bytes += 8.0 * size;
        return buffer.greatest(count);
    }
}
