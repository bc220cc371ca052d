package org.aumann.core;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When a computation has to end: at a moment, or as soon as somebody cancels it. Whoever works looks at {@link #isOver} every
 * few milliseconds and then stops with what it has.
 *
 * <p>Safe for use by several threads; the moment never changes.
 */
public final class Deadline {
    /** About 146 years: the clock counts nanoseconds in a long. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final long end;
    private final AtomicBoolean isCancelled;

    private Deadline(long end, AtomicBoolean isCancelled) {
        this.end = end;
        this.isCancelled = isCancelled;
    }

    /**
     * A deadline after some time.
     *
     * @param time from now; negative is now
     * @return a deadline that nobody has cancelled
     */
    public static Deadline in(Duration time) {
        return new Deadline(endOf(time), new AtomicBoolean());
    }

    /**
     * A deadline that only {@link #cancel} can bring.
     *
     * @return one that does not come by itself
     */
    public static Deadline never() {
        return in(LONGEST);
    }

    private static long endOf(Duration time) {
        Duration possible = time.compareTo(LONGEST) < 0 ? time : LONGEST;
        return System.nanoTime() + Math.max(0, possible.toNanos());
    }

    /**
     * The earlier of this one and one after some time; cancelled with this one.
     *
     * @param time from now
     * @return a deadline for a part of the work
     */
    public Deadline within(Duration time) {
        long sooner = endOf(time);
        return new Deadline(sooner - end < 0 ? sooner : end, isCancelled);
    }

    /**
     * Whether it is time to stop.
     *
     * @return true from the moment on, or from a cancellation
     */
    public boolean isOver() {
        return isCancelled.get() || System.nanoTime() - end >= 0;
    }

    /**
     * The time that is left.
     *
     * @return at least 0; 0 once it is cancelled
     */
    public Duration left() {
        return isCancelled.get() ? Duration.ZERO : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** Ends everything that works to this deadline, or to one that was made {@link #within} it or that it was made within. */
    public void cancel() {
        isCancelled.set(true);
    }
}
