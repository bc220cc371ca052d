package org.aumann.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The baseline of everything bound by memory: a copy of 256 MB with all threads, bytes read plus written. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "-XX:MaxDirectMemorySize=64g")
public class CopyBenchmark {
    private static final long SIZE = 256L << 20;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment source = arena.allocate(SIZE, 64);
    private final MemorySegment target = arena.allocate(SIZE, 64);
    private final int threads = Runtime.getRuntime().availableProcessors();

    /** Touches every page. */
    @Setup
    public void setUp() {
        source.fill((byte) 1);
        target.fill((byte) 2);
    }

    /** Frees the memory. */
    @TearDown
    public void tearDown() {
        arena.close();
    }

    /**
     * One copy.
     *
     * @param traffic counts the bytes
     */
    @Benchmark
    public void copy(IncentiveBenchmark.Traffic traffic) {
        traffic.bytes += 2 * SIZE;
        IntStream.range(0, threads).parallel().forEach(t -> {
            long from = SIZE * t / threads;
            MemorySegment.copy(source, from, target, from, SIZE * (t + 1) / threads - from);
        });
    }
}
