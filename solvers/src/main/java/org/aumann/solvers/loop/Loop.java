package org.aumann.solvers.loop;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * A loop over growing sets of policies: one object is one run. Iterations are public, so that a run can be watched,
 * stopped after any of them and, where it is {@link Resumable}, gone on with by another object.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <I> what an iteration says of itself
 * @param <R> what a run ends with
 */
public abstract class Loop<I, R> implements AutoCloseable {
    private final LoopLimits limits;
    private final LoopListener<I> listener;
    private final List<I> history;

    /**
     * A loop.
     *
     * @param limits when it ends
     * @param history the iterations that are behind it; none of a new run. Copied.
     * @param listener hears of every iteration
     */
    protected Loop(LoopLimits limits, List<I> history, LoopListener<I> listener) {
        this.limits = limits;
        this.listener = listener;
        this.history = new ArrayList<>(history);
    }

    /**
     * Runs to the end.
     *
     * @return how it ended
     */
    public final R run() {
        return run(Deadline.never());
    }

    /**
     * Runs to the end.
     *
     * @param whole ends the run before its time limit, and may be cancelled
     * @return how it ended
     */
    public final R run(Deadline whole) {
        Deadline deadline = whole.within(limits.time());
        while (true) {
            Status status = step(deadline);
            if (status != null) {
                return result(status);
            }
        }
    }

    /**
     * Goes through one iteration. Of the limits the time counts from when the deadline was made.
     *
     * @param deadline ends it early
     * @return how the run has ended; null if there is more to do
     */
    public final @Nullable Status step(Deadline deadline) {
        I iteration = iterate(history.size() + 1, deadline);
        history.add(iteration);
        listener.onIteration(iteration);
        Status reached = reached();
        if (reached != null) {
            return reached;
        }
        if (deadline.isOver()) {
            return atLimit(Status.TIME_LIMIT);
        }
        return history.size() >= limits.iterations() ? atLimit(Status.ITERATION_LIMIT) : null;
    }

    /**
     * What has happened so far.
     *
     * @return one entry an iteration, a copy
     */
    public final List<I> history() {
        return List.copyOf(history);
    }

    /**
     * When the loop ends.
     *
     * @return its limits
     */
    protected final LoopLimits limits() {
        return limits;
    }

    /**
     * One turn of the wheel.
     *
     * @param number of the iteration, from 1
     * @param deadline ends it early
     * @return what it found
     */
    protected abstract I iterate(int number, Deadline deadline);

    /**
     * Whether the last iteration has reached what the run is for, by the certificate.
     *
     * @return how; null if there is more to do
     */
    protected abstract @Nullable Status reached();

    /**
     * How a run ends that has come to a limit.
     *
     * @param limit the limit
     * @return the same, or a failure that it hides
     */
    protected Status atLimit(Status limit) {
        return limit;
    }

    /**
     * The best of the iterations.
     *
     * @param status how the run ended
     * @return the result, after at least one iteration
     */
    public abstract R result(Status status);

    /** Frees what the run holds. */
    @Override
    public abstract void close();
}
