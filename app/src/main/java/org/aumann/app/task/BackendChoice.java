package org.aumann.app.task;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Availability;
import org.aumann.kernels.BackendException;
import org.aumann.kernels.Backends;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.Workload;
import org.jspecify.annotations.Nullable;

/**
 * The back end that was asked for, or the best one for the work.
 *
 * @param id the one that was asked for, not checked yet; null for the best one
 * @param needs the kernels that will be called
 */
public record BackendChoice(@Nullable String id, Set<Capability> needs) {
    /**
     * The same choice for work, checked before anything is read.
     *
     * @param kernels that will be called, besides those that are known
     * @return a choice of a back end that has them
     * @throws InvalidInputException if the one that was asked for does not exist, cannot run here or lacks kernels; says why
     */
    public BackendChoice needing(Set<Capability> kernels) {
        EnumSet<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(needs);
        all.addAll(kernels);
        if (id != null) {
            refused(() -> Backends.require(id, new Workload(all, 0)));
        }
        return new BackendChoice(id, all);
    }

    /**
     * Opens the back end.
     *
     * @param size of the work, as {@link Workload} counts it
     * @return a back end that the caller closes
     * @throws InvalidInputException if there is none; says why
     */
    public ComputeBackend open(long size) {
        return open(new Workload(needs, size));
    }

    /** The same for a game. */
    ComputeBackend open(MetaGame game) {
        return open(Workload.on(game, needs));
    }

    /** The same for a tree. */
    ComputeBackend open(GameTree tree) {
        return open(Workload.on(tree, needs));
    }

    private ComputeBackend open(Workload work) {
        return refused(() -> id == null ? Backends.best(work) : Backends.named(id, work));
    }

    /** What is refused of back ends is bad input here. */
    private static <T> T refused(Supplier<T> choice) {
        try {
            return choice.get();
        } catch (BackendException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()));
        }
    }

    /** Logs what was chosen, and why others were not. */
    static void log(ComputeBackend backend, TaskListener listener) {
        StringBuilder text = new StringBuilder("back end " + backend.id() + ": " + backend.device());
        for (Backends.Candidate candidate : Backends.candidates()) {
            if (candidate.availability() instanceof Availability.Unavailable(String reason)) {
                text.append("; not ")
                        .append(candidate.provider().id())
                        .append(": ")
                        .append(reason);
            }
        }
        listener.log(text.toString());
    }
}
