package org.aumann.core.payoff;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings payoffs of a mapped file into memory before they are read. For a tensor in memory all methods cost
 * nothing.
 *
 * <p>A load from a page that is not in memory waits for the disk, and what the system reads around it is a guess:
 * useless for single payoffs here and there, too little for a walk over the slabs of many players. Whoever reads a
 * tensor in a known order says so here, a little in advance.
 *
 * <p>Safe for use by several threads. Closed before the tensor.
 */
public final class ReadAhead implements AutoCloseable {
    /** What is asked of the system at once: no more than it takes for one advice. */
    private static final long PIECE_BYTES = 1 << 20;

    /** Reads under way: as many as keep a solid-state disk busy with single pages. */
    private static final int THREADS = 16;

    private static final long PAGE_BYTES = 4_096;

    private final PayoffTensor payoffs;
    private final MemorySegment segment;
    private final long jointActionCount;
    private final long payoffBytes;
    private final @Nullable ExecutorService readers;

    private ReadAhead(PayoffTensor payoffs) {
        this.payoffs = payoffs;
        this.segment = payoffs.segment();
        this.jointActionCount = payoffs.index().jointActionCount();
        this.payoffBytes = payoffs.precision().byteSize();
        this.readers = segment.isMapped()
                ? Executors.newFixedThreadPool(
                        THREADS,
                        Thread.ofPlatform().daemon().name("read-ahead-", 0).factory())
                : null;
    }

    /**
     * Reads ahead in a tensor.
     *
     * @param payoffs the payoffs, open as long as this
     * @return what the caller closes
     */
    public static ReadAhead in(PayoffTensor payoffs) {
        return new ReadAhead(payoffs);
    }

    /**
     * Whether it does anything.
     *
     * @return true for a tensor over a mapped file
     */
    public boolean isActive() {
        return readers != null;
    }

    /**
     * Says that payoffs will be read soon. Returns at once.
     *
     * @param player player from 0
     * @param jointAction the first; {@code J} if there is none
     * @param count how many from there on; those past the last joint action are left out
     */
    public void request(int player, long jointAction, long count) {
        if (readers == null) {
            return;
        }
        long first = player * jointActionCount + jointAction;
        long last = first + Math.min(count, jointActionCount - jointAction);
        long end = last * payoffBytes;
        for (long from = first * payoffBytes; from < end; from += PIECE_BYTES) {
            MemorySegment piece = segment.asSlice(from, Math.min(PIECE_BYTES, end - from));
            readers.execute(piece::load);
        }
    }

    /**
     * Reads the page of a single payoff, and nothing around it.
     *
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     */
    public void load(int player, long jointAction) {
        if (readers != null) {
            segment.asSlice((player * jointActionCount + jointAction) * payoffBytes, payoffBytes)
                    .load();
        }
    }

    /**
     * Which page of the tensor a payoff is in, counted from anywhere.
     *
     * @param player player from 0
     * @param jointAction index in {@code 0..J-1}
     * @return a number that other payoffs have too if they are in the same page
     */
    public long page(int player, long jointAction) {
        return (segment.address() + (player * jointActionCount + jointAction) * payoffBytes) / PAGE_BYTES;
    }

    /**
     * Does something for every number below a count: on all cores if the payoffs are in memory, else so many at a time
     * that waiting for the disk overlaps.
     *
     * @param count how many
     * @param task what to do, in any order and at the same time
     */
    public void forEach(int count, IntConsumer task) {
        if (readers == null) {
            IntStream.range(0, count).parallel().forEach(task);
            return;
        }
        try {
            for (var done : readers.invokeAll(IntStream.range(0, count)
                    .<Callable<Integer>>mapToObj(k -> () -> {
                        task.accept(k);
                        return k;
                    })
                    .toList())) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading payoffs of " + payoffs.index(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("payoffs of " + payoffs.index() + " cannot be read", e.getCause());
        }
    }

    /** Forgets what has been asked for, and waits for what is being read. */
    @Override
    public void close() {
        if (readers == null) {
            return;
        }
        readers.shutdownNow();
        boolean isInterrupted = false;
        while (!readers.isTerminated()) {
            try {
                readers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
